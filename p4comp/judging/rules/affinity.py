"""How well an evaluator and an entry fit, and how much an evaluator takes. Nobody's scores are looked at."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

BASE, KIND, THEMES, LIGHT = 30, 40, 30, 30


def fit(kind: str, weights: Mapping[str, float], kinds: Collection[str], themes: Collection[str], *, is_light: bool = False) -> int:
    """0 to 100: the type of entrant the evaluator knows, aspects they know by weight, less a bond that has to be declared.

    Who names no types or no aspects is taken for half of them.
    """
    known = 0.5 if not kinds else float(kind in kinds)
    total = sum(weights.values())
    share = 0.5 if not themes or not total else sum(weight for code, weight in weights.items() if code in themes) / total
    return max(0, round(BASE + KIND * known + THEMES * share) - LIGHT * is_light)


def days_between(first: date, last: date) -> int:
    """How many days from the first to the last, both counted."""
    return max(0, (last - first).days + 1)


def present(first: date, last: date, away: Sequence[Sequence[str]]) -> float:
    """The share of the days from first to last on which somebody is there; `away` holds pairs of days as ISO texts."""
    total = days_between(first, last)
    gone = {day for start, end in away for day in _days(max(first, date.fromisoformat(start)), min(last, date.fromisoformat(end)))}
    return (total - len(gone)) / total if total else 1.0


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range(days_between(first, last))]


def room(own: int | None, most: int, share: float) -> int | None:
    """The most an evaluator takes in all: the smaller of their own bound and the edition's, for the days they are there.

    Without a bound days away change nothing, unless no day is left.
    """
    bounds = [one for one in (own, most or None) if one is not None]
    if not bounds:
        return 0 if share <= 0 else None
    return int(min(bounds) * share + 1e-9)
