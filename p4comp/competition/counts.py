"""Counts per category that higher features contribute, so that an edition can show them without knowing those features."""

from collections.abc import Callable, Mapping
from datetime import datetime

Counter = Callable[[str, datetime], Mapping[str, int]]
NAMES = ("entered", "verified", "finalists", "winners")

_counters: dict[str, Counter] = {}


def contribute(name: str, counter: Counter) -> None:
    """Let `counter(edition_id, at)` say how many of each category are `name`; one query at most."""
    _counters[name] = counter


def per_category(edition_id: str, codes: list[str], at: datetime, names: tuple[str, ...] = NAMES) -> dict[str, dict[str, int]]:
    """All counts of an edition at a moment, `{category: {name: count}}`; what nobody contributes is 0."""
    found = {name: _counters[name](edition_id, at) if name in _counters else {} for name in names}
    return {code: {name: found[name].get(code, 0) for name in names} for code in codes}
