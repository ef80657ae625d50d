"""Sheets at the end of a day: which are complete, and which wait for what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.interviews.models import Interview, Juror, JurorSheet
from p4comp.interviews.queries import sheets
from p4comp.interviews.queries.conflicts import conflicts_of
from p4comp.interviews.rules import closing, scoring
from p4comp.interviews.rules.states import InterviewState, SheetState


@dataclass(frozen=True)
class Begun:
    """An open sheet of a begun interview: its total so far (0 to 100), and the names of the criteria without a score."""

    sheet: JurorSheet
    total: float
    missing: Sequence[str]


def begun(actor: Actor, at: datetime) -> list[Begun]:
    """The juror's open sheets of begun interviews in their order."""
    found = [one for one in sheets.agenda(actor) if one.state is SheetState.OPEN and one.interview.starts_at <= at]
    late = sheets.unheard(found)
    found = [one for one in found if one.id not in late]
    marks = sheets.marks_of(one.id for one in found)
    return [_begun(one, {code: mark.score for code, mark in marks[one.id].items()}) for one in found]


def _begun(sheet: JurorSheet, scores: dict[str, float | None]) -> Begun:
    form = sheets.form_of(sheet.interview.entry)
    return Begun(sheet, scoring.running_total(scores, form), [line.name for line in scoring.missing(scores, form)])


def next_end(at: datetime) -> datetime | None:
    """When the running edition's day ends, if a begun interview of it still has open sheets; two queries at most."""
    edition = competition.current()
    if edition is None:
        return None
    open_ones = select(JurorSheet.id).join(JurorSheet.interview).where(Interview.edition_id == edition.id, Interview.starts_at <= at)
    is_open = db.first(open_ones.where(JurorSheet.state == SheetState.OPEN, Interview.state != InterviewState.CANCELLED).limit(1))
    return closing.day_ends(at, edition.zone) if is_open else None


def overdue(at: datetime) -> list[JurorSheet]:
    """The open sheets of interviews whose day has ended in a running edition, juror by juror; not those of an entry in conflict or typed in from paper; held for the writing that follows."""
    entry = joinedload(JurorSheet.interview, innerjoin=True).joinedload(Interview.entry, innerjoin=True)
    query = (
        db.held(select(JurorSheet), JurorSheet).join(JurorSheet.interview).join(Interview.entry).join(Entry.edition).join(JurorSheet.juror)
    )
    query = query.where(Edition.is_running, JurorSheet.state == SheetState.OPEN, Interview.starts_at < at, Juror.is_active)
    query = query.where(JurorSheet.recorded_at.is_(None))
    query = query.where(Interview.state != InterviewState.CANCELLED).order_by(JurorSheet.juror_id, Interview.starts_at)
    options = (
        entry.joinedload(Entry.edition, innerjoin=True),
        joinedload(JurorSheet.juror, innerjoin=True).joinedload(Juror.person, innerjoin=True),
    )
    found = [one for one in db.everything(query.options(*options)) if _is_over(one, at)]
    barred = conflicts_of([one.interview.entry for one in found], [one.juror for one in found]) if found else {}
    return [one for one in found if one.juror_id not in barred.get(one.interview.entry_id, frozenset())]


def _is_over(sheet: JurorSheet, at: datetime) -> bool:
    last = max(sheet.interview.starts_at, sheet.reopened_at or sheet.interview.starts_at)
    return closing.is_over(last, sheet.interview.entry.edition.zone, at)
