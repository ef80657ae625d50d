"""Who may see an entry and work on its dossier."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition.models import Edition
from p4comp.competition.rules.wording import until
from p4comp.competition.spec import Category, EditionSpec, Window
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.errors import state_word
from p4comp.core.words import elsewhere, moment
from p4comp.entries.models import Entry, Evidence, Submission
from p4comp.entries.rules import EDITABLE, GRACE, MOVES, State
from p4comp.institutions.models import Institution
from p4comp.institutions.rules.conflicts import Relation


@dataclass(frozen=True)
class Case:
    """An entry and the window in which its institution may work on it, the deadline ledger applied; `relation` binds a secretary to it.

    `upload_began_at` is when an upload began that may still arrive after the close, or did: until the end of the `grace` it keeps
    the hand-in open, and nothing else.
    """

    entry: Entry
    window: Window
    relation: Relation | None = None
    grace: timedelta = GRACE
    upload_began_at: datetime | None = None

    @property
    def closes(self) -> datetime | None:
        """When the entrant's time ends: the window's end, or the later day set for a correction."""
        until = self.entry.correct_until if self.entry.state is State.RETURNED else None
        ends = [end for end in (self.window.closes, until) if end is not None]
        return max(ends, default=None)

    @property
    def hand_in_closes(self) -> datetime | None:
        """Until when the dossier may be handed in: the close, or the end of the grace for an upload that began before it."""
        closes, began = self.closes, self.upload_began_at
        return closes + self.grace if closes is not None and began is not None and began < closes else closes

    def is_in_grace(self, at: datetime) -> bool:
        """Whether the time is over, but an upload begun in it keeps the hand-in open."""
        closes, last = self.closes, self.hand_in_closes
        return closes is not None and last is not None and closes <= at < last

    def is_open(self, at: datetime) -> bool:
        """Whether the entrant may work on it at `at`; the end itself is late."""
        opens, closes = self.window.opens, self.closes
        return opens is not None and closes is not None and opens <= at < closes


class Part(Protocol):
    """Something that belongs to a case: an aspect, a file."""

    @property
    def case(self) -> Case: ...


@dataclass(frozen=True)
class FileOf:
    """A file of an entry: a piece of evidence, or (`evidence` empty) its letter of recommendation.

    `handed_in` is the hand-in shown instead of a correction in progress, for those who see that one.
    """

    case: Case
    evidence: Evidence | None = None
    handed_in: Submission | None = None


HIDDEN = _l("Berkas ini disembunyikan karena memuat data pribadi. Peserta sudah diminta mengirim salinan yang tersamarkan.")


@dataclass(frozen=True)
class Start:
    """An institution before it enters: the edition, its window, and the entry it has already."""

    institution: Institution
    edition: Edition | None
    spec: EditionSpec | None
    window: Window | None
    entry: Entry | None
    category: Category | None = None


def both_zones(at: datetime, zone: str, reader: str) -> str:
    """A moment in the edition's zone and, where it differs, in the reader's: `… pukul 23.10 WIB (01.10 WIT, Jumat 15 April 2022)`."""
    return moment(at, zone) + elsewhere(at, zone, reader)


def is_own(actor: Actor, entry: Entry) -> bool:
    """Whether the person works for the entry's institution as a member."""
    return actor.has("member", entry.institution_id)


def may_list(actor: Actor, subject: object, at: datetime) -> Verdict:
    """Members of an institution have a page of their own entries."""
    if actor.has("member"):
        return YES
    return no(_("Halaman ini untuk petugas instansi peserta. Minta undangan dari instansi Anda, atau ajukan permohonan akun."))


def may_read(actor: Actor, subject: Case | Part, at: datetime) -> Verdict:
    """Whoever sees an entry may read it; sight is decided by the query."""
    return YES


def may_look_at_start(actor: Actor, start: Start, at: datetime) -> Verdict:
    """Members see which categories are open to their institution, also before and after registration."""
    return YES


def may_begin(actor: Actor, start: Start, at: datetime) -> Verdict:
    """An institution enters once an edition, while registration is open, by anybody with a duty there; one that withdrew may begin again."""
    if not acts_for(actor, start.institution.id):
        return no(ONLY_LOOKS)
    if start.edition is None or start.window is None:
        return no(_("Belum ada edisi yang berjalan. Tunggu pengumuman pembukaan pendaftaran."))
    if start.entry is not None and start.entry.state is not State.WITHDRAWN:
        return no(_("%(name)s sudah memiliki kepesertaan pada edisi ini.", name=start.institution.name))
    return _in_window(start.window, start.window.closes, at, start.edition.zone, start.institution.zone)


def _in_window(window: Window, closes: datetime | None, at: datetime, zone: str, reader: str) -> Verdict:
    if window.opens is None or closes is None:
        return no(_("Jadwal pendaftaran edisi ini belum ditetapkan."))
    if at < window.opens:
        return no(_("Pendaftaran dibuka pada %(opens)s.", opens=both_zones(window.opens, zone, reader)))
    if at >= closes:
        return no(
            _(
                "Batas waktu sudah lewat: %(closes)s. Hubungi sekretariat bila ada kendala yang perlu dipertimbangkan.",
                closes=until(closes, zone, reader),
            )
        )
    return YES


def in_time(case: Case, at: datetime) -> Verdict:
    """Whether the entrant's time for this entry runs, to the second."""
    entry = case.entry
    return _in_window(case.window, case.closes, at, entry.edition.zone, entry.institution.zone)


def in_time_to_hand_in(case: Case, at: datetime) -> Verdict:
    """Whether the dossier may be handed in at `at`, the grace for an upload begun in time included."""
    entry = case.entry
    closes = case.hand_in_closes if case.is_in_grace(at) else case.closes
    return _in_window(case.window, closes, at, entry.edition.zone, entry.institution.zone)


