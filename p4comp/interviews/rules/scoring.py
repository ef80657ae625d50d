"""The arithmetic of juror sheets: what is missing, what is too high, what they add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import fsum

from p4comp.competition import rules
from p4comp.competition.spec import Criterion, InterviewSheet


@dataclass(frozen=True)
class InterviewResult:
    """What the panel found: the mean of the locked totals (0 to 100, rounded by the plan), and what lies behind it.

    `criteria` holds each criterion's mean on the sheet's scale, `totals` the locked totals, lowest first.
    """

    entry_id: str
    total: float | None
    totals: tuple[float, ...]
    criteria: Mapping[str, float]
    expected: int

    @property
    def is_complete(self) -> bool:
        """Whether somebody heard it and nobody's sheet is missing."""
        return bool(self.totals) and len(self.totals) == self.expected


def rounded(value: float, decimals: int) -> float:
    """Half up at the published precision, free of binary dust."""
    exact = Decimal(repr(round(value, 9)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def is_on_scale(score: float, sheet: InterviewSheet) -> bool:
    """Whether a score lies on the sheet's scale, from 0 to its top."""
    return 0 <= score <= sheet.scale


def missing(scores: Mapping[str, float | None], sheet: InterviewSheet) -> list[Criterion]:
    """The criteria without a score."""
    return [criterion for criterion in sheet.criteria if scores.get(criterion.code) is None]


def total(scores: Mapping[str, float], sheet: InterviewSheet) -> float:
    """The weighted total of one sheet, 0 to 100."""
    return rules.weighted_total(scores, {criterion.code: criterion.weight for criterion in sheet.criteria}, sheet.scale)


def running_total(scores: Mapping[str, float | None], sheet: InterviewSheet) -> float:
    """The total so far: a criterion not yet scored counts nothing."""
    return total({criterion.code: scores.get(criterion.code) or 0.0 for criterion in sheet.criteria}, sheet)


def result(entry_id: str, totals: Iterable[float], marks: Mapping[str, Iterable[float]], expected: int, decimals: int) -> InterviewResult:
    """The result of an entry from the locked sheets of its panel."""
    locked = tuple(sorted(totals))
    means = {code: rounded(_mean(tuple(scores)), decimals) for code, scores in marks.items()}
    return InterviewResult(entry_id, rounded(_mean(locked), decimals) if locked else None, locked, means, expected)


def _mean(values: tuple[float, ...]) -> float:
    return fsum(values) / len(values)
