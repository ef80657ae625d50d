"""A category's sheets as plain values: all that its ranking and its figures are made from, and nothing else.

    {"format": "p4comp-ranking/1", "edition", "category", "plan_sha256", "algorithm", "decimals", "tie_breaks", "seed", "places",
     "bounds": [{"code", "name", "group", "values", "least", "most", "binding"}], "top", "aspects": [{"code", "weight",
     "indicators": [{"code", "weight"}]}], "evaluators": [ids], "unread": 0, "entries": [{"id", "name", "institution_id",
     "groups": {"jenis", "provinsi", "wilayah", "induk"}, "sheets": [[place in "evaluators", total, "450-3", minutes or null]]}]}

An entry whose readers agreed findings has them as well: "agreed": {indicator: level}. The levels of a sheet are one sign an indicator: 0-9, then a-z; `-` where none is kept. The same snapshot gives the same result.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from p4comp.competition.rules import weighted_total
from p4comp.judging.rules import ranking
from p4comp.judging.rules.diagnostics import Sheet
from p4comp.judging.rules.scores import Scores, scores_of

FORMAT = "p4comp-ranking/1"
SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
NONE = "-"
Snapshot = Mapping[str, Any]
PLAN = ("decimals", "tie_breaks", "seed")


def signs(levels: Iterable[int | None]) -> str:
    """Levels as one sign each."""
    return "".join(NONE if level is None else SIGNS[level] for level in levels)


def levels(text: str) -> tuple[int | None, ...]:
    """The levels that were written as signs."""
    return tuple(None if sign == NONE else SIGNS.index(sign) for sign in text)


def scores(snapshot: Snapshot) -> Scores:
    """Every locked total with whose entry and whose evaluator it is."""
    people = snapshot["evaluators"]
    return scores_of((one["id"], people[sheet[0]], sheet[1]) for one in snapshot["entries"] for sheet in one["sheets"])


def sheets(snapshot: Snapshot) -> list[Sheet]:
    """Every sheet with its levels."""
    people = snapshot["evaluators"]
    return [
        Sheet(one["id"], people[who], levels(found), minutes)
        for one in snapshot["entries"]
        for who, _total, found, minutes in one["sheets"]
    ]


def settled(snapshot: Snapshot, one: Mapping[str, Any]) -> list[float]:
    """The totals of an entry's sheets in their order; where readers agreed a finding, its level stands in every sheet."""
    agreed = one.get("agreed")
    if not agreed:
        return [sheet[1] for sheet in one["sheets"]]
    weights = {line["code"]: line["weight"] for aspect in snapshot["aspects"] for line in aspect["indicators"]}
    return [weighted_total(sheet, weights, snapshot["top"]) for sheet in _given(snapshot, one)]


def settled_scores(snapshot: Snapshot) -> Scores:
    """Every total as the ranking counts it."""
    people = snapshot["evaluators"]
    pairs = ((one, zip(one["sheets"], settled(snapshot, one), strict=True)) for one in snapshot["entries"])
    return scores_of((one["id"], people[sheet[0]], total) for one, own in pairs for sheet, total in own)


def shifts(snapshot: Snapshot) -> dict[str, float]:
    """By how much agreed findings move the mean of an entry: a fair score, made of independent sheets, moves as much."""
    agreed = [one for one in snapshot["entries"] if one.get("agreed")]
    return {one["id"]: fmean(settled(snapshot, one)) - fmean(sheet[1] for sheet in one["sheets"]) for one in agreed}


def inputs(snapshot: Snapshot, tied: Iterable[str] = ()) -> dict[str, Any]:
    """What a ranking takes: totals lowest first, whose they are, and aspects of those who are `tied`."""
    wanted = set(tied)
    found = {"algorithm": ranking.ALGORITHM, **{key: snapshot[key] for key in PLAN}}
    found["aspects"] = [{"code": aspect["code"], "weight": aspect["weight"]} for aspect in snapshot["aspects"]]
    return found | {"entries": [_entry(snapshot, one, aspects=one["id"] in wanted) for one in snapshot["entries"]]}


def _entry(snapshot: Snapshot, one: Mapping[str, Any], *, aspects: bool) -> dict[str, Any]:
    pairs = zip(settled(snapshot, one), one["sheets"], strict=True)
    own = sorted((total, snapshot["evaluators"][sheet[0]], sheet[1]) for total, sheet in pairs)
    found = {key: one[key] for key in ("id", "name", "institution_id")}
    found |= {"totals": [line[0] for line in own], "by": [line[1] for line in own]}
    if one.get("agreed"):
        found |= {"agreed": dict(one["agreed"]), "independent": [line[2] for line in own]}
    return found | ({"aspects": _aspects(snapshot, one)} if aspects else {})


def _aspects(snapshot: Snapshot, one: Mapping[str, Any]) -> dict[str, list[float]]:
    """Each aspect's score, 0 to 100, on every sheet; a level that was not kept counts as nothing."""
    given = _given(snapshot, one)
    weights = {aspect["code"]: {line["code"]: line["weight"] for line in aspect["indicators"]} for aspect in snapshot["aspects"]}
    return {code: sorted(weighted_total(sheet, own, snapshot["top"]) for sheet in given) for code, own in weights.items()}


def _given(snapshot: Snapshot, one: Mapping[str, Any]) -> list[dict[str, int]]:
    """The levels of each sheet as the ranking counts them."""
    codes = [line["code"] for aspect in snapshot["aspects"] for line in aspect["indicators"]]
    agreed = {code: level for code, level in one.get("agreed", {}).items() if code in codes}
    return [dict(zip(codes, (level or 0 for level in levels(sheet[2])), strict=True)) | agreed for sheet in one["sheets"]]


def equals(values: Mapping[str, float]) -> set[str]:
    """Who shares a value with somebody."""
    often = Counter(values.values())
    return {key for key, value in values.items() if often[value] > 1}


def faults(snapshot: Any) -> list[str]:
    """What keeps a file from being a snapshot, in a few words; nothing where it is one."""
    if not isinstance(snapshot, dict) or snapshot.get("format") != FORMAT:
        return [f"format is not {FORMAT}"]
    needed = ("algorithm", "aspects", "bounds", "category", "edition", "entries", "evaluators", "places", "top", *PLAN)
    lacking = [f"lacks {key}" for key in needed if key not in snapshot]
    return lacking or [f"unknown tie-break step {step}" for step in ranking.unknown(snapshot["tie_breaks"])]


def totals(snapshot: Snapshot) -> dict[str, Sequence[float]]:
    """The totals of every entry, as the ranking counts them."""
    return {one["id"]: settled(snapshot, one) for one in snapshot["entries"]}
