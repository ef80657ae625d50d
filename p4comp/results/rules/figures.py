"""The ranking of a category without dossiers: scores computed from imported figures by the plan's formulas, or given as they are; equals go down the ladder.

`inputs` holds all it needs, so that a decision's ranking can be made again to the last digit:

    {"algorithm", "decimals", "tie_breaks", "seed", "scale": 100, "method": "indikator" | "skor", "columns": [{"code", "kind", "most"}],
     "figures": [{"code", "formula", "columns", "weight", "limit", "falls"}], "aspects": [{"code", "weight"}], "winners", "awards",
     "entries": [{"id", "name", "institution_id", "values": {column: number}}]}

Every figure becomes 0 to 100 and is rounded before it is weighted; the weighted mean is rounded before it is compared.
"""

from collections.abc import Mapping
from math import fsum
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.final_terms import Giving
from p4comp.competition.scoring_terms import SCORE, ColumnKind, Formula, Method
from p4comp.competition.spec import Category, EditionSpec
from p4comp.judging.rules import ranking
from p4comp.judging.rules.ranking import rounded
from p4comp.results.rules import awards

ALGORITHM = f"figures-weighted/1+{awards.BY_SCORE}"
TOP = 100.0
Row = dict[str, Any]
Values = Mapping[str, float]


def plan_inputs(spec: EditionSpec, category: Category) -> dict[str, Any]:
    """What the plan says about the ranking of a category without dossiers."""
    scoring = category.scoring
    assert scoring is not None
    is_given = scoring.method is Method.GIVEN
    giving = category.award_terms.giving
    return {
        "algorithm": ALGORITHM,
        "decimals": spec.plan.decimals if scoring.decimals is None else scoring.decimals,
        "tie_breaks": list(spec.plan.tie_breaks),
        "seed": spec.plan.lot_seed,
        "scale": TOP,
        "method": scoring.method.value,
        "columns": [{"code": one.code, "kind": one.kind.value, "most": one.most} for one in scoring.columns],
        "figures": [_figure(one) for one in scoring.figures],
        "aspects": [] if is_given else [{"code": one.code, "weight": one.weight} for one in scoring.figures],
        "winners": category.winners,
        "awards": awards.of(category),
        **({} if giving is Giving.RULE else {"awards_by": giving.value}),
    }


def _figure(one: Any) -> Row:
    found = {"code": one.code, "formula": one.formula.value, "columns": list(one.columns), "weight": one.weight}
    return found | {"limit": one.limit, "falls": one.falls}


def rank(inputs: Mapping[str, Any]) -> list[Row]:
    """The rows from first to last, each with its figures' values; winners with their award."""
    entries = [_scored(one, inputs) for one in inputs["entries"]]
    rows = ranking.ordered([(one["totals"][0], one) for one in entries], inputs)
    scored = {one["id"]: one for one in entries}
    for row in rows:
        one = scored[row["subject_id"]]
        row["criteria"] = {code: values[0] for code, values in one["aspects"].items()}
        row["values"], row["desk"] = dict(one["values"]), None
        row["award_values"] = awards.values({**one, "aspects": one["aspects"]}, inputs, row["score"]) if _by_rule(inputs) else {}
    return awards.give(rows, inputs)


def _by_rule(inputs: Mapping[str, Any]) -> bool:
    return inputs.get("awards_by", Giving.RULE) in (Giving.RULE, Giving.PLENARY)


def _scored(one: Mapping[str, Any], inputs: Mapping[str, Any]) -> Row:
    values, decimals = one["values"], inputs["decimals"]
    if inputs["method"] == Method.GIVEN:
        return {**one, "totals": [rounded(values[SCORE], decimals)], "aspects": {}}
    tops = {column["code"]: column["most"] for column in inputs["columns"] if column["kind"] == ColumnKind.VALUE}
    worth = {figure["code"]: rounded(measured(figure, values, tops), decimals) for figure in inputs["figures"]}
    weights = {figure["code"]: figure["weight"] for figure in inputs["figures"]}
    total = fsum(weights[code] * value for code, value in worth.items()) / fsum(weights.values())
    return {**one, "totals": [rounded(total, decimals)], "aspects": {code: [value] for code, value in worth.items()}}


def score(inputs: Mapping[str, Any], values: Values) -> float:
    """The score of one row by itself; its values are checked before."""
    found: float = _scored({"values": values}, inputs)["totals"][0]
    return found


def measured(figure: Mapping[str, Any], values: Values, tops: Values) -> float:
    """What one figure is worth, 0 to 100; values are checked before they come here."""
    own = [values[code] for code in figure["columns"]]
    if figure["formula"] == Formula.LIMIT:
        return _near(own[0], figure["limit"], falls=figure["falls"])
    if figure["formula"] == Formula.SHARE:
        worth = TOP * own[0] / own[1]
    else:
        worth = fsum(TOP * value / (tops.get(code) or TOP) for code, value in zip(figure["columns"], own, strict=True)) / len(own)
    return TOP - worth if figure["falls"] else worth


def _near(value: float, limit: float, *, falls: bool) -> float:
    """How near a value comes to its limit: at it or on its good side is everything."""
    if falls:
        return TOP if value <= limit else TOP * limit / value
    return min(TOP, TOP * value / limit)


def value_faults(inputs: Mapping[str, Any], values: Values) -> list[str]:
    """Why a row's values cannot be computed with: a part larger than its whole, a share of nothing."""
    names = inputs.get("names", {})
    found = [_too_fine(inputs["decimals"])] if inputs["method"] == Method.GIVEN and _is_too_fine(values, inputs["decimals"]) else []
    for figure in inputs["figures"]:
        if figure["formula"] != Formula.SHARE or any(code not in values for code in figure["columns"]):
            continue
        part, whole = figure["columns"]
        words = {"part": names.get(part, part), "whole": names.get(whole, whole)}
        if values[whole] == 0:
            found.append(
                _(
                    "“%(whole)s” bernilai 0, jadi bagian “%(part)s” tidak dapat dihitung. Periksa angkanya, atau keluarkan barisnya.",
                    **words,
                )
            )
        elif values[part] > values[whole]:
            found.append(_("“%(part)s” lebih besar daripada “%(whole)s”. Periksa kedua angkanya.", **words))
    return found


def _is_too_fine(values: Values, decimals: int) -> bool:
    return SCORE in values and rounded(values[SCORE], decimals) != values[SCORE]


def _too_fine(decimals: int) -> str:
    return _(
        "Skor ditulis lebih teliti daripada %(n)d angka di belakang koma, padahal sekian yang dihitung. Bulatkan di berkas Anda.",
        n=decimals,
    )
