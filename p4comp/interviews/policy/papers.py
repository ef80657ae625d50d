"""Who types in a juror's paper sheet, and who opens a locked one again."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import may_run_secretariat, same_hand
from p4comp.competition import own_sheets
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions.policy import Standing
from p4comp.institutions.rules.conflicts import WORDS, Relation
from p4comp.interviews.models import Reopening
from p4comp.interviews.policy.desk import Desk
from p4comp.interviews.rules.reopening import REOPENINGS
from p4comp.interviews.rules.states import SheetState


@dataclass(frozen=True)
class Paper:
    """A juror's sheet as the secretariat types it in; `relation` binds the typist to the entrant, `hidden`: they score it themselves."""

    desk: Desk
    relation: Relation | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Reopen:
    """A request to open a locked juror sheet, for the secretariat; `standing` is the list of winners of its category, if there is one."""

    request: Reopening
    desk: Desk
    standing: Standing | None = None
    relation: Relation | None = None
    hidden: bool = False

    @property
    def closed(self) -> bool:
        """Whether score and reason are kept from whoever looks."""
        return self.hidden or self.relation is not None


@dataclass(frozen=True)
class Locked:
    """The juror's own sheet, with the open request about it and the category's list of winners, if there are any."""

    desk: Desk
    waiting: Reopening | None = None
    standing: Standing | None = None


def may_record(actor: Actor, paper: Paper, at: datetime) -> Verdict:
    """The secretariat types in what a juror wrote on paper: an opened sheet of a begun interview that the juror has not filled in."""
    if not (runs := may_run_secretariat(actor, paper, at)):
        return runs
    if not (outside := _outside(paper.relation, paper.hidden)):
        return outside
    sheet = paper.desk.sheet
    if sheet.state is SheetState.ASSIGNED:
        return no(_("Juri belum menyatakan ada tidaknya benturan kepentingan. Mintalah juri menyatakannya dahulu."))
    if sheet.state is not SheetState.OPEN:
        return no(_("Lembar ini sudah dikunci."))
    if at < sheet.interview.starts_at:
        return no(_("Nilai dapat diisi sejak wawancara dimulai."))
    if sheet.recorded_at is None and paper.desk.marks:
        return no(_("Juri sudah mengisi lembar ini sendiri. Mintalah juri melengkapi dan menguncinya."))
    return YES


def may_ask_reopening(actor: Actor, found: Locked, at: datetime) -> Verdict:
    """The juror asks for the own locked sheet, once at a time, before the category's winners are put to the plenary."""
    if found.desk.sheet.state is not SheetState.LOCKED:
        return no(_("Lembar ini tidak terkunci."))
    if found.waiting is not None:
        return no(_("Pembukaan lembar ini sudah diminta dan menunggu jawaban sekretariat."))
    return _before_plenary(found.standing)


def may_refuse_reopening(actor: Actor, found: Reopen, at: datetime) -> Verdict:
    """Somebody of the secretariat answers: not the juror's own hand, nobody bound to the entrant or scoring it still."""
    if not (runs := may_run_secretariat(actor, found, at)):
        return runs
    if not REOPENINGS.allows(found.request.state, "refuse"):
        return no(_("Permintaan ini sudah dijawab."))
    if same_hand(actor, found.desk.sheet.juror.person_id):
        return no(_("Ini lembar Anda sendiri. Petugas sekretariat lain yang menjawab."))
    return _outside(found.relation, found.hidden)


def may_grant_reopening(actor: Actor, found: Reopen, at: datetime) -> Verdict:
    """The same person lets the sheet be opened, while it is locked and before the category's winners are put to the plenary."""
    if not (answers := may_refuse_reopening(actor, found, at)):
        return answers
    if found.desk.sheet.state is not SheetState.LOCKED:
        return no(_("Lembar ini tidak terkunci lagi. Tolak permintaannya."))
    return _before_plenary(found.standing)


def _outside(relation: Relation | None, hidden: bool) -> Verdict:
    if relation is not None:
        return no(_("Anda %(bond)s. Mintalah petugas sekretariat lain.", bond=WORDS[relation]))
    return own_sheets.may_compare(hidden=hidden)


def _before_plenary(standing: Standing | None) -> Verdict:
    if standing is not None:
        return no(_("Daftar pemenang kategori ini sudah diajukan ke rapat pleno, jadi lembarnya tidak dibuka lagi."))
    return YES
