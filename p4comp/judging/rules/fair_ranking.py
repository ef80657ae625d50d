"""The ranking by fair scores: the mixed model's, rounded before they are compared; equals go down the plan's ladder.

The variances it weighs with are part of what it takes (`components`, six significant digits), so that it is one linear system and
a rounding: no library's optimiser decides a digit. Without them, because a guard fell, it is the ranking by raw means:

    {"algorithm", "decimals", "tie_breaks", "seed", "aspects", "components": {"entry", "evaluator", "residual"} or None,
     "entries": [{"id", "name", "institution_id", "totals": [...], "by": [whose sheet each total is], "aspects": {...}}]}
"""

from statistics import fmean
from typing import Any

from p4comp.judging.rules import mixed_model, ranking, scores
from p4comp.judging.rules.ranking import Candidate, Inputs, Row
from p4comp.judging.rules.scores import Scores

ALGORITHM = "mixed-then-ladder/1"


def scores_of(inputs: Inputs) -> Scores:
    """The independent scores in the inputs, each with whose entry and whose evaluator it is."""
    pairs = ((one, zip(one["by"], one.get("independent", one["totals"]), strict=True)) for one in inputs["entries"])
    return scores.scores_of((one["id"], who, total) for one, sheets in pairs for who, total in sheets)


def rank(inputs: Inputs) -> list[Row]:
    """The rows from first to last by fair score, each with its raw mean as well."""
    if not inputs["components"]:
        rows = ranking.rank(inputs)
    else:
        fit = mixed_model.fit(scores_of(inputs), mixed_model.components_of(inputs["components"]))
        fair = dict(zip(fit.scores.entries, fit.fair.tolist(), strict=True))
        scored = [(ranking.rounded(fair[one["id"]] + shift(one), inputs["decimals"]), one) for one in inputs["entries"]]
        rows = ranking.ordered(scored, inputs)
    return [row | {"raw": ranking.mean(row["totals"], inputs["decimals"])} for row in rows]


def shift(one: Candidate) -> float:
    """By how much agreed findings move the mean of an entry's sheets, and so its fair score."""
    return fmean(one["totals"]) - fmean(one["independent"]) if "independent" in one else 0.0


def inputs_with(inputs: Inputs, components: mixed_model.Components | None) -> dict[str, Any]:
    """The inputs of this algorithm, with the variances that were estimated or without."""
    return {**inputs, "algorithm": ALGORITHM, "components": components.plain if components else None}
