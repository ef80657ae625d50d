"""The slots of an edition's interview days, from its office hours in its own zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from p4comp.competition.spec import InterviewFormat

FRIDAY = 4


@dataclass(frozen=True)
class Slot:
    """A talk with its questions; both moments are in UTC."""

    starts_at: datetime
    ends_at: datetime


def minutes(form: InterviewFormat) -> int:
    """How long one interview lasts: the talk and the questions."""
    return form.talk_minutes + form.question_minutes


def hours_on(form: InterviewFormat, day: date) -> tuple[tuple[time, time], ...]:
    """The office hours of a day; Fridays have their own, with the time of prayer left out."""
    rows = form.friday_hours if day.weekday() == FRIDAY and form.friday_hours else form.hours
    return tuple((time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in rows)


def prayer(form: InterviewFormat) -> tuple[time, time] | None:
    """The pause between the first two rows of the Friday hours: it holds on every party's own clock."""
    rows = form.friday_hours
    return (time.fromisoformat(rows[0][1]), time.fromisoformat(rows[1][0])) if len(rows) > 1 else None


def slots(form: InterviewFormat, zone: str) -> tuple[Slot, ...]:
    """Every slot of the edition in order: each ends within its office hours and is followed by the break."""
    return tuple(slot for day in sorted(form.days) for slot in _of_day(form, day, ZoneInfo(zone)))


def _of_day(form: InterviewFormat, day: date, zone: ZoneInfo) -> Iterator[Slot]:
    length, step = timedelta(minutes=minutes(form)), timedelta(minutes=minutes(form) + form.break_minutes)
    for begin, end in hours_on(form, day):
        start = datetime.combine(day, begin, zone).astimezone(UTC)
        closes = datetime.combine(day, end, zone).astimezone(UTC)
        while start + length <= closes:
            yield Slot(start, start + length)
            start += step