def _own(actor: Actor, case: Case) -> Verdict:
    return YES if is_own(actor, case.entry) else no(_("Hanya petugas instansi peserta yang dapat melakukan ini."))


def writes_for(actor: Actor, institution_id: str) -> bool:
    """Whether the person fills in for an institution: its drafters and approvers."""
    return actor.has("drafter", institution_id) or actor.has("approver", institution_id)


def acts_for(actor: Actor, institution_id: str) -> bool:
    """Whether the person takes steps of an institution that are more than reading: whoever fills in, and its local admins."""
    return writes_for(actor, institution_id) or actor.has("local_admin", institution_id)


ONLY_LOOKS = _l("Tugas Anda pada instansi ini hanya melihat. Mintalah tugas kepada admin instansi Anda.")


def _writes(actor: Actor, case: Case) -> Verdict:
    if not (own := _own(actor, case)) or writes_for(actor, case.entry.institution_id):
        return own
    return no(_("Tugas Anda pada instansi ini hanya melihat. Untuk mengisi, minta tugas penyusun kepada admin instansi Anda."))


def _written_move(actor: Actor, case: Case, verb: str, at: datetime) -> Verdict:
    if not (may_write := _writes(actor, case)):
        return may_write
    if not MOVES.allows(case.entry.state, verb):
        return no(_("Berkas ini berstatus “%(state)s”.", state=state_word("entry", case.entry.state)))
    return in_time(case, at)


def may_edit(actor: Actor, case: Case, at: datetime) -> Verdict:
    """Drafters and approvers of the entrant work on its dossier until it is handed in, and again when it was returned, within its time."""
    return _may_change(case, at) if (may_write := _writes(actor, case)) else may_write


def _may_change(case: Case, at: datetime) -> Verdict:
    if case.entry.state not in EDITABLE:
        return no(
            _(
                "Berkas ini berstatus “%(state)s”, jadi tidak dapat diubah. Buka kembali berkas dahulu bila batas waktu belum lewat.",
                state=state_word("entry", case.entry.state),
            )
        )
    return in_time(case, at)


def may_edit_part(actor: Actor, part: Part, at: datetime) -> Verdict:
    """A part of a dossier (an aspect, a file) is changed by whoever may edit the dossier."""
    return may_edit(actor, part.case, at)


def may_share_out(actor: Actor, part: Part | Case, at: datetime) -> Verdict:
    """Parts are given to colleagues by whoever fills in, and by the local admins, who see to the people; while the dossier is worked on."""
    case = part if isinstance(part, Case) else part.case
    if not (own := _own(actor, case)):
        return own
    if not acts_for(actor, case.entry.institution_id):
        return no(ONLY_LOOKS)
    return _may_change(case, at)


def may_be_present(actor: Actor, part: Part, at: datetime) -> Verdict:
    """The entrant's people show one another that they have the dossier open."""
    return _own(actor, part.case)


def may_see_history(actor: Actor, part: Part, at: datetime) -> Verdict:
    """What a field held before is the entrant's own business; the auditor may look as well."""
    return YES if actor.has("auditor") else _own(actor, part.case)


def may_print(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The entrant's people take their own dossier along: as one PDF, or as a spreadsheet to go on in."""
    return _own(actor, case)


def may_finish_upload(actor: Actor, case: Case, began_at: datetime, at: datetime) -> Verdict:
    """A file whose upload began in time may still arrive within a grace, while the dossier is not handed in."""
    closes = case.closes
    return may_edit(actor, case, began_at if closes is not None and closes <= at < closes + case.grace else at)


def sees_hidden(actor: Actor, entry: Entry) -> bool:
    """Whether the person still sees files that show personal data: the entry's people and the secretariat."""
    return is_own(actor, entry) or actor.has("secretariat")


def may_read_file(actor: Actor, file: FileOf, at: datetime) -> Verdict:
    """Whoever sees an entry reads its files, hidden ones excepted."""
    hidden = file.evidence is not None and file.evidence.hidden_at is not None
    return no(HIDDEN) if hidden and not sees_hidden(actor, file.case.entry) else YES


class Source(Part, Protocol):
    """A file that may be hidden where it is evidence as well."""

    @property
    def is_hidden(self) -> bool: ...


def may_read_source(actor: Actor, source: Source, at: datetime) -> Verdict:
    """Whoever sees an entry reads the spreadsheets of its figures, unless the same file is hidden as evidence."""
    return no(HIDDEN) if source.is_hidden and not sees_hidden(actor, source.case.entry) else YES


def may_hide(actor: Actor, file: FileOf, at: datetime) -> Verdict:
    """The secretariat hides a file that shows personal data, and shows it again."""
    return YES if actor.has("secretariat") else no(_("Hanya sekretariat yang menyembunyikan berkas di sini."))


def may_mask(actor: Actor, file: FileOf, at: datetime) -> Verdict:
    """The entrant puts a masked copy in the place of a hidden file, whatever the deadline, unless its entry has ended."""
    if not (may_write := _writes(actor, file.case)):
        return may_write
    if file.evidence is None or file.evidence.hidden_at is None or file.evidence.removed_at is not None:
        return no(_("Berkas ini tidak sedang disembunyikan."))
    if file.case.entry.state in (State.WITHDRAWN, State.REFUSED):
        return no(_("Berkas ini berstatus “%(state)s”.", state=state_word("entry", file.case.entry.state)))
    return YES


def may_see_likenesses(actor: Actor, subject: object, at: datetime) -> Verdict:
    """What two dossiers have in common is for the secretariat alone."""
    return YES if actor.has("secretariat") else no(_("Halaman ini untuk sekretariat."))
