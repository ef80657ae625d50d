"""What start pages tell people that has come of their matters; rooms contribute it as `news`, ways shared by all of it as `news_link`."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Link:
    """A way to something, with its icon; `is_first` is where most people go."""

    label: Any
    url: str
    icon: str = ""
    is_first: bool = False


@dataclass(frozen=True)
class News:
    """What came of something of the person's, in plain words, with the ways to all that belongs to it."""

    title: Any
    text: Any
    links: tuple[Link, ...] = ()
    tone: str = "info"
