"""Another seat for one finalist: the few moves that bring it about, touching at most two others, all under the one check of seats.

A small search by hand, nearest seats first; whoever was moved does not move again, and whoever is fixed does not move at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from p4comp.interviews.rules import checks, placing
from p4comp.interviews.rules.checks import Finalist, Placed, Seat, Week

MOST_TOUCHED = 2
MOST_OPTIONS = 3


@dataclass(frozen=True)
class Option:
    """Seats that change together: first the one who asked, then those who make room."""

    moves: tuple[Placed, ...]

    @property
    def touched(self) -> int:
        """How many others have to move."""
        return len(self.moves) - 1


@dataclass
class _Search:
    """One search: who sits where, which seats there are, and whom nobody may move."""

    week: Week
    table: Mapping[str, Placed]
    seats: Sequence[Seat]
    fixed: frozenset[str]
    _own: dict[tuple[str, Seat], bool] = field(default_factory=dict)

    def settle(self, waiting: Sequence[Finalist], done: tuple[Placed, ...], left: int) -> Iterator[tuple[Placed, ...]]:
        """Seats for those who wait beside what is `done`, moving at most `left` more; the nearest first."""
        if not waiting:
            yield done
            return
        first, rest = waiting[0], waiting[1:]
        old = self.table[first.entry_id][1]
        for seat in sorted(self.seats, key=lambda one: (abs(one.starts_at - old.starts_at), one.starts_at, one.panel_id)):
            if seat != old:
                yield from self.sit(first, seat, rest, done, left)

    def sit(self, who: Finalist, seat: Seat, rest: Sequence[Finalist], done: tuple[Placed, ...], left: int) -> Iterator[tuple[Placed, ...]]:
        """Put somebody on a seat; those who stand in the way must find another one."""
        pushed = self._pushed(who, seat, rest, done)
        if pushed is not None and len(pushed) <= left:
            yield from self.settle([*rest, *pushed], (*done, (who, seat)), left - len(pushed))

    def _pushed(self, who: Finalist, seat: Seat, rest: Sequence[Finalist], done: tuple[Placed, ...]) -> list[Finalist] | None:
        if not self._fits(who, seat):
            return None
        moved = {one.entry_id for one, _seat in done}
        away = {one.entry_id for one in rest} | moved | {who.entry_id}
        others = [row for entry_id, row in self.table.items() if entry_id not in away] + list(done)
        faults = checks.faults(who, seat, self.week, others)
        pushed = {fault.other.entry_id: fault.other for fault in faults if fault.other is not None}
        if pushed and len(pushed) <= MOST_TOUCHED and any(fault.other is None for fault in faults):  # a full half day: who goes makes room
            faults = checks.faults(who, seat, self.week, [row for row in others if row[0].entry_id not in pushed])
        if any(fault.other is None for fault in faults) or pushed.keys() & (self.fixed | moved):
            return None
        return list(pushed.values())

    def _fits(self, who: Finalist, seat: Seat) -> bool:
        key = (who.entry_id, seat)
        if key not in self._own:
            self._own[key] = not checks.own_faults(who, seat, self.week)
        return self._own[key]


def own_seats(asker: Finalist, week: Week, after: datetime) -> list[Seat]:
    """The seats later than `after` that fit the finalist by themselves, whoever sits there."""
    return [seat for seat in placing.seats_of(week, after) if not checks.own_faults(asker, seat, week)]


def is_free(asker: Finalist, seat: Seat, week: Week, table: Iterable[Placed]) -> bool:
    """Whether the finalist could have the seat without anybody else moving."""
    return not checks.faults(asker, seat, week, [row for row in table if row[0].entry_id != asker.entry_id])


def options(
    asker: Finalist, wanted: Iterable[datetime], week: Week, table: Iterable[Placed], *, after: datetime, fixed: Iterable[str] = ()
) -> list[Option]:
    """Up to three ways to one of the starts that suit: those touching the fewest others first, then in the asker's order."""
    rows, starts = {row[0].entry_id: row for row in table}, list(wanted)
    seats = placing.seats_of(week, after)
    search = _Search(week, rows, seats, frozenset(fixed) | {asker.entry_id})
    targets = [seat for start in starts for seat in seats if seat.starts_at == start and seat != rows[asker.entry_id][1]]
    found: list[Option] = []
    for most in range(MOST_TOUCHED + 1):
        known = {option.moves[0][1] for option in found}
        for target in targets:
            if target not in known and len(found) < MOST_OPTIONS:
                found += [Option(moves) for moves in _first(search.sit(asker, target, (), (), most))]
    return found


def _first(ways: Iterator[tuple[Placed, ...]]) -> list[tuple[Placed, ...]]:
    way = next(ways, None)
    return [] if way is None else [way]


def reserve(asker: Finalist, week: Week, table: Iterable[Placed], *, after: datetime, day_of: datetime) -> Seat | None:
    """The stand-by seat: the last free one of the day, as the panel sees it; else the first free one of a later day."""
    rows = list(table)
    here = next((taken for who, taken in rows if who.entry_id == asker.entry_id), None)
    free = [one for one in own_seats(asker, week, after) if one != here and is_free(asker, one, week, rows)]
    today = [one for one in free if _day(one.starts_at, week) == _day(day_of, week)]
    return max(today, key=lambda one: one.starts_at) if today else min(free, key=lambda one: one.starts_at, default=None)


def _day(value: datetime, week: Week) -> str:
    return value.astimezone(ZoneInfo(week.zone)).date().isoformat()
