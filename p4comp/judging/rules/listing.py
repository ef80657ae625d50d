"""How the list of finalists follows from a ranking: the first of it, as many as there are places, moved by what the bounds did."""

from collections.abc import Mapping
from typing import Any

KEYS = ("subject_id", "name", "institution_id", "place", "score")


def proposed(snapshot: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The lines that were laid before the plenary, made once more from a decision's snapshot."""
    rows, size, moved = snapshot["ranking"], len(snapshot["list"]), snapshot.get("composition", {})
    gone = {one["subject_id"] for one in moved.get("displaced", [])}
    chosen = {row["subject_id"] for row in rows[:size]} - gone | {one["subject_id"] for one in moved.get("comes", [])}
    lines = [{key: row[key] for key in KEYS} | {"award": ""} for row in rows if row["subject_id"] in chosen]
    return [line | {"place": place} for place, line in enumerate(lines, 1)]
