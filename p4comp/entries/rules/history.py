"""The history of a field as people read it: who wrote what, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

ONE_GO = timedelta(minutes=5)


@dataclass(frozen=True)
class Wrote:
    """What a field held from a moment on, and who wrote it."""

    version: int
    value: str
    at: datetime
    by: str


def in_goes(versions: Iterable[Wrote]) -> list[Wrote]:
    """The newest first; of what one person wrote in one go, with no five minutes between, only the last stands for all."""
    goes: list[Wrote] = []
    last: Wrote | None = None
    for one in sorted(versions, key=lambda found: found.version):
        if last is not None and last.by == one.by and one.at - last.at < ONE_GO:
            goes.pop()
        goes.append(one)
        last = one
    return goes[::-1]
