"""When jurors and finalists can be heard: what they prefer and what is impossible; all else is possible."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class WishKind(StrEnum):
    """What somebody says of a time; whoever says nothing can."""

    PREFERRED = "preferred"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class Wish:
    """A time that somebody prefers or cannot; both moments are in UTC."""

    starts_at: datetime
    ends_at: datetime
    kind: WishKind

    def touches(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the time named shares a moment with this one."""
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass(frozen=True)
class Wishes:
    """What jurors (by juror's id) and finalists (by entry's id) said of their time."""

    jurors: Mapping[str, tuple[Wish, ...]] = field(default_factory=dict)
    entries: Mapping[str, tuple[Wish, ...]] = field(default_factory=dict)

    def juror_cannot(self, juror_id: str, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the juror cannot for a part of this time."""
        return is_impossible(self.jurors.get(juror_id, ()), starts_at, ends_at)

    def entry_cannot(self, entry_id: str, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the finalist cannot for a part of this time."""
        return is_impossible(self.entries.get(entry_id, ()), starts_at, ends_at)


def is_impossible(wishes: Iterable[Wish], starts_at: datetime, ends_at: datetime) -> bool:
    """Whether any part of this time is impossible."""
    return any(wish.kind is WishKind.IMPOSSIBLE and wish.touches(starts_at, ends_at) for wish in wishes)


def is_preferred(wishes: Iterable[Wish], starts_at: datetime, ends_at: datetime) -> bool:
    """Whether the whole of this time is preferred: wishes that follow each other count as one."""
    at = starts_at
    for wish in sorted((one for one in wishes if one.kind is WishKind.PREFERRED), key=lambda one: one.starts_at):
        if wish.starts_at <= at < wish.ends_at:
            at = wish.ends_at
    return at >= ends_at
