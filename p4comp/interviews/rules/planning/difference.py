"""What a plan would change: who is new, who moves from where to where, who stays, who is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from p4comp.interviews.rules.week import Finalist, Seat


@dataclass(frozen=True)
class Difference:
    """Entries by what happens to them, in the order of the plan: `moved` and `new` with their new seats, `lost` had one."""

    new: tuple[tuple[str, Seat], ...]
    moved: tuple[tuple[str, Seat, Seat], ...]
    stays: tuple[str, ...]
    waiting: tuple[str, ...]
    lost: tuple[str, ...]


def difference(finalists: Sequence[Finalist], now: Mapping[str, Seat], seats: Mapping[str, Seat]) -> Difference:
    """The plan beside what holds today."""
    ids = sorted(
        (one.entry_id for one in finalists),
        key=lambda key: (key not in seats, seats[key].starts_at.timestamp() if key in seats else 0, key),
    )
    return Difference(
        new=tuple((key, seats[key]) for key in ids if key in seats and key not in now),
        moved=tuple((key, now[key], seats[key]) for key in ids if key in seats and key in now and now[key] != seats[key]),
        stays=tuple(key for key in ids if key in seats and now.get(key) == seats[key]),
        waiting=tuple(key for key in ids if key not in seats and key not in now),
        lost=tuple(key for key in ids if key not in seats and key in now),
    )
