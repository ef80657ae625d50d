"""How the final ranking is made and how its awards are given, as an edition file states it."""

from dataclasses import dataclass
from enum import StrEnum


class FinalStage(StrEnum):
    """What the final ranking is made from: the interview alone, both stages with weights, the desk evaluation alone, or figures without dossiers."""

    INTERVIEW = "wawancara"
    COMBINED = "gabungan"
    DESK = "evaluasi_dokumen"
    FIGURES = "angka"


class Giving(StrEnum):
    """How the winners of a category get their awards: by the rule that is computed, by the plenary's vote, by rank, or by bounds of the score."""

    RULE = "aturan"
    PLENARY = "pleno"
    RANK = "peringkat"
    PREDICATE = "predikat"


BY_SCORE = frozenset({Giving.RANK, Giving.PREDICATE})


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

    @property
    def is_ranked(self) -> bool:
        """Whether the awards themselves are places of the ranking, as in “Terbaik I” to “Terbaik V”."""
        return self.giving is Giving.RANK
