"""How a group of values lies, told so that nobody can be picked out of it: quartiles and counts, and nothing of fewer than ten."""

from collections.abc import Sequence
from statistics import quantiles
from typing import Any

from p4comp.judging.rules.ranking import rounded

FEWEST = 10
DECIMALS = 2
NEAR = 0.25
BELOW, AMONG, ABOVE = "below", "among", "above"


def spread(values: Sequence[float], top: int) -> dict[str, Any] | None:
    """Quartiles and a count for every level from 0 to the top; None of fewer than ten values."""
    if len(values) < FEWEST:
        return None
    low, middle, high = (rounded(one, DECIMALS) for one in quantiles(values, n=4, method="inclusive"))
    return {"n": len(values), "low": low, "middle": middle, "high": high, "bins": bins(values, top)}


def bins(values: Sequence[float], top: int) -> list[list[int]]:
    """`[from, to, how many]` for every step of one level; the top itself belongs to the last."""
    counts = [0] * top
    for value in values:
        counts[min(top - 1, max(0, int(value)))] += 1
    return [[level, level + 1, count] for level, count in enumerate(counts)]


def beside(value: float, middle: float) -> str:
    """Where a value lies beside the middle one of its group; a quarter of a level is no difference."""
    if abs(value - middle) < NEAR:
        return AMONG
    return ABOVE if value > middle else BELOW
