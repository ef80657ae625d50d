"""Who may open a locked sheet again, and who ends a category's calibration round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_second, same_hand
from p4comp.competition import own_sheets
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.institutions.rules.conflicts import WORDS, Relation
from p4comp.judging.models import Assignment, CalibrationRound, SettingAside, Unlocking
from p4comp.judging.policy.office import Office, may_run_office
from p4comp.judging.rules.moves import SheetState
from p4comp.judging.rules.setting_aside import MOVES as ASIDE_MOVES
from p4comp.judging.rules.unlocking import MOVES


@dataclass(frozen=True)
class Locked:
    """A sheet that somebody wants to open again: its own evaluator's, or one the secretariat looks at; `waiting` is an open request.

    `shown`: its evaluator could see what the others found.
    """

    assignment: Assignment
    office: Office
    is_own: bool
    relation: Relation | None = None
    waiting: Unlocking | None = None
    shown: bool = False


@dataclass(frozen=True)
class Unlock:
    """A request to open a sheet again; `hidden`: whoever looks still scores the entry; `relation`: what binds them to the entrant.

    `shown`: the sheet's evaluator could see what the others found. The reason may tell findings, so it is `closed` with the score.
    """

    unlocking: Unlocking
    office: Office
    hidden: bool = False
    relation: Relation | None = None
    shown: bool = False

    @property
    def closed(self) -> bool:
        """Whether score and reason are kept from whoever looks."""
        return self.hidden or self.relation is not None


@dataclass(frozen=True)
class Aside:
    """A request to count a locked sheet no more; `is_barred`: its evaluator is still bound to the entrant. The rest as in `Unlock`."""

    request: SettingAside
    office: Office
    is_barred: bool
    hidden: bool = False
    relation: Relation | None = None

    @property
    def closed(self) -> bool:
        """Whether the score is kept from whoever looks."""
        return self.hidden or self.relation is not None


@dataclass(frozen=True)
class Calibrating:
    """A category's calibration round as one person sees it.

    `names` are its dossiers; `seen` those whose locked findings this person may see; `locked` of `live` sheets are locked.
    `is_inside`: of the secretariat or an auditor.
    """

    office: Office
    round: CalibrationRound | None
    names: Mapping[str, str]
    seen: frozenset[str] = frozenset()
    locked: int = 0
    live: int = 0
    is_inside: bool = False
    own: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_over(self) -> bool:
        """Whether the secretariat has ended it."""
        return self.round is not None and self.round.ended_at is not None


def may_ask_unlock(actor: Actor, found: Locked, at: datetime) -> Verdict:
    """The evaluator, or somebody of the secretariat whom nothing binds to the entrant, asks for it while documents are evaluated."""
    if not found.is_own and not (runs := may_run_office(actor, found, at)):
        return runs
    if found.relation is not None:
        return no(_("Anda %(bond)s. Mintalah petugas sekretariat lain.", bond=WORDS[found.relation]))
    if found.assignment.state is not SheetState.LOCKED:
        return no(_("Lembar ini tidak terkunci."))
    if found.shown:
        return no(str(SEEN))
    if found.waiting is not None:
        return no(_("Pembukaan kunci lembar ini sudah diminta dan menunggu petugas sekretariat kedua."))
    return _still_open(found.office, at)


SEEN = _l(
    "Temuan pembaca lain atas berkas ini sudah dapat dilihat evaluatornya, jadi temuan mandirinya tetap terkunci."
    " Pendapat yang berubah dicatat sebagai temuan kedua, atau disepakati bersama pembaca lain dalam rekonsiliasi."
)


def may_note_second(actor: Actor, found: Locked, at: datetime) -> Verdict:
    """The evaluator alone, once others' findings could be seen, until the category has a list."""
    if not found.is_own:
        return no(_("Temuan kedua ditulis oleh evaluator lembar ini sendiri."))
    if found.assignment.state is not SheetState.LOCKED:
        return no(_("Lembar ini tidak terkunci."))
    if not found.shown:
        return no(_("Temuan pembaca lain belum dapat Anda lihat. Bila ada yang keliru, mintalah kunci lembar dibuka."))
    if found.office.standing is not None:
        return no(_("Daftar finalis kategori ini sudah diajukan ke rapat pleno."))
    return YES


