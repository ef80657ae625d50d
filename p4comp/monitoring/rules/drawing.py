"""Where marks of charts stand: the path of a trend, the tiles of a province."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, TALL, EDGE = 120, 28, 3
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


def path(values: Sequence[float | None]) -> str:
    """A trend's line, left to right; where a month is unknown the line is broken, and a month that stands alone is a dot."""
    known = [one for one in values if one is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    step = (WIDE - 2 * EDGE) / max(1, len(values) - 1)
    up = (TALL - 2 * EDGE) / (high - low) if high > low else 0.0
    floor = TALL - EDGE if up else TALL / 2
    points = [None if one is None else f"{EDGE + place * step:.0f} {floor - (one - low) * up:.0f}" for place, one in enumerate(values)]
    drawn = [f"{'M' if before is None else 'L'}{point}" for before, point in zip([None, *points], points, strict=False) if point]
    return "".join(f"{one}h0" if one[0] == "M" else one for one in drawn)


def tiles(codes: Sequence[str]) -> dict[str, Tile]:
    """The tile of each region of a province whose map is drawn; of another province there are none, and its tiles stand in a row."""
    known = LAYOUTS.get(codes[0][:2], {}) if codes else {}
    return {code: Tile(*known[code[3:]]) for code in codes} if all(code[3:] in known for code in codes) else {}
