"""How several values of one thing become one, as the edition's plan says: mean, median, or trimmed mean.

The trimmed mean leaves out a fifth of the values at both ends, at least one, where there are three or more (Wilcox,
Introduction to Robust Estimation, chapter 3: gamma = 0.2); of three values it is the median.
"""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from p4comp.competition.interview_terms import Pooling
from p4comp.judging.rules.ranking import mean, rounded

SHARE = 5
FEWEST = 3


def pooled(values: Sequence[float], how: str, decimals: int) -> float:
    """The values as one, at published precision; ValueError for a rule that does not exist."""
    match Pooling(how):
        case Pooling.MEAN:
            return mean(values, decimals)
        case Pooling.MEDIAN:
            return rounded(median(values), decimals)
        case Pooling.TRIMMED:
            return mean(_trimmed(sorted(values)), decimals)


def _trimmed(values: Sequence[float]) -> Sequence[float]:
    if len(values) < FEWEST:
        return values
    cut = max(1, len(values) // SHARE)
    return values[cut:-cut]


def rule_of(inputs: Mapping[str, Any]) -> str:
    """The rule a snapshot was made under; those of editions that name none were made with the plain mean."""
    return str(inputs.get("pooling", Pooling.MEAN))
