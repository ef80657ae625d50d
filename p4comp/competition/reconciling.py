"""How far the sheets of one entry may lie apart before its readers agree a finding, as an edition file states it."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """What an agreed finding does to the ranking: it stands in for the indicator's mean, or is only noted."""

    REPLACES = "mengganti"
    NOTED = "catatan"


@dataclass(frozen=True)
class ReconcilingTerms:
    """More than `levels` apart on an indicator, or more than `points` in sum (None: no limit), and readers agree a finding."""

    levels: int | None
    points: float | None
    weight: Weight = Weight.REPLACES

    @property
    def replaces(self) -> bool:
        """Whether an agreed finding counts in the ranking."""
        return self.weight is Weight.REPLACES
