"""Counts for start pages: one query each, no names."""

from dataclasses import dataclass
from datetime import datetime

from flask import g
from sqlalchemy import Select, and_, func, select

from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.interviews.models import Interview, Juror, JurorSheet
from p4comp.interviews.queries import timetable
from p4comp.interviews.rules.states import InterviewState, SheetState


@dataclass(frozen=True)
class JurorLoad:
    """What waits for a juror: declarations, sheets of interviews that have begun; and when the next one starts."""

    undeclared: int
    unlocked: int
    next_at: datetime | None


def juror_load(actor: Actor, at: datetime) -> JurorLoad:
    """What waits for this juror; asked once a request."""
    if "juror_load" not in g:
        sheets = select(JurorSheet.state, Interview.starts_at).join(JurorSheet.juror).join(JurorSheet.interview)
        mine = (Juror.person_id == actor.id, Juror.is_active, Interview.state != InterviewState.CANCELLED)
        waiting = sheets.where(*mine, JurorSheet.state.in_((SheetState.ASSIGNED, SheetState.OPEN)))
        rows: list[tuple[SheetState, datetime]] = [(row[0], row[1]) for row in db.session().execute(waiting)]
        g.juror_load = JurorLoad(
            undeclared=sum(state is SheetState.ASSIGNED for state, _starts in rows),
            unlocked=sum(state is SheetState.OPEN and starts <= at for state, starts in rows),
            next_at=min((starts for _state, starts in rows if starts > at), default=None),
        )
    found: JurorLoad = g.juror_load
    return found


def own(actor: Actor) -> list[Interview]:
    """The interviews of the person's institutions; asked once a request."""
    if "own_interviews" not in g:
        g.own_interviews = timetable.own_interviews(actor) if actor.has("member") else []
    found: list[Interview] = g.own_interviews
    return found


@dataclass(frozen=True)
class Counts:
    """The week in numbers: finalists without a seat, sheets of begun interviews not locked, interviews placed and held."""

    unplaced: int
    missing: int
    placed: int
    held: int


def counts(edition_id: str, at: datetime) -> Counts:
    """The week in numbers, by one query a request."""
    if "interview_counts" not in g:
        g.interview_counts = Counts(*db.session().execute(_counts(edition_id, at)).one())
    found: Counts = g.interview_counts
    return found


def _counts(edition_id: str, at: datetime) -> Select[int, int, int, int]:
    known = and_(Decision.edition_id == edition_id, Decision.purpose == Purpose.FINALISTS, Decision.announced_at <= at)
    seated = select(Interview.entry_id).where(Interview.edition_id == edition_id)
    lines = select(func.count()).select_from(DecisionLine).join(DecisionLine.decision).where(known, DecisionLine.subject_id.not_in(seated))
    open_sheets = JurorSheet.state.in_((SheetState.ASSIGNED, SheetState.OPEN))
    counted = (Interview.edition_id == edition_id, Interview.state != InterviewState.CANCELLED)
    sheets = select(func.count()).select_from(JurorSheet).join(JurorSheet.interview).where(open_sheets, Interview.starts_at <= at, *counted)
    placed = select(func.count()).select_from(Interview).where(*counted)
    held = placed.where(Interview.state == InterviewState.HELD)
    return select(lines.scalar_subquery(), sheets.scalar_subquery(), placed.scalar_subquery(), held.scalar_subquery())
