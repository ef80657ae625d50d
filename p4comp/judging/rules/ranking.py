"""The ranking: mean of locked sheets, rounded before it is compared; equals go down the plan's ladder.

It takes plain values and returns plain rows, so that a list can be made again from its snapshot to the last digit:

    {"decimals": 2, "tie_breaks": [...], "seed": "...", "aspects": [{"code", "weight"}, ...],
     "entries": [{"id", "name", "institution_id", "totals": [...], "aspects": {code: [a value a sheet]}, "desk": 81.2}]}

`aspects` of an entry are needed only where its score equals another's, `desk` only where the ladder asks for it. An entry that is
opened to everybody under a code has its `lot` beside it: the lot is over the id, which stays closed.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from math import floor, fsum
from statistics import median
from typing import Any

ALGORITHM = "mean-then-ladder/1"
NOISE = 6
Inputs = Mapping[str, Any]
Candidate = Mapping[str, Any]
Row = dict[str, Any]
Step = Callable[[Candidate, Inputs], tuple[Any, ...]]


def rounded(value: float, decimals: int) -> float:
    """Half up at `decimals`; what binary arithmetic adds far behind the comma is taken off first."""
    scale: int = 10**decimals
    return floor(round(value * scale, NOISE) + 0.5) / scale


def mean(values: Sequence[float], decimals: int) -> float:
    """The mean of some values at published precision."""
    return rounded(fsum(values) / len(values), decimals)


def by_aspect(one: Candidate, inputs: Inputs) -> tuple[float, ...]:
    """Means of the aspects, heaviest first; of equal weight the one that comes first in the instrument."""
    order = sorted(inputs["aspects"], key=lambda aspect: -aspect["weight"])
    return tuple(mean(one["aspects"][aspect["code"]], inputs["decimals"]) for aspect in order)


def by_median(one: Candidate, inputs: Inputs) -> tuple[float, ...]:
    """The median of the locked sheets."""
    return (rounded(median(one["totals"]), inputs["decimals"]),)


def by_lowest(one: Candidate, inputs: Inputs) -> tuple[float, ...]:
    """The lowest locked sheet: whose is higher goes first."""
    return (rounded(min(one["totals"]), inputs["decimals"]),)


def by_desk(one: Candidate, inputs: Inputs) -> tuple[float, ...]:
    """The desk evaluation's score; equal for all where there is none or where it is what is being ranked."""
    desk = one.get("desk")
    return () if desk is None else (rounded(desk, inputs["decimals"]),)


def by_interview(one: Candidate, inputs: Inputs) -> tuple[float, ...]:
    """The interview's score, where it is one of several stages; equal for all where it is what is being ranked or none was held."""
    heard = one.get("interview")
    return () if heard is None else (rounded(heard, inputs["decimals"]),)


def lot(seed: str, subject_id: str) -> str:
    """The lot of a subject: SHA-256 over the plan's seed and its id; the lower one goes first."""
    return hashlib.sha256(f"{seed}{subject_id}".encode()).hexdigest()


LADDER: dict[str, Step] = {
    "aspek_terberat": by_aspect,
    "median": by_median,
    "terendah_tertinggi": by_lowest,
    "wawancara": by_interview,
    "evaluasi_dokumen": by_desk,
}
LOT = "undian"


def rank(inputs: Inputs) -> list[Row]:
    """The rows from first to last. The order of the entries in `inputs` is of no influence."""
    return ordered([(mean(one["totals"], inputs["decimals"]), one) for one in inputs["entries"]], inputs)


def ordered(scored: Sequence[tuple[float, Candidate]], inputs: Inputs) -> list[Row]:
    """The rows of scored entries from first to last, equals put in order by the plan's ladder."""
    scored = sorted(scored, key=lambda pair: (-pair[0], pair[1]["id"]))
    rows: list[Row] = []
    for score, equals in groupby(scored, key=lambda pair: pair[0]):
        for one, steps in untie([one for _score, one in equals], inputs):
            rows.append(row(one, len(rows) + 1, score, steps))
    return rows


def row(one: Candidate, place: int, score: float, steps: Sequence[Row]) -> Row:
    """A line of the ranking with its raw values."""
    totals = list(one["totals"])
    found: Row = {"subject_id": one["id"], "name": one["name"], "institution_id": one["institution_id"], "place": place, "score": score}
    return found | {"totals": totals, "spread": rounded(max(totals) - min(totals), 9), "tie": list(steps)}


def untie(equals: Sequence[Candidate], inputs: Inputs) -> list[tuple[Candidate, list[Row]]]:
    """Entries of one score in their order, each with the steps that placed it: name and value of every step it went through."""
    return _descend(list(equals), _steps(inputs), inputs, {one["id"]: [] for one in equals})


def unknown(steps: Sequence[str]) -> list[str]:
    """The steps that this release cannot take."""
    return [step for step in steps if step not in (*LADDER, LOT)]


def _steps(inputs: Inputs) -> list[str]:
    """The plan's ladder, the lot last. A step nobody knows stops the ranking: without it the ladder would be another than the plan's."""
    if strange := unknown(inputs["tie_breaks"]):
        raise KeyError(*strange)
    return [*(step for step in inputs["tie_breaks"] if step != LOT), LOT]


def _descend(equals: list[Candidate], steps: list[str], inputs: Inputs, trail: dict[str, list[Row]]) -> list[tuple[Candidate, list[Row]]]:
    if len(equals) == 1 or not steps:
        return [(one, trail[one["id"]]) for one in equals]
    step, *rest = steps
    keys = _decisive({one["id"]: _key(step, one, inputs) for one in equals})
    for one in equals:
        trail[one["id"]].append({"step": step, "values": list(keys[one["id"]])})
    ordered = sorted(equals, key=lambda one: keys[one["id"]], reverse=step != LOT)
    found: list[tuple[Candidate, list[Row]]] = []
    for _value, group in groupby(ordered, key=lambda one: keys[one["id"]]):
        found += _descend(list(group), rest, inputs, trail)
    return found


def _decisive(keys: dict[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """The keys cut after the first values that tell apart whom the whole keys tell apart."""
    different = len(set(keys.values()))
    length = next(n for n in range(len(max(keys.values(), key=len)) + 1) if len({key[:n] for key in keys.values()}) == different)
    return {one: key[: max(1, length)] for one, key in keys.items()}


def _key(step: str, one: Candidate, inputs: Inputs) -> tuple[Any, ...]:
    return (one.get("lot") or lot(inputs["seed"], one["id"]),) if step == LOT else LADDER[step](one, inputs)
