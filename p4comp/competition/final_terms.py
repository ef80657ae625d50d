"""How the final ranking is made and how its awards are given, as an edition file states it."""

from dataclasses import dataclass
from enum import StrEnum


class FinalStage(StrEnum):
    """What the final ranking is made from: the interview alone, or both stages with weights."""

    INTERVIEW = "wawancara"
    COMBINED = "gabungan"


class Giving(StrEnum):
    """Who gives the winners of a category their awards: the rule that is computed, or the plenary's vote."""

    RULE = "aturan"
    PLENARY = "pleno"


@dataclass(frozen=True)
class StageWeights:
    """What each stage counts in the final ranking, in percent points; together 100."""

    desk: float
    interview: float


@dataclass(frozen=True)
class AwardTerms:
    """Who gives a category's awards, and whether the order of those who share one may be told."""

    giving: Giving = Giving.RULE
    is_ordered: bool = False
