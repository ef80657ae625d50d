"""Jurors who cannot come on a day, and who sits in for them."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.interviews.models import Interview, InterviewState, Juror, JurorAbsence, JurorSheet, PanelSeat, SheetState
from p4comp.interviews.queries import panels


def on_day(edition_id: str, on: date) -> list[JurorAbsence]:
    """Who of an edition's jurors cannot come on a day, with names; one query."""
    query = select(JurorAbsence).join(JurorAbsence.juror).where(Juror.edition_id == edition_id, JurorAbsence.on == on)
    whole = (joinedload(JurorAbsence.juror).joinedload(Juror.person), joinedload(JurorAbsence.stand_in).joinedload(Juror.person))
    return db.everything(query.options(*whole).order_by(JurorAbsence.noted_at, JurorAbsence.juror_id))


def of(juror_id: str, on: date) -> JurorAbsence | None:
    """A juror's absence on a day."""
    return db.session().get(JurorAbsence, (juror_id, on))


def seats_of(juror_ids: Iterable[str]) -> dict[str, set[str]]:
    """The panels in which these jurors sit, by juror; one query."""
    query = select(PanelSeat.juror_id, PanelSeat.panel_id).where(PanelSeat.juror_id.in_(list(juror_ids)))
    found: dict[str, set[str]] = {}
    for juror_id, panel_id in db.session().execute(query):
        found.setdefault(juror_id, set()).add(panel_id)
    return found


def attendance(edition: Edition, on: date) -> list[tuple[Juror, list[str], JurorAbsence | None]]:
    """The jurors with a seat, the panels they sit in, and their absence on a day; two queries."""
    away, places = {one.juror_id: one for one in on_day(edition.id, on)}, panels.seats(edition.id)
    jurors = panels.everybody({seat.juror_id: [seat.juror] for seat in places})
    return [(one, [seat.panel.name for seat in places if seat.juror_id == one.id], away.get(one.id)) for one in jurors]


def busy(juror_ids: Iterable[str], begins: datetime, ends: datetime) -> dict[str, list[tuple[datetime, datetime]]]:
    """When these jurors hear somebody between two moments, by juror; one query."""
    living = JurorSheet.state.in_((SheetState.ASSIGNED, SheetState.OPEN, SheetState.LOCKED))
    query = select(JurorSheet.juror_id, Interview).join(Interview, Interview.id == JurorSheet.interview_id).where(living)
    query = query.where(JurorSheet.juror_id.in_(list(juror_ids)), Interview.state != InterviewState.CANCELLED)
    found: dict[str, list[tuple[datetime, datetime]]] = {}
    for juror_id, row in db.session().execute(query.where(Interview.starts_at >= begins, Interview.starts_at < ends)):
        found.setdefault(juror_id, []).append((row.starts_at, row.ends_at))
    return found
