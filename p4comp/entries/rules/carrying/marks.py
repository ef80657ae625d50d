"""The mark of an answer that was carried: its people have to look at it again before they hand it in."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

FIELDS = ("level", "narrative")


def marked(
    before: Mapping[str, Any] | None, label: str, versions: Mapping[str, int], files: Iterable[str], *, by: str, at: datetime
) -> dict[str, Any]:
    """The mark once `versions` of fields and files came from the dossier called `label`; what was carried before and not looked at stays in it."""
    kept = before if before and "confirmed" not in before else {}
    fields = {name: versions.get(name, kept.get(name)) for name in FIELDS}
    return {"from": label, "files": [*kept.get("files", ()), *files], "at": at.isoformat(), "by": by} | fields


def confirmed(mark: Mapping[str, Any], *, by: str, at: datetime) -> dict[str, Any]:
    """The mark once somebody said that the answer still holds."""
    return {**mark, "confirmed": {"by": by, "at": at.isoformat()}}


def is_unchecked(mark: Mapping[str, Any] | None, versions: Mapping[str, int]) -> bool:
    """Whether an answer still stands as it was carried: nobody confirmed it, and nobody changed what was carried of text and level."""
    if not mark or "confirmed" in mark:
        return False
    carried = [(versions.get(name, 0), mark[name]) for name in FIELDS if mark.get(name) is not None]
    return all(now == then for now, then in carried) and bool(carried or mark.get("files"))
