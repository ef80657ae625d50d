"""Where marks of charts stand: the path of a trend, the tiles of a province."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, TALL, EDGE = 120, 28, 3
COLUMNS = 6
# The tiles of a province by the last digits of a region's code: column and row, roughly as on the map.
LAYOUTS: dict[str, dict[str, tuple[int, int]]] = {
    "63": {
        "09": (2, 0), "08": (1, 1), "11": (2, 1), "06": (1, 2), "07": (2, 2), "05": (1, 3), "02": (3, 4), "04": (0, 4),
        "03": (1, 4), "10": (2, 4), "71": (0, 5), "72": (1, 5), "01": (1, 6),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """A place in the map: its column and row."""

    column: int
    row: int


def path(values: Sequence[float | None]) -> list[str]:
    """The points of a trend's lines, left to right; where a month is unknown the line is broken."""
    known = [one for one in values if one is not None]
    if not known:
        return []
    low, high = min(known), max(known)
    step = (WIDE - 2 * EDGE) / max(1, len(values) - 1)
    lines: list[list[str]] = [[]]
    for place, one in enumerate(values):
        if one is None:
            lines.append([])
        else:
            up = (one - low) / (high - low) if high > low else 0.5
            lines[-1].append(f"{EDGE + place * step:.1f},{TALL - EDGE - up * (TALL - 2 * EDGE):.1f}")
    return [" ".join(line if len(line) > 1 else line * 2) for line in lines if line]


def tiles(codes: Sequence[str]) -> dict[str, Tile]:
    """The tile of each region; a province whose map nobody has drawn is laid out by code, row by row."""
    known = LAYOUTS.get(codes[0][:2], {}) if codes else {}
    if all(code[3:] in known for code in codes):
        return {code: Tile(*known[code[3:]]) for code in codes}
    return {code: Tile(place % COLUMNS, place // COLUMNS) for place, code in enumerate(sorted(codes))}


def is_drawn(code: str) -> bool:
    """Whether a province's tiles stand as on the map."""
    return code[:2] in LAYOUTS
