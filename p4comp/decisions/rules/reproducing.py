"""How a decided list follows from its ranking: what was computed as its proposal, and every change the plenary made, made once more."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from p4comp.core import canonical
from p4comp.core.errors import Invalid
from p4comp.decisions.rules.awards import opened
from p4comp.decisions.rules.lists import Line, exchange
from p4comp.decisions.rules.meeting import AWARDS

Listing = Callable[[Mapping[str, Any]], Sequence[Line]]
KEYS = ("place", "award", "score")

_listings: dict[str, Listing] = {}


def lists(purpose: str, function: Listing) -> None:
    """Register how the list of a purpose is first proposed from a snapshot's ranking and inputs; pure."""
    _listings[purpose] = function


def list_again(snapshot: Mapping[str, Any]) -> list[Line] | None:
    """The list made once more from the ranking and the plenary's changes; None for a correction, which changes another list."""
    if snapshot.get("replaces") is not None or snapshot["purpose"] not in _listings:
        return None
    lines: list[Line] = [dict(line) for line in _listings[snapshot["purpose"]](snapshot)]
    given = snapshot.get("plenary", {}).get("meeting", {}).get(AWARDS, {})
    for change in snapshot["changes"]:
        lines = exchange(lines, snapshot["ranking"], out=change["out"], into=change["into"])
        lines = opened(lines, change["into"]) if given else lines
    return [line | {"award": given[line["subject_id"]]["award"]} if line["subject_id"] in given else line for line in lines]


def list_faults(snapshot: Mapping[str, Any]) -> list[str]:
    """Whether the list is what follows from the ranking; a correction is proven by its differences instead."""
    try:
        again = list_again(snapshot)
    except (KeyError, Invalid):
        return [_("Perubahan rapat pleno yang tercatat tidak dapat dijalankan lagi pada urutan ini.")]
    keys = KEYS[1:] if _is_interleaved(snapshot) else KEYS
    if again is not None and _bare(again, keys) != _bare(snapshot["list"], keys):
        return [_("Daftar yang disusun ulang dari urutan tidak sama dengan daftar dalam cuplikan.")]
    return []


def _is_interleaved(snapshot: Mapping[str, Any]) -> bool:
    """Whether awards were given and lines exchanged in one meeting: in which order is not kept, and places depend on it."""
    return bool(snapshot["changes"] and snapshot.get("plenary", {}).get("meeting", {}).get(AWARDS))


def _bare(lines: Sequence[Line], keys: Sequence[str]) -> str:
    found = {line["subject_id"]: [_plain(line[key]) for key in keys] for line in lines}
    return canonical.text(found)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, int) else value
