"""How sure the final places are, and what would follow from another rule; both only show, neither decides.

Interview: what remains of the jurors' totals after finalist and juror (least squares over both, so a juror's severity, which falls on
all finalists heard by the same panel alike, is no error) has the variance `s2`; a panel's value of `k` sheets errs by `s2 / k`, by median
or trimmed mean a little more (asymptotic efficiency at the normal, F. R. Hampel and others, Robust Statistics, 1986). Desk evaluation,
where the plan combines stages: what lies between an entry's own sheets. The true scores are drawn around the official ones, drawn
towards their mean as far as they err (H. Goldstein, D. J. Spiegelhalter, JRSS A 159, 1996), from a seed of the plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

import numpy as np

from p4comp.competition.interview_terms import Pooling
from p4comp.judging.rules import sensitivity, uncertainty
from p4comp.judging.rules.pooling import rule_of
from p4comp.judging.rules.uncertainty import Band
from p4comp.results.rules import final

LEAST_FREEDOM = 3
LOSS = {Pooling.MEAN: 1.0, Pooling.TRIMMED: 1.14, Pooling.MEDIAN: 1.5708}
EVEN = {"desk": 50.0, "interview": 50.0}
Row = Mapping[str, Any]
Inputs = Mapping[str, Any]
Sheet = tuple[str, str, float]


@dataclass(frozen=True)
class Certainty:
    """Of one finalist: the chance of a place within the winners, the places of a 90 % interval, the standard error, the band."""

    chance: float
    low: int
    high: int
    error: float
    band: Band


def juror_variance(sheets: Sequence[Sheet]) -> float | None:
    """The variance of totals around finalist and juror; None where too few sheets are left to tell."""
    finalists, jurors = ({key: n for n, key in enumerate(sorted({sheet[part] for sheet in sheets}))} for part in (0, 1))
    design = np.zeros((len(sheets), len(finalists) + len(jurors)))
    for n, (entry_id, juror_id, _total) in enumerate(sheets):
        design[n, finalists[entry_id]] = design[n, len(finalists) + jurors[juror_id]] = 1
    totals = np.array([sheet[2] for sheet in sheets], dtype=float)
    found, _residuals, rank, _singular = np.linalg.lstsq(design, totals, rcond=None)
    freedom = len(sheets) - int(rank)
    return float(((totals - design @ found) ** 2).sum() / freedom) if freedom >= LEAST_FREEDOM else None


def reader_variance(readings: Mapping[str, Sequence[float]]) -> float | None:
    """The variance of desk sheets around their own entry's mean; None where too few entries were read twice."""
    freedom = sum(len(own) - 1 for own in readings.values())
    spread = fsum((value - fsum(own) / len(own)) ** 2 for own in readings.values() for value in own)
    return spread / freedom if freedom >= LEAST_FREEDOM else None


def errors(inputs: Inputs, sheets: Sequence[Sheet], readings: Mapping[str, Sequence[float]]) -> dict[str, float] | None:
    """The variance of every finalist's official score; None where it cannot be told."""
    own = juror_variance(sheets)
    heard = {one["id"]: own * LOSS[Pooling(rule_of(inputs))] / len(one["totals"]) for one in inputs["entries"]} if own is not None else None
    if heard is None or "stages" not in inputs:
        return heard
    desk, (by_desk, by_interview) = reader_variance(readings), _shares(inputs["stages"])
    if desk is None:
        return None
    return {key: by_interview**2 * value + by_desk**2 * desk / max(1, len(readings.get(key, ()))) for key, value in heard.items()}


def _shares(weights: Mapping[str, float]) -> tuple[float, float]:
    whole = weights["desk"] + weights["interview"]
    return weights["desk"] / whole, weights["interview"] / whole


def certainty(rows: Sequence[Row], variances: Mapping[str, float], places: int, seed: str) -> dict[str, Certainty]:
    """The outlook of every row, by subject; the same seed gives the same digits."""
    scores, noise = (np.array(found) for found in zip(*((row["score"], variances[row["subject_id"]]) for row in rows), strict=True))
    signal = max(0.0, float(scores.var(ddof=1) - noise.mean())) if len(rows) > 1 else 0.0
    kept = signal / (signal + noise) if signal else np.zeros(len(rows))
    spread = np.sqrt(kept * noise) if signal else np.sqrt(noise)
    normal = np.random.RandomState(uncertainty.seed_of(seed)).standard_normal((uncertainty.MANY, len(rows)))
    ranks = uncertainty.ranks_of(scores.mean() + kept * (scores - scores.mean()) + spread * normal)
    low, high = np.percentile(ranks, [uncertainty.LOW, uncertainty.HIGH], axis=0, method="inverted_cdf")
    within = (ranks <= places).mean(axis=0)
    return {row["subject_id"]: _one(within[n], low[n], high[n], noise[n]) for n, row in enumerate(rows)}


def _one(chance: float, low: float, high: float, variance: float) -> Certainty:
    kept = round(float(chance), 4)
    return Certainty(kept, int(low), int(high), round(float(np.sqrt(variance)), 4), uncertainty.band(kept))


def close(found: Mapping[str, Certainty]) -> dict[str, dict[str, Any]]:
    """Those too close to call, as a plenary's agenda takes them."""
    return {key: {"chance": one.chance, "low": one.low, "high": one.high} for key, one in found.items() if one.band is Band.CLOSE}


def variants(inputs: Inputs) -> dict[str, Inputs]:
    """The same sheets under other rules: each way of pooling jurors, the interview alone, both stages; the plan's own left out."""
    plain = {key: value for key, value in inputs.items() if key not in ("pooling", "stages")}
    stages = {"stages": inputs["stages"]} if "stages" in inputs else {}
    pooling = {"pooling": inputs["pooling"]} if "pooling" in inputs else {}
    found: dict[str, Inputs] = {how.value: plain | stages | {"pooling": how.value} for how in Pooling if how.value != rule_of(inputs)}
    if stages:
        found["wawancara"] = plain | pooling
    elif all(one.get("desk") is not None for one in inputs["entries"]):
        found["gabungan"] = plain | pooling | {"stages": EVEN}
    return found


def table(inputs: Inputs, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Per other rule how many winners stay, who comes in, who goes out, and Kendall's tau of the whole order."""
    official = [row["subject_id"] for row in rows]
    return [_line(name, final.rank(changed), official, inputs["winners"]) for name, changed in variants(inputs).items()]


def _line(name: str, rows: Sequence[Row], official: Sequence[str], places: int) -> dict[str, Any]:
    worth = {row["subject_id"]: -float(row["place"]) for row in rows}
    return sensitivity.line(name, list(worth), np.array(list(worth.values())), official, places)
