"""The seats there are, and which of them fit whom: every rule is asked of the timetable's own check, each answer once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import combinations
from zoneinfo import ZoneInfo

from p4comp.interviews.rules import checks, slots
from p4comp.interviews.rules.checks import Rule
from p4comp.interviews.rules.planning.question import Family, Question
from p4comp.interviews.rules.week import Bench, Finalist, Placed, Seat

Place = tuple[int, int]
"""A panel and a slot, by their numbers in the grid."""


@dataclass(frozen=True)
class Kind:
    """Finalists whom nothing tells apart: one category, clock, own times and conflicts, bound to nobody; and the places that fit them.

    The model counts kinds, not people, which makes it many times smaller.
    """

    members: tuple[Finalist, ...]
    choices: tuple[Place, ...]

    @property
    def sample(self) -> Finalist:
        """Any of them."""
        return self.members[0]


@dataclass(frozen=True)
class Row:
    """Slots of one day that follow each other with nothing but the break between, by their numbers."""

    day: date
    slots: tuple[int, ...]


class Grid:
    """The slots to come as a grid of panels and moments; panels by name, moments in order."""

    def __init__(self, asked: Question):
        self.asked, self.week = asked, asked.week
        self.benches: Sequence[Bench] = sorted(asked.week.benches.values(), key=lambda one: (one.name, one.panel_id))
        found = slots.slots(asked.week.form, asked.week.zone)
        self.starts: Sequence[datetime] = [slot.starts_at for slot in found if slot.starts_at > asked.after]
        self._clock: dict[tuple[str, int], frozenset[Rule]] = {}
        self._panel: dict[tuple[int, int, frozenset[str]], frozenset[Rule]] = {}
        self.standing: Sequence[Placed] = [*asked.fixed, *((one, asked.now[one.entry_id]) for one in asked.finalists if self._stays(one))]
        staying = {one.entry_id for one, _seat in self.standing}
        self.waiting: Sequence[Finalist] = sorted(
            (one for one in asked.finalists if one.entry_id not in staying), key=lambda one: (one.category, one.name, one.entry_id)
        )

    def _stays(self, one: Finalist) -> bool:
        """Whether a seat is not the planner's to change: it is pinned, or faultless at a moment that people chose off the grid."""
        seat = self.asked.now.get(one.entry_id)
        if seat is None or Family.PINS in self.asked.waived:
            return False
        return one.entry_id in self.asked.pins or (seat not in self.by_seat and self._is_sound(one, seat))

    def _is_sound(self, one: Finalist, seat: Seat) -> bool:
        return seat.starts_at > self.asked.after and not checks.own_faults(one, seat, self.week)

    def seat(self, place: Place) -> Seat:
        """The seat at a place of the grid."""
        return Seat(self.benches[place[0]].panel_id, self.starts[place[1]])

    @cached_property
    def by_seat(self) -> Mapping[Seat, Place]:
        """The places by their seats."""
        return {self.seat(place): place for place in self.places}

    @cached_property
    def places(self) -> Sequence[Place]:
        """All places, the earliest first."""
        return [(panel, slot) for slot in range(len(self.starts)) for panel in range(len(self.benches))]

    @cached_property
    def days(self) -> Sequence[frozenset[Rule]]:
        """By slot, what the edition's days and hours say against it."""
        return [frozenset(checks.day_rules(start, self.week)) for start in self.starts]

    @cached_property
    def rows(self) -> Sequence[Row]:
        """The slots in rows: a longer pause than the break, or another day, begins a new one."""
        rows: list[list[int]] = []
        step = self.week.length + self.week.pause
        for number, start in enumerate(self.starts):
            if rows and start - self.starts[rows[-1][-1]] == step:
                rows[-1].append(number)
            else:
                rows.append([number])
        zone = ZoneInfo(self.week.zone)
        return [Row(self.starts[row[0]].astimezone(zone).date(), tuple(row)) for row in rows]

    @cached_property
    def kinds(self) -> Sequence[Kind]:
        """The finalists to be seated, sorted into kinds."""
        single = {one.entry_id for pair in bound([*self.waiting, *(one for one, _seat in self.standing)]) for one in pair}
        found: dict[object, list[Finalist]] = defaultdict(list)
        for one in self.waiting:
            wishes = self.week.wishes.entries.get(one.entry_id, ())
            barred = frozenset().union(*(bench.barred(one.entry_id) for bench in self.benches))
            found[one.category, one.zone, wishes, barred, one.entry_id if one.entry_id in single else ""].append(one)
        return [Kind(tuple(group), tuple(self.possible(group[0]))) for group in found.values()]

    @cached_property
    def homes(self) -> Mapping[str, Place]:
        """By entry the place of the grid it has now, where it has one."""
        return {key: self.by_seat[seat] for key, seat in self.asked.now.items() if seat in self.by_seat}

    @cached_property
    def half_days(self) -> Mapping[tuple[date, bool], Sequence[int]]:
        """The slots of each half day."""
        found: dict[tuple[date, bool], list[int]] = defaultdict(list)
        for number, start in enumerate(self.starts):
            found[self.week.half_day(start)].append(number)
        return found

    def day_number(self, slot: int) -> int:
        """How many interview days lie before that of the slot."""
        return self._day_numbers[self.starts[slot].astimezone(ZoneInfo(self.week.zone)).date()]

    @cached_property
    def _day_numbers(self) -> Mapping[date, int]:
        return {day: number for number, day in enumerate(sorted(self.week.form.days))}

    def rules(self, one: Finalist, place: Place) -> frozenset[Rule]:
        """Every rule that the place breaks for the finalist by itself, but for what is waived."""
        return (
            self.days[place[1]] | self.clock(one, place[1]) | self.own(one, place[1]) | self.panel(one, place)
        ) - self.asked.waived_rules

    def clock(self, one: Finalist, slot: int) -> frozenset[Rule]:
        """What the finalist's own clock says against a slot."""
        key = (one.zone, slot)
        if key not in self._clock:
            self._clock[key] = frozenset(checks.clock_rules(one.zone, self.starts[slot], self.week))
        return self._clock[key]

    def own(self, one: Finalist, slot: int) -> frozenset[Rule]:
        """What the finalist said against a slot."""
        return frozenset(checks.own_time_rules(one, self.starts[slot], self.week))

    def panel(self, one: Finalist, place: Place) -> frozenset[Rule]:
        """What conflicts and absences of the panel's jurors say against a place."""
        key = (*place, self.benches[place[0]].barred(one.entry_id))
        if key not in self._panel:
            self._panel[key] = frozenset(checks.panel_rules(one, self.seat(place), self.week))
        return self._panel[key]

    def possible(self, one: Finalist) -> list[Place]:
        """The places that fit the finalist beside what is fixed; of the panels that have one, those with the fewest conflicts."""
        free = [place for place in self.places if not self.rules(one, place) and not self._is_taken(one, place)]
        if Family.OTHER_PANEL in self.asked.waived:
            return free
        torn = {panel: len(self.benches[panel].barred(one.entry_id)) for panel in {place[0] for place in free}}
        least = min(torn.values(), default=0)
        return [place for place in free if torn[place[0]] == least]

    def _is_taken(self, one: Finalist, place: Place) -> bool:
        seat = self.seat(place)
        return any(checks.clashes(one, seat, other, taken, self.week) for other, taken in self._near[place[1]])

    @cached_property
    def _near(self) -> Sequence[Sequence[Placed]]:
        reach = self.week.length + self.week.pause
        return [[pair for pair in self.standing if abs(pair[1].starts_at - start) < reach] for start in self.starts]

    def held(self, half: tuple[date, bool], panel: int) -> int:
        """How many seats that stay a panel has in a half day."""
        own = self.benches[panel].panel_id
        return sum(taken.panel_id == own and self.week.half_day(taken.starts_at) == half for _one, taken in self.standing)

    @cached_property
    def absent(self) -> Mapping[Place, frozenset[str]]:
        """The jurors who are not there, by place."""
        return {place: checks.absent(self.benches[place[0]], self.starts[place[1]], self.week) for place in self.places}

    @cached_property
    def reserve(self) -> frozenset[Place]:
        """The seats to be kept free for those who must be moved: the last of a panel's day, the last days first, then the last but one.

        ceil(all open seats x percent / 100) of them, as the edition states (customs, stand-by slots).
        """
        open_seats = [place for place in self.places if not self.days[place[1]]]
        wanted = -(-len(open_seats) * self.week.terms.reserve_percent // 100)
        return frozenset(list(self._last_seats(open_seats))[:wanted])

    def _last_seats(self, places: Iterable[Place]) -> Iterator[Place]:
        ends: dict[tuple[date, int], list[Place]] = defaultdict(list)
        for place in places:
            ends[(self.week.half_day(self.starts[place[1]])[0], place[0])].append(place)
        while any(ends.values()):
            for key in sorted(ends, key=lambda one: (one[0], -one[1]), reverse=True):
                if ends[key]:
                    yield ends[key].pop()


def bound(finalists: Sequence[Finalist]) -> list[tuple[Finalist, Finalist]]:
    """The pairs who must not be heard at once: of one institution, or with a person in common."""
    pairs = [(finalists[a], finalists[b]) for a, b in _suspects(finalists)]
    return [(one, other) for one, other in pairs if one.is_kin_of(other) or one.people & other.people]


def _suspects(finalists: Sequence[Finalist]) -> list[tuple[int, int]]:
    """The pairs that share an institution, its parent or a person: far fewer than all."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(finalists):
        for key in {one.institution_id, one.parent_id, *one.people} - {""}:
            by_key[key].append(number)
    return sorted({pair for numbers in by_key.values() for pair in combinations(numbers, 2)})
