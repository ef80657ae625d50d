"""Which award each winner gets: the assignment under the awards' places that maximises the sum of the winners' values.

A winner's value for an award is the weighted mean of that award's criteria (0 to 100), each pooled and rounded by the plan before
anything is compared; an award without criteria is worth the winner's total. Sums are sums of whole numbers, so equal
is equal. Of several best assignments the one is taken that gives the first winner in the list the earliest award, then
the second, and so on. Method: the Hungarian one (`scipy.optimize.linear_sum_assignment`), run again with each winner held.
"""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from p4comp.competition.final_terms import Giving
from p4comp.competition.spec import Category
from p4comp.judging.rules.pooling import pooled, rule_of
from p4comp.judging.rules.ranking import rounded

ALGORITHM = "assignment-of-awards/1"
BY_SCORE = "awards-by-score/1"
Award = Mapping[str, Any]
Values = Sequence[Mapping[str, float]]
FORBIDDEN = -(10**12)


def of(category: Category) -> list[dict[str, Any]]:
    """The awards of a category as a ranking's inputs hold them."""
    return [
        {"code": one.code, "places": one.places, "criteria": list(one.criteria), **({} if one.least is None else {"from": one.least})}
        for one in category.awards
    ]


def give(rows: list[dict[str, Any]], inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a ranking with the winners' awards: by the assignment, by rank, or by the bounds of the score."""
    by, places = inputs.get("awards_by"), inputs["awards"]
    for row in rows:
        row["award"] = ""
    won = rows[: inputs["winners"]] if places else []
    if by == Giving.PREDICATE:
        found = [next((one["code"] for one in places if row["score"] >= one["from"]), "") for row in won]
    elif by == Giving.RANK:
        found = [one["code"] for one in places for _place in range(one["places"])]
    else:
        found = assign([row["award_values"] for row in won], places, inputs["decimals"]) if won else []
    for row, award in zip(won, found, strict=False):
        row["award"] = award
    return rows


def listed(rows: Sequence[dict[str, Any]], inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows that go on the list of winners: as many as the quota; of predicates those that reach one."""
    won = list(rows[: inputs["winners"]])
    return [row for row in won if row["award"]] if inputs.get("awards_by") == Giving.PREDICATE else won


def values(entry: Mapping[str, Any], inputs: Mapping[str, Any], total: float) -> dict[str, float]:
    """What the entry is worth for every award, 0 to 100, at published precision."""
    return {award["code"]: _value(entry, award, inputs, total) for award in inputs["awards"]}


def _value(entry: Mapping[str, Any], award: Award, inputs: Mapping[str, Any], total: float) -> float:
    if not award["criteria"]:
        return total
    weights = {line["code"]: line["weight"] for line in inputs["aspects"] if line["code"] in award["criteria"]}
    means = {code: pooled(entry["aspects"][code], rule_of(inputs), inputs["decimals"]) for code in weights}
    worth = fsum(weight * means[code] for code, weight in weights.items()) / fsum(weights.values())
    return rounded(100 * worth / inputs["scale"], inputs["decimals"])


def assign(worth: Values, awards: Sequence[Award], decimals: int) -> list[str]:
    """The award of every winner, in the order given; ValueError when there are fewer places than winners."""
    seats = [award["code"] for award in awards for _place in range(award["places"])]
    if len(seats) < len(worth):
        raise ValueError("the awards have fewer places than there are winners")
    if not worth:
        return []
    gains = np.array([[round(one[code] * 10**decimals) for code in seats] for one in worth], dtype=np.int64)
    best = _best(gains)
    for row in range(len(worth)):
        gains = _hold(gains, row, seats, best)
    return [seats[column] for column in linear_sum_assignment(gains, maximize=True)[1]]


def _best(gains: "np.ndarray[Any, np.dtype[np.int64]]") -> int:
    rows, columns = linear_sum_assignment(gains, maximize=True)
    return int(gains[rows, columns].sum())


def _hold(gains: "np.ndarray[Any, np.dtype[np.int64]]", row: int, seats: Sequence[str], best: int) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """The same gains with one winner held at the earliest award that keeps the sum at its best."""
    for code in dict.fromkeys(seats):
        held = gains.copy()
        held[row, [seat != code for seat in seats]] = FORBIDDEN
        if _best(held) == best:
            return held
    raise AssertionError("some award keeps the best sum")
