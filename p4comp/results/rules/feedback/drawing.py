"""Where the lines of a report's pictures run. Pure: numbers in, numbers out."""

from collections.abc import Sequence
from math import cos, pi, sin

CENTRE, RADIUS, RIM = 150.0, 110.0, 126.0
FEWEST_AXES = 3


def _point(place: int, axes: int, distance: float) -> tuple[float, float]:
    angle = 2 * pi * place / axes - pi / 2
    return round(CENTRE + distance * cos(angle), 1), round(CENTRE + distance * sin(angle), 1)


def polygon(values: Sequence[float], top: float) -> str:
    """The corners of a line around the radar, the first axis pointing up."""
    points = (_point(place, len(values), RADIUS * value / top) for place, value in enumerate(values))
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def labels(axes: int) -> list[tuple[float, float, str]]:
    """Where the axes' signs stand, and to which side their text runs."""
    places = (_point(place, axes, RIM) for place in range(axes))
    return [(x, y + 4, "middle" if abs(x - CENTRE) < 20 else "start" if x > CENTRE else "end") for x, y in places]


def rings(axes: int, top: int) -> list[str]:
    """A closed line for every level."""
    return [polygon([level] * axes, top) for level in range(1, top + 1)]
