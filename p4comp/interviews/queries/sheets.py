"""Jurors' sheets: each finds the own ones only, and none of an entry in conflict."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Person
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.own_sheets import OwnSheet
from p4comp.competition.spec import InterviewSheet
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.core.clock import local
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.entries.models import Entry, Evidence
from p4comp.institutions.models import Institution, Region
from p4comp.interviews.models import Interview, Juror, JurorSheet, Mark, Sitting
from p4comp.interviews.policy import Desk, DeskFile
from p4comp.interviews.queries.conflicts import unbound
from p4comp.interviews.rules.day import Stage
from p4comp.interviews.rules.states import InterviewState, SheetState

UNHEARD = select(Sitting.interview_id).where(Sitting.stage.in_((Stage.LATE, Stage.ABSENT)))
"""Interviews whose moment has passed although nobody was heard: nothing is to be locked on them yet."""


def _juror() -> Any:
    """The juror with what tells their clock."""
    employer = joinedload(JurorSheet.juror).joinedload(Juror.employer).load_only(Institution.region_code)
    return employer.joinedload(Institution.region).load_only(Region.zone)


def _own(person_id: Any, *what: Any) -> Select[Any]:
    """Something of each of the juror's own sheets; recused ones do not exist for them."""
    query = select(*what).select_from(JurorSheet).join(JurorSheet.juror).join(JurorSheet.interview)
    query = query.where(Juror.person_id == person_id, Juror.is_active, JurorSheet.state != SheetState.RECUSED)
    return query.where(Interview.state != InterviewState.CANCELLED)


def visible_to(actor: Actor) -> Select[JurorSheet]:
    """The juror's own sheets. Conflicts are taken out by `unbound`."""
    return _visible_to(actor.id)


def _visible_to(person_id: Any) -> Select[JurorSheet]:
    entry = joinedload(JurorSheet.interview).joinedload(Interview.entry)
    return _own(person_id, JurorSheet).options(
        entry.joinedload(Entry.edition),
        entry.joinedload(Entry.institution).joinedload(Institution.region),
        joinedload(JurorSheet.interview).joinedload(Interview.panel),
        joinedload(JurorSheet.interview).joinedload(Interview.invitation),
        _juror(),
    )


@dataclass(frozen=True)
class Seat:
    """When a sheet's interview is, and how far the sheet is."""

    sheet_id: str
    state: SheetState
    starts_at: datetime
    minutes: int
    is_unheard: bool = False

    def holds(self, at: datetime) -> bool:
        """Whether the interview runs."""
        return not self.is_unheard and self.starts_at <= at < self.starts_at + timedelta(minutes=self.minutes)

    def waits(self, at: datetime) -> bool:
        """Whether an open sheet is to be filled in and locked."""
        return self.state is SheetState.OPEN and not self.is_unheard and self.starts_at <= at


def waiting_seats(actor: Actor) -> list[Seat]:
    """The seats of the juror's sheets that are not locked, in the order of the interviews."""
    return [Seat(*row) for row in db.session().execute(_waiting(), {"person_id": actor.id})]


@cache
def _waiting() -> Select[Any]:
    """The query, made once, as every page of a juror asks it."""
    seat = (JurorSheet.id, JurorSheet.state, Interview.starts_at, Interview.minutes, Interview.id.in_(UNHEARD))
    waiting = _own(bindparam("person_id"), *seat).where(JurorSheet.state.in_((SheetState.ASSIGNED, SheetState.OPEN)))
    return waiting.order_by(Interview.starts_at)


def unlocked(actor: Actor) -> list[OwnSheet]:
    """The sheets that wait for this juror's lock, those of conflicted entries among them; one query."""
    query = select(Entry.edition_id, Entry.category, Entry.id).join(Interview, Interview.entry_id == Entry.id)
    query = query.join(JurorSheet, JurorSheet.interview_id == Interview.id).join(JurorSheet.juror)
    open_ones = JurorSheet.state.in_((SheetState.ASSIGNED, SheetState.OPEN))
    query = query.where(Juror.person_id == actor.id, Juror.is_active, open_ones, Interview.state != InterviewState.CANCELLED)
    return [OwnSheet(*row) for row in db.session().execute(query)]


