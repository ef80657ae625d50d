"""A plan at hand, to begin from: everybody keeps a seat that still fits, the others take the earliest that does."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from p4comp.interviews.rules.planning.grid import Grid, Place, bound
from p4comp.interviews.rules.planning.question import Family
from p4comp.interviews.rules.week import Finalist


def first_plan(grid: Grid) -> dict[str, Place]:
    """Earliest fit, whoever has the fewest choices first (as `rules.placing` does); whoever finds nothing is left out."""
    hall = _Hall(grid)
    for kind in grid.kinds:
        for one in kind.members:
            if grid.homes.get(one.entry_id) in kind.choices:
                hall.seat(one, [grid.homes[one.entry_id]])
    for kind in sorted(grid.kinds, key=lambda one: len(one.choices)):
        choices = [place for place in kind.choices if place not in grid.reserve]
        choices += [place for place in kind.choices if place in grid.reserve]
        for one in kind.members:
            hall.seat(one, choices)
    return hall.plan


class _Hall:
    """The seats taken so far."""

    def __init__(self, grid: Grid):
        self.grid = grid
        self.kin: dict[str, set[str]] = defaultdict(set)
        for one, other in bound(grid.waiting):
            self.kin[one.entry_id].add(other.entry_id)
            self.kin[other.entry_id].add(one.entry_id)
        self.plan: dict[str, Place] = {}
        self.full: set[Place] = set()
        self.busy: dict[int, set[str]] = defaultdict(set)
        self.heard: dict[tuple[int, tuple[date, bool]], int] = defaultdict(int)
        self.most = 0 if Family.HALF_DAY in grid.asked.waived else grid.week.terms.most_per_half_day

    def seat(self, one: Finalist, choices: Sequence[Place]) -> None:
        """Give the finalist the first of these places that is free."""
        if one.entry_id in self.plan:
            return
        place = next((place for place in choices if place not in self.full and self._is_free(one, place)), None)
        if place is not None:
            self.plan[one.entry_id] = place
            self.full.add(place)
            self.busy[place[1]] |= self._able(one, place)
            self.heard[place[0], self._half(place)] += 1

    def _is_free(self, one: Finalist, place: Place) -> bool:
        if self._able(one, place) & self.busy[place[1]]:
            return False
        if any(other in self.plan and self.plan[other][1] == place[1] for other in self.kin[one.entry_id]):
            return False
        half = self._half(place)
        return not self.most or self.heard[place[0], half] + self.grid.held(half, place[0]) < self.most

    def _half(self, place: Place) -> tuple[date, bool]:
        return self.grid.week.half_day(self.grid.starts[place[1]])

    def _able(self, one: Finalist, place: Place) -> frozenset[str]:
        return self.grid.benches[place[0]].able(one.entry_id)
