"""Both stages as one score, where the plan combines them: each on 0 to 100 and rounded by the plan, weighted, rounded again.

`score = (desk weight x desk + interview weight x interview) / (desk weight + interview weight)`. The interview's own score stays
with the row, and the ladder may ask for it. Where the inputs hold no `stages`, the interview alone is the score.
"""

from collections.abc import Mapping
from math import fsum
from typing import Any

from p4comp.judging.rules.ranking import rounded

ALGORITHM = "stages-weighted/1"
Inputs = Mapping[str, Any]
Scored = tuple[float, Mapping[str, Any]]


def scored(interview: float, one: Mapping[str, Any], inputs: Inputs) -> Scored:
    """An entry with its score; where stages are combined also with its interview, for the ladder."""
    weights = inputs.get("stages")
    if weights is None:
        return interview, one
    return combined(interview, one["desk"], weights, inputs["decimals"]), {**one, "interview": interview}


def combined(interview: float, desk: float, weights: Mapping[str, float], decimals: int) -> float:
    """The weighted mean of both stages at published precision."""
    parts = (weights["desk"] * rounded(desk, decimals), weights["interview"] * rounded(interview, decimals))
    return rounded(fsum(parts) / (weights["desk"] + weights["interview"]), decimals)
