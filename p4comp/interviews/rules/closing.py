"""The end of an interview day: complete sheets lock by themselves, in the edition's zone."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from p4comp.competition.spec import InterviewSheet
from p4comp.interviews.rules import scoring


def day_ends(starts_at: datetime, zone: str) -> datetime:
    """The midnight that ends an interview's day on the edition's clock, in UTC."""
    home = ZoneInfo(zone)
    day = starts_at.astimezone(home).date() + timedelta(days=1)
    return datetime.combine(day, time(), home).astimezone(UTC)


def is_over(starts_at: datetime, zone: str, at: datetime) -> bool:
    """Whether the interview's day has ended."""
    return at >= day_ends(starts_at, zone)


def is_complete(scores: Mapping[str, float | None], sheet: InterviewSheet) -> bool:
    """Whether every criterion has a score."""
    return not scoring.missing(scores, sheet)
