"""What of a decision the edition's plan opens to everybody once its winners are announced: a snapshot anybody can rank again, or nothing.

`nama`: names and hashes only. `finalis`: the final ranking with its scores, by name. `kode`: every ranking under a code that only the
entrant knows. No evaluator or juror is named: sheets lose their order, and where a ranking must know whose each is, by a number. A
group of fewer than ten is never opened under codes: they would be no cover.
"""

from collections.abc import Mapping
from typing import Any

from p4comp.decisions import rules as decisions
from p4comp.judging.rules import ranking

NAMES, FINALISTS, CODES = "nama", "finalis", "kode"
FEWEST = 10
CODED = frozenset({"awards", "awards_by"})
LISTED = ("name", "place", "award", "score")
Snapshot = Mapping[str, Any]


def opens(openness: str, purpose: str, ranked: int) -> bool:
    """Whether a plan opens a list's ranking of so many."""
    if openness == CODES:
        return ranked >= FEWEST
    return openness == FINALISTS and purpose == "winners"


def opened(snapshot: Snapshot, openness: str) -> dict[str, Any] | None:
    """What is open of a decision's snapshot, ranked anew so that it agrees with itself; None where nothing is.

    None as well for a decision that a code cannot be made for, because it was made before rows had salts.
    """
    if not opens(openness, snapshot["purpose"], len(snapshot["ranking"])) or (openness == CODES and "rows" not in snapshot):
        return None
    is_coded = openness == CODES
    names = _codes(snapshot) if is_coded else _numbers(snapshot)
    inputs = _inputs(snapshot["inputs"], names, is_coded=is_coded)
    found = {key: snapshot[key] for key in ("purpose", "category", "plan_sha256")}
    found |= {"edition": {key: snapshot["edition"][key] for key in ("slug", "number", "name") if key in snapshot["edition"]}}
    rows = decisions.ranking_again(snapshot["purpose"], inputs)
    found |= {"openness": openness, "inputs": decisions.plain(inputs), "ranking": rows}
    return found if is_coded else found | {"named": [{key: line[key] for key in LISTED} for line in snapshot["list"]]}


def _numbers(snapshot: Snapshot) -> dict[str, str]:
    """Numbers instead of the portal's ids, alphabetically."""
    rows = sorted(snapshot["ranking"], key=lambda row: (row["name"].casefold(), row["subject_id"]))
    return {row["subject_id"]: f"F{n:03d}" for n, row in enumerate(rows, 1)}


def _codes(snapshot: Snapshot) -> dict[str, str]:
    secret = snapshot["rows"]["secret"]
    return {row["subject_id"]: decisions.code_of(decisions.salt_of(secret, row["subject_id"])) for row in snapshot["ranking"]}


def _inputs(inputs: Mapping[str, Any], names: Mapping[str, str], *, is_coded: bool) -> dict[str, Any]:
    people = {one: f"P{n:03d}" for n, one in enumerate(_people(inputs), 1)}
    lots = _lots(inputs)
    entries = [_entry(one, names, people, lots, is_coded=is_coded) for one in inputs["entries"] if one["id"] in names]
    kept = {key: value for key, value in inputs.items() if not (is_coded and key in CODED)} | (
        {"awards": []} if "awards" in inputs and is_coded else {}
    )
    return kept | {"entries": sorted(entries, key=lambda one: str(one["id"]))}


def _people(inputs: Mapping[str, Any]) -> list[str]:
    """Whose sheets the ranking must know, in an order that tells nothing of them; nobody's where it is a mean."""
    if not inputs.get("components"):
        return []
    people = {who for one in inputs["entries"] for who in one.get("by", [])}
    return sorted(people, key=lambda who: ranking.lot(f"{inputs['seed']}/penilai/", who))


def _lots(inputs: Mapping[str, Any]) -> dict[str, str]:
    """The order of the lots, as numbers: the lots themselves would tell whoever knows an id which code is its."""
    order = sorted(inputs["entries"], key=lambda one: ranking.lot(inputs["seed"], one["id"]))
    return {one["id"]: f"{n:06d}" for n, one in enumerate(order, 1)}


def _entry(
    one: Mapping[str, Any], names: Mapping[str, str], people: Mapping[str, str], lots: Mapping[str, str], *, is_coded: bool
) -> dict[str, Any]:
    code = names[one["id"]]
    found = {key: value for key, value in one.items() if key != "agreed"}
    found |= {"id": code, "institution_id": "", "name": f"Peserta {code}" if is_coded else one["name"]}
    found |= {"lot": lots[one["id"]]}
    if "values" in one:  # figures without sheets
        return found
    if people:
        return found | {"by": [people[who] for who in one["by"]]}
    found.pop("by", None)
    aspects = {key: sorted(values) for key, values in one.get("aspects", {}).items()}
    return found | {"totals": sorted(one["totals"])} | ({"aspects": aspects} if "aspects" in one else {})
