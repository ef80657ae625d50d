"""Who may do what with an entry, and the reason where they may not. Pure: loaders bring what is asked about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask_babel import gettext as _

from p4comp.accounts.policy import may_audit
from p4comp.competition.models import Edition
from p4comp.competition.spec import Category, EditionSpec, Window
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.clock import local
from p4comp.core.errors import state_word
from p4comp.core.words import moment
from p4comp.entries.models import Entry, Evidence
from p4comp.entries.rules import EDITABLE, MOVES, State
from p4comp.institutions.models import Institution


@dataclass(frozen=True)
class Case:
    """An entry and the window in which its institution may work on it, the deadline ledger applied."""

    entry: Entry
    window: Window

    @property
    def closes(self) -> datetime | None:
        """When the entrant's time ends: the window's end, or the later day set for a correction."""
        until = self.entry.correct_until if self.entry.state is State.RETURNED else None
        ends = [end for end in (self.window.closes, until) if end is not None]
        return max(ends, default=None)

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
    """A file of an entry: a piece of evidence, or (`evidence` empty) its letter of recommendation."""

    case: Case
    evidence: Evidence | None = None


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
    """A moment in the edition's zone and, where it differs, in the reader's: `23.59 WIB (… 01.59 WIT)`."""
    text = moment(at, zone)
    if local(at, zone).utcoffset() == local(at, reader).utcoffset():
        return text
    return f"{text} ({moment(at, reader)})"


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
    """An institution enters once an edition, while registration is open; one that withdrew may begin again."""
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
                closes=both_zones(closes, zone, reader),
            )
        )
    return YES


def in_time(case: Case, at: datetime) -> Verdict:
    """Whether the entrant's time for this entry runs, to the second."""
    entry = case.entry
    return _in_window(case.window, case.closes, at, entry.edition.zone, entry.institution.zone)


def _own(actor: Actor, case: Case) -> Verdict:
    return YES if is_own(actor, case.entry) else no(_("Hanya petugas instansi peserta yang dapat melakukan ini."))


def _own_move(actor: Actor, case: Case, verb: str, at: datetime) -> Verdict:
    if not (own := _own(actor, case)):
        return own
    if not MOVES.allows(case.entry.state, verb):
        return no(_("Berkas ini berstatus “%(state)s”.", state=state_word("entry", case.entry.state)))
    return in_time(case, at)


def may_edit(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The entrant works on its dossier until it hands it in, and again when it was returned, within its time."""
    if not (own := _own(actor, case)):
        return own
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


def may_submit(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The entrant hands in within its time. A dossier that is already in is answered by the action (409): a second tab is told so."""
    own = _own(actor, case)
    return in_time(case, at) if own and case.entry.state in EDITABLE else own


def may_reopen(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The entrant takes a handed-in dossier back until the deadline."""
    return _own_move(actor, case, "reopen", at)


def may_withdraw(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The entrant may leave the competition until its entry is verified, also after the deadline."""
    if not (own := _own(actor, case)):
        return own
    if not MOVES.allows(case.entry.state, "withdraw"):
        return no(
            _(
                "Berkas ini berstatus “%(state)s”. Sampaikan pengunduran diri kepada sekretariat dengan surat.",
                state=state_word("entry", case.entry.state),
            )
        )
    return YES


def may_see_queue(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat works through the queue; the auditor reads it."""
    return may_audit(actor, subject, at)


def may_review(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The secretariat and the auditor read an entry on the verification desk."""
    return may_see_queue(actor, case, at)


def may_decide(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The secretariat verifies, returns or refuses; nobody does so for an institution of their own or a unit of it."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang memverifikasi berkas."))
    institution = case.entry.institution
    if actor.institutions & {institution.id, institution.parent_id}:
        return no(
            _(
                "Anda petugas %(name)s atau instansi induknya. Verifikasi berkas ini dilakukan petugas sekretariat lain.",
                name=case.entry.institution_name,
            )
        )
    return YES
