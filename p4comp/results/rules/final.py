"""The final ranking: the interview alone, or both stages combined as the plan weighs them; equals go down the plan's ladder.

The desk evaluation is one step of the ladder, the lot its last.

It is the ranking of the desk evaluation over other sheets: `totals` are the jurors', `aspects` the interview's criteria. A panel's
values become one by the plan's `pooling`, which is written down only where it is not the plain mean.
`inputs` holds all it needs, so that a decision's ranking can be made again to the last digit:

    {"decimals", "tie_breaks", "seed", "scale", "aspects": [{"code", "weight"}], "winners", "awards": [{"code", "places", "criteria"}],
     "entries": [{"id", "name", "institution_id", "totals", "aspects": {code: [a score a sheet]}, "desk"}]}

Two more stand there only where the plan says so: `stages` ({"desk", "interview"}: their weights), and `awards_by`, how the awards
are given where their criteria do not say it alone (`Giving`; where the plenary gives them, what is computed is only its proposal).

After a look on the spot an entry may have a `correction`: points on the panel's value, the sheets and their criteria untouched.
"""

from collections.abc import Mapping
from typing import Any

from p4comp.competition.final_terms import FinalStage, Giving
from p4comp.competition.interview_terms import Pooling
from p4comp.competition.spec import EditionSpec
from p4comp.interviews.rules.observations import corrected
from p4comp.judging.rules import ranking
from p4comp.judging.rules.pooling import pooled, rule_of
from p4comp.results.rules import awards, figures, stages

ALGORITHM = f"{ranking.ALGORITHM}+{awards.ALGORITHM}"
COMBINED = f"{stages.ALGORITHM}+{ALGORITHM}"
Row = dict[str, Any]
LINE = ("subject_id", "name", "institution_id", "place", "score", "award")


def plan_inputs(spec: EditionSpec, category: str) -> dict[str, Any]:
    """What the plan says about the final ranking of a category; one without dossiers has a ranking of its own."""
    if (own := spec.category(category)) is not None and own.scoring is not None:
        return figures.plan_inputs(spec, own)
    found, sheet, how = spec.category(category), spec.interview_sheet_of(category), spec.hearings.hearing.pooling
    assert found is not None
    return {
        "algorithm": COMBINED if spec.plan.final_stage == FinalStage.COMBINED else ALGORITHM,
        "decimals": spec.plan.decimals,
        "tie_breaks": list(spec.plan.tie_breaks),
        "seed": spec.plan.lot_seed,
        "scale": sheet.scale,
        "aspects": [{"code": line.code, "weight": line.weight} for line in sheet.criteria],
        "winners": found.winners,
        "awards": awards.of(found),
        **({} if how is Pooling.MEAN else {"pooling": how.value}),
        **_stages(spec),
        **({} if found.award_terms.giving is Giving.RULE else {"awards_by": found.award_terms.giving.value}),
    }


def _stages(spec: EditionSpec) -> dict[str, Any]:
    weights = spec.plan.stage_weights
    return {"stages": {"desk": weights.desk, "interview": weights.interview}} if weights else {}


def rank(inputs: Mapping[str, Any]) -> list[Row]:
    """The rows from first to last, each with its criteria's means and what it is worth for every award; winners with their award."""
    if inputs.get("algorithm") == figures.ALGORITHM:
        return figures.rank(inputs)
    decimals, how = inputs["decimals"], rule_of(inputs)
    heard = {one["id"]: corrected(pooled(one["totals"], how, decimals), one.get("correction"), decimals) for one in inputs["entries"]}
    rows = ranking.ordered([stages.scored(heard[one["id"]], one, inputs) for one in inputs["entries"]], inputs)
    entries = {one["id"]: one for one in inputs["entries"]}
    for row in rows:
        entry = entries[row["subject_id"]]
        row["criteria"] = {code: pooled(scores, how, decimals) for code, scores in entry["aspects"].items()}
        row["desk"] = entry.get("desk")
        if "stages" in inputs:
            row["interview"] = heard[row["subject_id"]]
        if "correction" in entry:
            row["correction"] = entry["correction"]
        row["award_values"] = awards.values(entry, inputs, row["score"])
    return awards.give(rows, inputs)


def winners(rows: list[Row], inputs: Mapping[str, Any]) -> list[Row]:
    """The lines of the list: the first of the ranking, as many as the plan's quota; their awards stay open where the plenary gives them."""
    is_open = inputs.get("awards_by") == Giving.PLENARY
    return [{key: row[key] for key in LINE} | ({"award": ""} if is_open else {}) for row in awards.listed(rows, inputs)]