def agenda(actor: Actor) -> list[JurorSheet]:
    """The juror's own sheets in the order of the interviews, with no more of an entry than the agenda shows."""
    return unbound(actor, db.everything(_agenda(), {"person_id": actor.id})) if actor.has("juror") else []


@cache
def _agenda() -> Select[JurorSheet]:
    entry = joinedload(JurorSheet.interview).joinedload(Interview.entry)
    query = _own(bindparam("person_id"), JurorSheet).options(
        entry.load_only(Entry.edition_id, Entry.category, Entry.institution_id, Entry.institution_name),
        entry.joinedload(Entry.edition).load_only(Edition.zone, Edition.document_sha256),
        _juror(),
    )
    return query.order_by(Interview.starts_at)


def unheard(sheets: Iterable[JurorSheet]) -> set[str]:
    """Those of these sheets whose interview's moment has passed although nobody was heard; one query."""
    query = select(JurorSheet.id).where(JurorSheet.id.in_([sheet.id for sheet in sheets]), JurorSheet.interview_id.in_(UNHEARD))
    return set(db.everything(query))


Days = list[tuple[date, list[JurorSheet]]]


@dataclass(frozen=True)
class Agenda:
    """A juror's interviews at a moment: those that run, those to come by day, those that are over, the last day first."""

    running: list[JurorSheet]
    coming: Days
    over: Days

    @property
    def waits(self) -> bool:
        """Whether a begun sheet is still open."""
        begun = [*self.running, *(sheet for _day, sheets in self.over for sheet in sheets)]
        return any(sheet.state is SheetState.OPEN for sheet in begun)


def own_agenda(actor: Actor, at: datetime) -> Agenda:
    """The juror's agenda with what comes next at its head."""
    sheets = agenda(actor)
    late = unheard(sheets)
    running = [sheet for sheet in sheets if sheet.interview.starts_at <= at < sheet.interview.ends_at and sheet.id not in late]
    coming = [sheet for sheet in sheets if sheet.interview.starts_at > at or sheet.id in late]
    over = [sheet for sheet in sheets if sheet.interview.ends_at <= at and sheet.id not in late]
    return Agenda(running, _by_day(coming), _by_day(over)[::-1])


def _by_day(sheets: Iterable[JurorSheet]) -> Days:
    """The sheets day by day in the edition's zone."""
    found: dict[date, list[JurorSheet]] = {}
    for sheet in sheets:
        found.setdefault(local(sheet.interview.starts_at, sheet.interview.entry.edition.zone).date(), []).append(sheet)
    return list(found.items())


def desk(actor: Actor, sheet_id: str) -> Desk | None:
    """The juror's own sheet with its marks; None for anybody else's and for a recused one."""
    if not actor.has("juror"):
        return None
    found = unbound(actor, db.everything(db.held(_one(), JurorSheet), {"person_id": actor.id, "sheet_id": sheet_id}))
    return desk_of(found[0]) if found else None


@cache
def _one() -> Select[JurorSheet]:
    return _visible_to(bindparam("person_id")).where(JurorSheet.id == bindparam("sheet_id"))


def desk_of(sheet: JurorSheet) -> Desk:
    """The sheet with what it asks and the marks given so far."""
    return Desk(sheet, form_of(sheet.interview.entry), marks(sheet))


def marks(sheet: JurorSheet) -> dict[str, Mark]:
    """The marks given so far, by criterion."""
    return {mark.criterion: mark for mark in db.everything(select(Mark).where(Mark.sheet_id == sheet.id))}


def form_of(entry: Entry) -> InterviewSheet:
    """The interview sheet of the entry's category."""
    return competition.spec_of(entry.edition).interview_sheet_of(entry.category)


