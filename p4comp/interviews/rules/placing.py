"""Earliest fit: every finalist gets the first seat that breaks no rule, those with the fewest choices first.

When no seat is free, somebody already placed moves aside, if that breaks no rule either (Kuhn's augmenting paths).
Equal cases are settled by category and name, so the same finalists always give the same timetable.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from p4comp.interviews.rules import slots
from p4comp.interviews.rules.checks import Bench, Finalist, Placed, Seat, Week, clashes, own_faults


@dataclass
class _Table:
    """The timetable while it is made."""

    week: Week
    choices: dict[str, list[Seat]]
    finalists: dict[str, Finalist]
    taken: dict[str, Seat] = field(default_factory=dict)

    def clashing(self, finalist: Finalist, seat: Seat) -> list[str]:
        """Ids of those who would have to leave for it."""
        return [
            entry_id
            for entry_id, other in self.taken.items()
            if entry_id != finalist.entry_id and clashes(finalist, seat, self.finalists[entry_id], other, self.week)
        ]

    def seat(self, finalist: Finalist, tried: set[Seat]) -> bool:
        """Give the finalist a seat: a free one, else one whose holder finds another."""
        open_seats = [seat for seat in self.choices[finalist.entry_id] if seat not in tried]
        for seat in open_seats:
            if not self.clashing(finalist, seat):
                self.taken[finalist.entry_id] = seat
                return True
        return any(self._push(finalist, seat, tried) for seat in open_seats)

    def _push(self, finalist: Finalist, seat: Seat, tried: set[Seat]) -> bool:
        holders = self.clashing(finalist, seat)
        if seat in tried or len(holders) != 1:
            return False
        tried.add(seat)
        holder = holders[0]
        before, old = self.taken.get(finalist.entry_id), self.taken.pop(holder)
        self.taken[finalist.entry_id] = seat
        if self.seat(self.finalists[holder], tried):
            return True
        self.taken[holder] = old
        if before is None:
            del self.taken[finalist.entry_id]
        else:
            self.taken[finalist.entry_id] = before
        return False


def place(finalists: Iterable[Finalist], week: Week, *, fixed: Sequence[Placed] = (), after: datetime) -> Mapping[str, Seat | None]:
    """A seat for every finalist, none of them before `after` nor against a fixed one; None for whom no seat is left."""
    waiting = list(finalists)
    table = _Table(week, {}, {finalist.entry_id: finalist for finalist in waiting})
    seats = seats_of(week, after)
    for finalist in waiting:
        table.choices[finalist.entry_id] = choices(finalist, seats, week, fixed)
    for finalist in sorted(waiting, key=lambda one: (len(table.choices[one.entry_id]), one.category, one.name, one.entry_id)):
        table.seat(finalist, set())
    return {finalist.entry_id: table.taken.get(finalist.entry_id) for finalist in waiting}


def seats_of(week: Week, after: datetime) -> list[Seat]:
    """All seats later than `after`, the earliest first, panels by name."""
    benches = sorted(week.benches.values(), key=lambda bench: (bench.name, bench.panel_id))
    return [
        Seat(bench.panel_id, slot.starts_at) for slot in slots.slots(week.form, week.zone) if slot.starts_at > after for bench in benches
    ]


def choices(finalist: Finalist, seats: Iterable[Seat], week: Week, fixed: Sequence[Placed] = ()) -> list[Seat]:
    """The seats that fit the finalist by themselves, before the panels with the fewest conflicts."""
    panels = {bench.panel_id for bench in clearest(finalist, week.benches.values())}
    return [
        seat
        for seat in seats
        if seat.panel_id in panels
        and not own_faults(finalist, seat, week)
        and not any(clashes(finalist, seat, other, taken, week) for other, taken in fixed)
    ]


def clearest(finalist: Finalist, benches: Iterable[Bench]) -> list[Bench]:
    """The panels that can hear the finalist with the fewest recused jurors: a conflict sends it to another panel where there is one."""
    able = [bench for bench in benches if bench.jurors - bench.barred(finalist.entry_id)]
    least = min((len(bench.barred(finalist.entry_id)) for bench in able), default=0)
    return [bench for bench in able if len(bench.barred(finalist.entry_id)) == least]
