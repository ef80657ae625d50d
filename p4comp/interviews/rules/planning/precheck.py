"""Before anything is solved: what each finalist could still have, and whether there are enough seats at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from p4comp.interviews.rules.planning.grid import Grid, Place
from p4comp.interviews.rules.planning.question import Question
from p4comp.interviews.rules.week import Bench, Finalist

MANY_PANELS = 12


@dataclass(frozen=True)
class Line:
    """A finalist and the moments left to it, rule after rule: hours on its clock, its own times, conflicts and panels' times, seats that stay."""

    entry_id: str
    name: str
    hours: int
    own: int
    panels: int
    left: int

    @property
    def is_hopeless(self) -> bool:
        """Whether no moment is left."""
        return self.left == 0


@dataclass(frozen=True)
class Precheck:
    """Every finalist that is to be seated, the scarcest first, and the week as a whole.

    `seats` are panels x slots; `capacity` is how many interviews can be held when panels that share jurors take turns and half
    days are bounded; `reserve` of the seats should stay free.
    """

    lines: tuple[Line, ...]
    moments: int
    seats: int
    capacity: int
    standing: int
    reserve: int

    @property
    def wanted(self) -> int:
        """How many interviews are to be seated."""
        return len(self.lines)

    @property
    def hopeless(self) -> tuple[Line, ...]:
        """Those for whom no moment is left."""
        return tuple(line for line in self.lines if line.is_hopeless)

    @property
    def is_short(self) -> bool:
        """Whether there are fewer seats than finalists."""
        return self.capacity < self.wanted


def precheck(asked: Question) -> Precheck:
    """What is left to whom, and for how many there is room."""
    grid = Grid(asked)
    open_slots = [slot for slot in range(len(grid.starts)) if not grid.days[slot] - asked.waived_rules]
    lines = [line for kind in grid.kinds for line in _lines(grid, kind.members, kind.choices, open_slots)]
    return Precheck(
        tuple(sorted(lines, key=lambda line: (line.left, line.name, line.entry_id))),
        moments=len(open_slots),
        seats=len(open_slots) * len(grid.benches),
        capacity=_capacity(grid),
        standing=sum(seat.starts_at > asked.after for _one, seat in grid.standing),
        reserve=len(grid.reserve),
    )


def _lines(grid: Grid, members: Sequence[Finalist], choices: Sequence[Place], open_slots: Sequence[int]) -> list[Line]:
    sample, waived = members[0], grid.asked.waived_rules
    hours = [slot for slot in open_slots if not grid.clock(sample, slot) - waived]
    own = [slot for slot in hours if not grid.own(sample, slot) - waived]
    able = [slot for slot in own if any(not grid.panel(sample, (panel, slot)) - waived for panel in range(len(grid.benches)))]
    left = len({place[1] for place in choices})
    return [Line(one.entry_id, one.name, len(hours), len(own), len(able), left) for one in members]


def _capacity(grid: Grid) -> int:
    """The most interviews: per slot the panels that may sit at once, summed up, half days bounded."""
    usable = {place for kind in grid.kinds for place in kind.choices}
    most, total = grid.week.terms.most_per_half_day, 0
    for numbers in grid.half_days.values():
        at_once = [[panel for panel in range(len(grid.benches)) if (panel, slot) in usable] for slot in numbers]
        room = sum(together([grid.benches[panel] for panel in panels]) for panels in at_once)
        total += min(room, most * len(grid.benches)) if most else room
    return total


def together(benches: Sequence[Bench]) -> int:
    """How many of these panels may sit at once: the largest set of them without a common juror (all subsets; from a dozen panels on, greedily)."""
    if len(benches) <= MANY_PANELS:
        sizes = range(len(benches), 0, -1)
        return next((size for size in sizes if any(_is_apart(some) for some in combinations(benches, size))), 0)
    taken: set[str] = set()
    number = 0
    for bench in sorted(benches, key=lambda one: (len(one.jurors), one.name)):
        if not bench.jurors & taken:
            taken |= bench.jurors
            number += 1
    return number


def _is_apart(benches: Sequence[Bench]) -> bool:
    return len(frozenset().union(*(one.jurors for one in benches))) == sum(len(one.jurors) for one in benches)
