"""What a letter on desk evaluation's result says to one entrant: its own place in no list but the finalists', and never who took it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """What an assessed entrant is told: its letter's number, whether it is a finalist, and which bounds displaced it, if any did."""

    subject_id: str
    name: str
    number: int
    is_finalist: bool
    displaced_by: tuple[str, ...] = ()


def outcomes(snapshot: Mapping[str, Any]) -> list[Outcome]:
    """Everybody who was assessed, in alphabetical order, which numbers the letters; a displaced entry learns the rule alone."""
    listed = {line["subject_id"] for line in snapshot["list"]}
    moved = {one["subject_id"]: tuple(one["by"]) for one in snapshot.get("composition", {}).get("displaced", [])}
    rows = sorted(snapshot["ranking"], key=lambda row: (row["name"].casefold(), row["subject_id"]))
    return [
        Outcome(row["subject_id"], row["name"], number, row["subject_id"] in listed, moved.get(row["subject_id"], ()))
        if row["subject_id"] not in listed
        else Outcome(row["subject_id"], row["name"], number, is_finalist=True)
        for number, row in enumerate(rows, 1)
    ]
