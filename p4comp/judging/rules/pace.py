"""How many dossiers a night an evaluator has to read to be done in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil


@dataclass(frozen=True)
class Pace:
    """Dossiers left, days left with today among them, how many today and how many of these are done."""

    left: int
    days: int
    today: int
    done: int


def pace(left: int, done: int, today: date, last: date, away: Iterable[tuple[date, date]] = ()) -> Pace | None:
    """The same number every day up to the last, days away left out; None where nothing is left or time is over."""
    if not left or today > last:
        return None
    absent = list(away)
    days = [today + timedelta(number) for number in range((last - today).days + 1)]
    number = max(1, sum(not any(first <= day <= end for first, end in absent) for day in days))
    return Pace(left, number, ceil((left + done) / number), done)
