"""What start pages tell: one query each; the only name is that of a juror's running interview."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from flask import g
from sqlalchemy import Select, and_, bindparam, func, select

from p4comp.core import db, tallies
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force
from p4comp.interviews.models import Interview, JurorSheet
from p4comp.interviews.queries import timetable
from p4comp.interviews.queries.conflicts import unbound
from p4comp.interviews.queries.sheets import UNHEARD, visible_to, waiting_seats
from p4comp.interviews.rules.states import InterviewState, SheetState

OWN = tallies.on_every_page(timetable.count_own, lambda actor: (actor.institutions,) if actor.has("member") else None)


@dataclass(frozen=True)
class JurorLoad:
    """What waits for a juror: the interview that runs, the others' declarations, the first of them by when, and begun sheets; and when the next one starts."""

    running: JurorSheet | None
    undeclared: int
    unlocked: int
    next_at: datetime | None
    declare_by: datetime | None


def juror_load(actor: Actor, at: datetime) -> JurorLoad:
    """What waits for this juror; asked once a request."""
    if "juror_load" not in g:
        seats = waiting_seats(actor)
        running = _running(actor, [one.sheet_id for one in seats if one.holds(at)])
        others = [one for one in seats if running is None or one.sheet_id != running.id]
        g.juror_load = JurorLoad(
            running=running,
            undeclared=sum(one.state is SheetState.ASSIGNED for one in others),
            unlocked=sum(one.waits(at) for one in others),
            next_at=next((one.starts_at for one in seats if one.starts_at > at), None),
            declare_by=next((one.starts_at for one in others if one.state is SheetState.ASSIGNED and one.starts_at > at), None),
        )
    found: JurorLoad = g.juror_load
    return found


def _running(actor: Actor, sheet_ids: list[str]) -> JurorSheet | None:
    """Of the sheets whose interviews run now, the first of an entrant the juror may hear; two queries while one runs."""
    query = visible_to(actor).where(JurorSheet.id.in_(sheet_ids)).order_by(Interview.starts_at)
    heard = unbound(actor, db.everything(query)) if sheet_ids else []
    return heard[0] if heard else None


def own(actor: Actor) -> list[Interview]:
    """The interviews of the person's institutions; asked once a request, and only if there are any."""
    if "own_interviews" not in g:
        g.own_interviews = timetable.own_interviews(actor) if OWN.of(actor) else []
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
        g.interview_counts = Counts(*db.session().execute(_counts(), {"edition_id": edition_id, "at": at}).one())
    found: Counts = g.interview_counts
    return found


@cache
def _counts() -> Select[int, int, int, int]:
    """The query, made once: making it costs more than asking it."""
    edition_id: Any = bindparam("edition_id")
    at: Any = bindparam("at")
    known = and_(Decision.edition_id == edition_id, Decision.purpose == Purpose.FINALISTS, in_force(at))
    seated = select(Interview.entry_id).where(Interview.edition_id == edition_id, Interview.state != InterviewState.CANCELLED)
    lines = select(func.count()).select_from(DecisionLine).join(DecisionLine.decision).where(known, DecisionLine.subject_id.not_in(seated))
    open_sheets = JurorSheet.state.in_((SheetState.ASSIGNED, SheetState.OPEN))
    counted = (Interview.edition_id == edition_id, Interview.state != InterviewState.CANCELLED)
    begun = (Interview.starts_at <= at, Interview.id.not_in(UNHEARD))
    sheets = select(func.count()).select_from(JurorSheet).join(JurorSheet.interview).where(open_sheets, *begun, *counted)
    placed = select(func.count()).select_from(Interview).where(*counted)
    held = placed.where(Interview.state == InterviewState.HELD)
    return select(lines.scalar_subquery(), sheets.scalar_subquery(), placed.scalar_subquery(), held.scalar_subquery())
