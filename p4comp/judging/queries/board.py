"""How far each evaluator is, for the secretariat: sheets, days waiting, the last reminder; no score."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, select

from p4comp.accounts.models import Person
from p4comp.competition.spec import Window
from p4comp.core import db
from p4comp.core.mail import Mail
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.judging.models import Assignment, Calibration, CalibrationRound, Evaluator
from p4comp.judging.rules.moves import LIVE, SheetState

REMINDER = "judging/mail/reminder.txt"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class BoardLine:
    """An evaluator with sheets to do or done; `days` is how long the oldest unlocked sheet has waited since it could be opened.

    It is None where nothing waits, or all that waits is held back by a calibration round.
    """

    evaluator_id: str
    name: str
    assigned: int
    open: int
    locked: int
    days: int | None
    last_locked_at: datetime | None
    reminded_at: datetime | None

    @property
    def total(self) -> int:
        """All sheets to do or done."""
        return self.assigned + self.open + self.locked

    @property
    def left(self) -> int:
        """Those not locked."""
        return self.assigned + self.open


def board(edition_id: str, window: Window, at: datetime, *, begins_together: bool = False) -> list[BoardLine]:
    """The evaluators of an edition, the longest waiting first; two queries, and the same whatever their number.

    Where a category `begins_together`, sheets wait from the end of its calibration round on.
    """
    waiting = Assignment.state.in_(LIVE - {SheetState.LOCKED})
    states = [
        func.count(Assignment.id).filter(Assignment.state == state) for state in (SheetState.ASSIGNED, SheetState.OPEN, SheetState.LOCKED)
    ]
    began = _opened(edition_id) if begins_together else Assignment.assigned_at
    moments = func.min(began).filter(waiting), func.max(Assignment.locked_at)
    query: Select[*tuple[Any, ...]] = select(Evaluator.id, Person.id, Person.name, *states, *moments).join(Evaluator.person)
    query = query.join(Assignment, Assignment.evaluator_id == Evaluator.id).join(Entry, Entry.id == Assignment.entry_id)
    query = query.where(Evaluator.edition_id == edition_id, Assignment.state.in_(LIVE), Entry.state == EntryState.VERIFIED)
    rows = db.session().execute(query.group_by(Evaluator.id, Person.id, Person.name)).all()
    told = reminders([row[1] for row in rows], window.opens)
    lines = [_line(row, told.get(row[1]), window, at) for row in rows]
    return sorted(lines, key=lambda line: (-1 if line.days is None else line.days, line.left), reverse=True)


def _opened(edition_id: str) -> ColumnElement[datetime | None]:
    """When a reading could be opened: once it was given and, if not all read its dossier, its category's round was over."""
    shared = select(Calibration.entry_id).where(Calibration.entry_id == Entry.id).exists()
    wanted = (CalibrationRound.edition_id == edition_id, CalibrationRound.category == Entry.category)
    ended = select(CalibrationRound.ended_at).where(*wanted).scalar_subquery()
    given = Assignment.assigned_at
    return case((shared, given), (ended <= given, given), else_=ended)


def _line(row: Row[*tuple[Any, ...]], reminded_at: datetime | None, window: Window, at: datetime) -> BoardLine:
    evaluator_id, _person_id, name, assigned, opened, locked, since, last = tuple(row)
    return BoardLine(evaluator_id, name, assigned, opened, locked, _days(since, window, at), last, reminded_at)


def _days(since: datetime | None, window: Window, at: datetime) -> int | None:
    """Whole days that a sheet has waited, from the day it could be opened."""
    if since is None:
        return None
    return max(0, (at - max(since, window.opens or since)) // DAY)


def reminders(person_ids: list[str], since: datetime | None) -> dict[str, datetime]:
    """When each of these people was last reminded, since the evaluation began."""
    query = select(Mail.person_id, func.max(Mail.written_at)).where(Mail.template == REMINDER, Mail.person_id.in_(person_ids))
    if since is not None:
        query = query.where(Mail.written_at >= since)
    return {row[0]: row[1] for row in db.session().execute(query.group_by(Mail.person_id))}


def last_reminder(evaluator: Evaluator) -> datetime | None:
    """When an evaluator was last reminded."""
    return reminders([evaluator.person_id], None).get(evaluator.person_id)


def evaluator_names(edition_id: str) -> dict[str, str]:
    """The names of an edition's evaluators by id; one query."""
    query = select(Evaluator.id, Person.name).join(Evaluator.person).where(Evaluator.edition_id == edition_id)
    return {row[0]: row[1] for row in db.session().execute(query)}
