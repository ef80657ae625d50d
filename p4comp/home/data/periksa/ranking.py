"""A ranking made again from its raw inputs, without a line of the portal's own code."""

from itertools import groupby
from math import floor, fsum
from statistics import median
from typing import Any

from p4comp.home.data.periksa.basics import Findings, Row, canonical, sha256

ALGORITHM = "mean-then-ladder/1"
TOTALS: dict[str, Any] = {"median": median, "terendah_tertinggi": min}
STAGES = {"evaluasi_dokumen": "desk", "wawancara": "interview"}


def recompute(path: str, snapshot: Row, found: Findings) -> None:
    """The ranking made again from the raw inputs agrees with the snapshot's to the last digit."""
    algorithm = (inputs := snapshot.get("inputs", {})).get("algorithm", ALGORITHM)
    if algorithm.split("+")[0] != ALGORITHM or "entries" not in inputs:
        found.note(f"{path}: urutannya dibuat dengan {algorithm}, yang tidak dihitung ulang di sini")
        return
    if unknown := sorted({*inputs["tie_breaks"]} - {"aspek_terberat", "undian", *TOTALS, *STAGES}):
        found.wrong(path, f"langkah pemecah seri tidak dikenal: {', '.join(unknown)}")
        return
    again, kept = rank(inputs), snapshot["ranking"]
    for place, (mine, theirs) in enumerate(zip(again, kept), 1):  # noqa: B905  # lengths are compared below; Python 3.9 has no strict
        for key in ("subject_id", "place", "score", "tie"):
            if canonical(mine[key]) != canonical(theirs.get(key)):
                found.wrong(path, f"urutan {place}: {key} seharusnya {canonical(mine[key])}, tertulis {canonical(theirs.get(key))}")
                return
    if len(again) != len(kept):
        found.wrong(path, f"urutan memuat {len(kept)} peserta, masukannya {len(again)}")
        return
    found.well(f"{path}: urutan dan nilai {len(again)} peserta sama setelah dihitung ulang")
    first = {row["subject_id"] for row in again[: len(snapshot["list"])]}
    if moved := [line["name"] for line in snapshot["list"] if line["subject_id"] not in first]:
        found.note(f"{path}: bukan urutan teratas, lihat alasannya dalam cuplikan: {', '.join(moved)}")


def rounded(value: float, decimals: int) -> float:
    """Half up, after what binary arithmetic adds far behind the comma is taken off."""
    return floor(round(value * 10**decimals, 6) + 0.5) / 10**decimals  # type: ignore[no-any-return]  # a power of ints is typed Any


def mean(values: list[float], decimals: int) -> float:
    """The mean at published precision."""
    return rounded(fsum(values) / len(values), decimals)


def value_of(one: Row, inputs: Row) -> float:
    """An entrant's sheets as one value, by the plan's rule; with the points of a look on the spot, if there was one."""
    values, how, decimals = sorted(one["totals"]), inputs.get("pooling"), inputs["decimals"]
    cut = max(1, len(values) // 5) if how == "rata_rata_terpangkas" and len(values) > 2 else 0
    value = rounded(median(values), decimals) if how == "median" else mean(values[cut : len(values) - cut], decimals)
    return value if one.get("correction") is None else rounded(min(100.0, max(0.0, value + one["correction"])), decimals)


def key_of(step: str, one: Row, inputs: Row) -> tuple[Any, ...]:
    """The value of one step of the ladder for equal scores."""
    decimals = inputs["decimals"]
    if step == "aspek_terberat":
        order = sorted(inputs["aspects"], key=lambda aspect: -aspect["weight"])
        return tuple(mean(one["aspects"][aspect["code"]], decimals) for aspect in order)
    if step in TOTALS:
        return (rounded(TOTALS[step](one["totals"]), decimals),)
    if step in STAGES:
        return () if one.get(STAGES[step]) is None else (rounded(one[STAGES[step]], decimals),)
    return (one.get("lot") or sha256(f"{inputs['seed']}{one['id']}".encode()),)


def untie(equals: list[Row], steps: list[str], inputs: Row, trail: dict[str, list[Row]]) -> list[Row]:
    """Entries of one score in their order; `trail` keeps the steps that placed them, values cut after the first that decide."""
    if len(equals) == 1 or not steps:
        return equals
    keys = {one["id"]: key_of(steps[0], one, inputs) for one in equals}
    different, length = len(set(keys.values())), 0
    while len({key[:length] for key in keys.values()}) < different:
        length += 1
    keys = {one: key[: max(1, length)] for one, key in keys.items()}
    for one in equals:
        trail[one["id"]].append({"step": steps[0], "values": list(keys[one["id"]])})
    groups = groupby(sorted(equals, key=lambda one: keys[one["id"]], reverse=steps[0] != "undian"), key=lambda one: keys[one["id"]])
    return [one for _key, group in groups for one in untie(list(group), steps[1:], inputs, trail)]


def rank(inputs: Row) -> list[Row]:
    """The value of the sheets, rounded, then the plan's ladder, the lot last."""
    steps = [*(step for step in inputs["tie_breaks"] if step != "undian"), "undian"]
    scored = sorted(((value_of(one, inputs), one) for one in inputs["entries"]), key=lambda pair: (-pair[0], pair[1]["id"]))
    rows: list[Row] = []
    for score, group in groupby(scored, key=lambda pair: pair[0]):
        equals = [one for _score, one in group]
        trail: dict[str, list[Row]] = {one["id"]: [] for one in equals}
        for one in untie(equals, steps, inputs, trail):
            rows.append({"subject_id": one["id"], "place": len(rows) + 1, "score": score, "tie": trail[one["id"]]})
    return rows
