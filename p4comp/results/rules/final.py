"""The final ranking: the interview alone; equals go down the plan's ladder, the desk evaluation as one step, the lot last.

It is the ranking of the desk evaluation over other sheets: `totals` are the jurors', `aspects` the interview's criteria. A panel's
values become one by the plan's `pooling`, which is written down only where it is not the plain mean.
`inputs` holds all it needs, so that a decision's ranking can be made again to the last digit:

    {"decimals", "tie_breaks", "seed", "scale", "aspects": [{"code", "weight"}], "winners", "awards": [{"code", "places", "criteria"}],
     "entries": [{"id", "name", "institution_id", "totals", "aspects": {code: [a score a sheet]}, "desk"}]}
"""

from collections.abc import Mapping
from typing import Any

from p4comp.competition.interview_terms import Pooling
from p4comp.competition.spec import EditionSpec
from p4comp.judging.rules import ranking
from p4comp.judging.rules.pooling import pooled, rule_of
from p4comp.results.rules import awards

ALGORITHM = f"{ranking.ALGORITHM}+{awards.ALGORITHM}"
Row = dict[str, Any]
LINE = ("subject_id", "name", "institution_id", "place", "score", "award")


def plan_inputs(spec: EditionSpec, category: str) -> dict[str, Any]:
    """What the plan says about the final ranking of a category."""
    found, sheet, how = spec.category(category), spec.interview_sheet_of(category), spec.hearings.hearing.pooling
    assert found is not None
    return {
        "algorithm": ALGORITHM,
        "decimals": spec.plan.decimals,
        "tie_breaks": list(spec.plan.tie_breaks),
        "seed": spec.plan.lot_seed,
        "scale": sheet.scale,
        "aspects": [{"code": line.code, "weight": line.weight} for line in sheet.criteria],
        "winners": found.winners,
        "awards": [{"code": award.code, "places": award.places, "criteria": list(award.criteria)} for award in found.awards],
        **({} if how is Pooling.MEAN else {"pooling": how.value}),
    }


def rank(inputs: Mapping[str, Any]) -> list[Row]:
    """The rows from first to last, each with its criteria's means and what it is worth for every award; winners with their award."""
    decimals, how = inputs["decimals"], rule_of(inputs)
    rows = ranking.ordered([(pooled(one["totals"], how, decimals), one) for one in inputs["entries"]], inputs)
    entries = {one["id"]: one for one in inputs["entries"]}
    for row in rows:
        entry = entries[row["subject_id"]]
        row["criteria"] = {code: pooled(scores, how, decimals) for code, scores in entry["aspects"].items()}
        row["desk"] = entry.get("desk")
        row["award_values"] = awards.values(entry, inputs, row["score"])
        row["award"] = ""
    winners = rows[: inputs["winners"]]
    given = awards.assign([row["award_values"] for row in winners], inputs["awards"], inputs["decimals"]) if inputs["awards"] else []
    for row, award in zip(winners, given, strict=False):
        row["award"] = award
    return rows


def winners(rows: list[Row], inputs: Mapping[str, Any]) -> list[Row]:
    """The lines of the list: the first of the ranking, as many as the plan's quota."""
    return [{key: row[key] for key in LINE} for row in rows[: inputs["winners"]]]