def desk_standing(desk: Desk) -> DecisionLine | None:
    """The finalist's line on the list the desk evaluation led to, score and place; None where the plan hides it from jurors."""
    entry = desk.interview.entry
    if not competition.spec_of(entry.edition).hearings.hearing.shows_desk_rank:
        return None
    query = (
        select(DecisionLine).join(DecisionLine.decision).where(DecisionLine.subject_id == entry.id, Decision.purpose == Purpose.FINALISTS)
    )
    return db.first(query.where(Decision.edition_id == entry.edition_id, decisions.newest()))


def desk_evidence(actor: Actor, sheet_id: str, evidence_id: str, **_more: str) -> DeskFile | None:
    """A file of the dossier on the juror's desk; None for a file of another entry and for a removed one."""
    found = desk(actor, sheet_id)
    if found is None:
        return None
    mine = (Evidence.id == evidence_id) & (Evidence.entry_id == found.interview.entry_id) & Evidence.removed_at.is_(None)
    evidence = db.first(select(Evidence).where(mine).options(joinedload(Evidence.file)))
    return DeskFile(found, evidence) if evidence is not None else None


def others(sheet: JurorSheet) -> list[JurorSheet]:
    """The other jurors' locked sheets on the same interview; nothing until the own one is locked."""
    if sheet.state is not SheetState.LOCKED:
        return []
    query = select(JurorSheet).join(JurorSheet.juror).join(Juror.person)
    locked = query.where(JurorSheet.interview_id == sheet.interview_id, JurorSheet.id != sheet.id, JurorSheet.state == SheetState.LOCKED)
    return db.everything(locked.options(joinedload(JurorSheet.juror).joinedload(Juror.person)).order_by(Person.name, Juror.id))


def hearing(interview_ids: Iterable[str]) -> dict[str, list[str]]:
    """The names of the jurors who hear each interview; recused ones are not among them."""
    ids = list(interview_ids)
    if not ids:
        return {}
    query = select(JurorSheet.interview_id, Person.name).join(JurorSheet.juror).join(Juror.person)
    found: dict[str, list[str]] = {}
    for interview_id, name in db.session().execute(
        query.where(JurorSheet.interview_id.in_(ids), JurorSheet.state != SheetState.RECUSED).order_by(Person.name)
    ):
        found.setdefault(interview_id, []).append(name)
    return found


def hearers(interview_ids: Iterable[str]) -> dict[str, set[str]]:
    """The ids of the jurors who hear each interview, whoever sits in among them; recused ones are not."""
    found: dict[str, set[str]] = {interview_id: set() for interview_id in interview_ids}
    query = select(JurorSheet.interview_id, JurorSheet.juror_id).where(JurorSheet.interview_id.in_(list(found)))
    for interview_id, juror_id in db.session().execute(query.where(JurorSheet.state != SheetState.RECUSED)):
        found[interview_id].add(juror_id)
    return found


def sheets_of(interview_ids: Iterable[str]) -> list[JurorSheet]:
    """All sheets on these interviews, for the actions."""
    return db.everything(select(JurorSheet).where(JurorSheet.interview_id.in_(list(interview_ids))).order_by(JurorSheet.juror_id))


def living(juror_id: str) -> list[JurorSheet]:
    """A juror's sheets that are neither locked nor set aside, of interviews that were not cancelled."""
    mine = (JurorSheet.juror_id == juror_id, JurorSheet.state.in_((SheetState.ASSIGNED, SheetState.OPEN)))
    return db.everything(select(JurorSheet).join(JurorSheet.interview).where(*mine, Interview.state != InterviewState.CANCELLED))


def marks_of(sheet_ids: Iterable[str]) -> dict[str, dict[str, Mark]]:
    """The marks of many sheets, by sheet and criterion."""
    found: dict[str, dict[str, Mark]] = {sheet_id: {} for sheet_id in sheet_ids}
    for mark in db.everything(select(Mark).where(Mark.sheet_id.in_(list(found)))):
        found[mark.sheet_id][mark.criterion] = mark
    return found
