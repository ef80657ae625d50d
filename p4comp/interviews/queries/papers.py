"""Sheets that the secretariat follows: which are missing, typed in from paper, or wished open again."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts.models import Person
from p4comp.accounts.queries import hand_of
from p4comp.competition import own_sheets
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Purpose
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import relation
from p4comp.interviews.models import Interview, Juror, JurorSheet, Mark, Reopening
from p4comp.interviews.policy import Locked, Paper, Reopen
from p4comp.interviews.queries import sheets
from p4comp.interviews.queries.conflicts import conflicts_of
from p4comp.interviews.rules.reopening import ReopenState
from p4comp.interviews.rules.states import InterviewState, SheetState

LIVING = (SheetState.ASSIGNED, SheetState.OPEN)


def _of_edition(edition_id: str) -> Select[JurorSheet]:
    query = select(JurorSheet).join(JurorSheet.interview).join(JurorSheet.juror).join(Juror.person)
    return query.where(Interview.edition_id == edition_id, Interview.state != InterviewState.CANCELLED, Juror.is_active)


def missing(edition_id: str, at: datetime) -> list[JurorSheet]:
    """The sheets of begun interviews that are not locked, in the order of the interviews, jurors by name; one query."""
    query = _of_edition(edition_id).where(JurorSheet.state.in_(LIVING), Interview.starts_at <= at, Interview.id.not_in(sheets.UNHEARD))
    interview = contains_eager(JurorSheet.interview)
    options = (
        interview.joinedload(Interview.entry).load_only(Entry.category, Entry.institution_id, Entry.institution_name),
        interview.joinedload(Interview.panel),
        contains_eager(JurorSheet.juror).contains_eager(Juror.person),
    )
    return db.everything(query.options(*options).order_by(Interview.starts_at, Person.name, JurorSheet.id))


def filled(rows: list[JurorSheet]) -> Mapping[str, int]:
    """How many criteria of these sheets have a score, `{sheet id: number}`; one query."""
    query = select(Mark.sheet_id, func.count()).where(Mark.sheet_id.in_([row.id for row in rows]), Mark.score.is_not(None))
    return {row[0]: row[1] for row in db.session().execute(query.group_by(Mark.sheet_id))}


def paper(actor: Actor, sheet_id: str) -> Paper | None:
    """A juror's sheet of the edition that is run, for the secretariat; none of an entrant the juror may not hear."""
    edition = competition.current() if actor.has("secretariat") else None
    found = (
        db.first(db.held(_whole(), JurorSheet).where(JurorSheet.id == sheet_id, Interview.edition_id == edition.id)) if edition else None
    )
    if found is None or found.juror_id in conflicts_of([found.interview.entry], [found.juror]).get(found.interview.entry_id, ()):
        return None
    return Paper(sheets.desk_of(found), relation(actor, [found.interview.entry.institution_id]), _hidden(actor, found))


def _whole() -> Select[JurorSheet]:
    query = select(JurorSheet).join(JurorSheet.interview).where(JurorSheet.state != SheetState.RECUSED)
    entry = contains_eager(JurorSheet.interview).joinedload(Interview.entry, innerjoin=True)
    juror = joinedload(JurorSheet.juror, innerjoin=True)
    return query.where(Interview.state != InterviewState.CANCELLED).options(
        entry.joinedload(Entry.edition, innerjoin=True),
        entry.joinedload(Entry.institution, innerjoin=True).joinedload(Institution.region),
        juror.joinedload(Juror.person, innerjoin=True),
        joinedload(JurorSheet.recorder),
    )


def _hidden(actor: Actor, sheet: JurorSheet) -> bool:
    return sheet.interview.entry_id in own_sheets.hidden_entries(actor)


def locked(actor: Actor, sheet_id: str) -> Locked | None:
    """The juror's own sheet with the open request about it; None for anybody else."""
    desk = sheets.desk(actor, sheet_id)
    if desk is None:
        return None
    entry = desk.interview.entry
    return Locked(desk, waiting(sheet_id), decisions.standing(entry.edition_id, Purpose.WINNERS, entry.category))


def waiting(sheet_id: str) -> Reopening | None:
    """The open request about a sheet; whose it is, whoever loaded the sheet knows."""
    return db.first(select(Reopening).where(Reopening.sheet_id == sheet_id, Reopening.state == ReopenState.ASKED))


def reopening(actor: Actor, reopening_id: str) -> Reopen | None:
    """A request of the edition that is run, for the secretariat."""
    edition = competition.current() if actor.has("secretariat") else None
    request = db.first(select(Reopening).where(Reopening.id == reopening_id).options(joinedload(Reopening.answerer))) if edition else None
    sheet = db.first(db.held(_whole(), JurorSheet).where(JurorSheet.id == request.sheet_id)) if request else None
    if edition is None or request is None or sheet is None or sheet.interview.edition_id != edition.id:
        return None
    entry = sheet.interview.entry
    standing = decisions.standing(edition.id, Purpose.WINNERS, entry.category)
    return Reopen(request, sheets.desk_of(sheet), standing, relation(actor, [entry.institution_id]), _hidden(actor, sheet))


def reopenings(edition: Edition) -> list[Reopening]:
    """The requests that wait for an answer, the oldest first; one query."""
    sheet = contains_eager(Reopening.sheet)
    entry = sheet.contains_eager(JurorSheet.interview).joinedload(Interview.entry).load_only(Entry.institution_name)
    query = select(Reopening).join(Reopening.sheet).join(JurorSheet.interview).join(JurorSheet.juror)
    query = query.where(Reopening.state == ReopenState.ASKED, Interview.edition_id == edition.id)
    query = query.options(entry, sheet.contains_eager(JurorSheet.juror).joinedload(Juror.person))
    return db.everything(query.order_by(Reopening.asked_at, Reopening.id))


def reopenings_to_answer(edition_id: str, person_id: str) -> Select[int]:
    """How many requests wait for another hand than the juror's."""
    query = select(func.count()).select_from(Reopening).join(Reopening.sheet).join(JurorSheet.interview).join(JurorSheet.juror)
    return query.where(Reopening.state == ReopenState.ASKED, Interview.edition_id == edition_id, Juror.person_id.not_in(hand_of(person_id)))