def _still_open(office: Office, at: datetime) -> Verdict:
    if office.standing is not None:
        return no(_("Daftar finalis kategori ini sudah diajukan ke rapat pleno, jadi lembarnya tidak dibuka lagi."))
    if not office.window.holds(at):
        return no(_("Lembar dibuka kembali selama evaluasi dokumen berlangsung. Perpanjang jadwal dahulu bila perlu."))
    return YES


def may_refuse_unlock(actor: Actor, found: Unlock, at: datetime) -> Verdict:
    """A second person of the secretariat answers: neither who asked nor the evaluator, and nobody bound to the entrant or scoring it still."""
    if not (runs := may_run_office(actor, found, at)):
        return runs
    if not MOVES.allows(found.unlocking.state, "grant"):
        return no(_("Permintaan ini sudah dijawab."))
    return _second(actor, found, found.unlocking)


def _second(actor: Actor, found: Unlock | Aside, one: Unlocking | SettingAside) -> Verdict:
    """Neither who asked, nor whose sheet it is, nor anybody bound to the entrant or scoring it still."""
    if not (second := is_second(actor, one.asked_by or "", _("Anda atau yang Anda wakili yang memintanya."))):
        return second
    if same_hand(actor, one.assignment.evaluator.person_id):
        return no(_("Ini lembar Anda sendiri. Petugas sekretariat lain yang menjawab."))
    if found.relation is not None:
        return no(_("Anda %(bond)s. Mintalah petugas sekretariat lain.", bond=WORDS[found.relation]))
    return own_sheets.may_compare(hidden=found.hidden)


def may_grant_unlock(actor: Actor, found: Unlock, at: datetime) -> Verdict:
    """The same person lets the sheet be opened, while it is locked, in its window, before the category has a list."""
    if not (answers := may_refuse_unlock(actor, found, at)):
        return answers
    if found.unlocking.assignment.state is not SheetState.LOCKED:
        return no(_("Lembar ini tidak terkunci lagi. Tolak permintaannya."))
    if found.shown:
        return no(str(SEEN))
    return _still_open(found.office, at)


def may_keep_sheet(actor: Actor, found: Aside, at: datetime) -> Verdict:
    """A second person of the secretariat answers: neither who asked nor the evaluator, and nobody bound to the entrant or scoring it still."""
    if not (runs := may_run_office(actor, found, at)):
        return runs
    if not ASIDE_MOVES.allows(found.request.state, "keep"):
        return no(_("Permintaan ini sudah dijawab."))
    return _second(actor, found, found.request)


def may_set_aside(actor: Actor, found: Aside, at: datetime) -> Verdict:
    """The same person lets the sheet be set aside, while it is locked, its evaluator is bound and the category's list is not decided."""
    if not (answers := may_keep_sheet(actor, found, at)):
        return answers
    if found.request.assignment.state is not SheetState.LOCKED:
        return no(_("Lembar ini tidak terkunci lagi. Tolak permintaannya."))
    if not found.is_barred:
        return no(_("Evaluator ini tidak lagi terikat dengan peserta. Tolak permintaannya: lembar tetap dihitung."))
    if found.office.standing is not None and found.office.standing.decision_id is not None:
        return no(_("Daftar finalis kategori ini sudah disahkan rapat pleno. Tolak permintaannya: daftar berlaku menurut cuplikannya."))
    return YES


def may_see_calibration(actor: Actor, found: Calibrating, at: datetime) -> Verdict:
    """Whoever finds a round may look at it; what others found is shown for dossiers the person has locked themselves."""
    return YES


def may_note_calibration(actor: Actor, found: Calibrating, at: datetime) -> Verdict:
    """The secretariat writes down what was discussed, as long as the round runs."""
    if not (runs := may_run_office(actor, found, at)):
        return runs
    return no(_("Putaran kalibrasi ini sudah selesai.")) if found.is_over else YES


def may_end_calibration(actor: Actor, found: Calibrating, at: datetime) -> Verdict:
    """The secretariat ends a round once every sheet on its dossiers is locked."""
    if not (notes := may_note_calibration(actor, found, at)):
        return notes
    if found.live == 0 or found.locked < found.live:
        left = found.live - found.locked
        return no(_("Masih %(n)d lembar kalibrasi yang belum dikunci. Ingatkan evaluatornya, atau ganti yang berhalangan.", n=left))
    return YES
