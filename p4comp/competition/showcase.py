"""What a feature with results gives the start page to show: the last winners, as far as they are announced."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Group:
    """Winners of one award, alphabetically."""

    label: Any
    names: tuple[str, ...]


@dataclass(frozen=True)
class Showcase:
    """An announced result; `url` leads to the whole of it, `edition` is the slug of its edition, unless the archive tells of it."""

    title: Any
    url: str
    note: Any = ""
    groups: tuple[Group, ...] = ()
    edition: str = ""
