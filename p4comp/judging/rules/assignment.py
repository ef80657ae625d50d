"""Who reads what: no conflict, loads within bounds, the worst-off entry first, then least cost.

In this order: as many readings as there can be; spread evenly over entries where they do not suffice; the heaviest load nearly as
light as it can be; the lowest affinity of any reading as high as it can be while evaluators' least loads stay possible (bisection; PeerReview4All, Stelmakh et al. 2019,
proceedings.mlr.press/v98/stelmakh19a.html); least loads and an experienced reader for every entry, which weigh alike; least cost,
which is affinity missed and loads above others'. A seed settles what is equal.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from p4comp.judging.rules.flow import Network, Whole, Yes, stairs

ALGORITHM = "penugasan-2"
Pair = tuple[str, str]
USUAL, TOP = 50, 100
EVEN = 25
"""What one reading more than another evaluator's weighs, in points of affinity."""
STAY = 200
"""What it weighs to take a reading that has not begun from its evaluator."""
CHANCE = 32
SLACK, LEAST_SLACK = 10, 2
"""By how many percent, and at least how many readings, the heaviest load may be above the lightest possible, so that affinity has a say."""


class Ground(StrEnum):
    """Why an entry stays short of readers."""

    CONFLICT = "conflict"
    CAPACITY = "capacity"


@dataclass(frozen=True)
class Reader:
    """An evaluator: readings they keep in any case, the least and the most in all, whether they have done this before."""

    id: str
    load: int = 0
    least: int = 0
    most: int | None = None
    is_experienced: bool = False


@dataclass(frozen=True)
class Question:
    """What is to be shared out: further readings by entry, pairs that must not and pairs that must be, how well pairs fit (0 to 100).

    `held` are readings not begun, which stay where nothing speaks against it; `mixed` entries still lack an experienced reader.
    """

    wanted: Mapping[str, int]
    readers: Sequence[Reader]
    closed: AbstractSet[Pair] = frozenset()
    pinned: AbstractSet[Pair] = frozenset()
    affinity: Mapping[Pair, int] = field(default_factory=dict)
    held: AbstractSet[Pair] = frozenset()
    mixed: AbstractSet[str] = frozenset()


@dataclass(frozen=True)
class Shortage:
    """An entry for which too few evaluators are left: how many are missing, how many are closed to it, and why."""

    entry_id: str
    missing: int
    barred: int
    ground: Ground


@dataclass(frozen=True)
class Answer:
    """The (entry, evaluator) pairs, the entries that stay short, evaluators below their least load, the lowest affinity given."""

    pairs: list[Pair] = field(default_factory=list)
    shortages: list[Shortage] = field(default_factory=list)
    below: dict[str, int] = field(default_factory=dict)
    worst: int = TOP


def slackened(bound: int) -> int:
    """A bound on loads with the slack that affinity is given."""
    return bound + max(LEAST_SLACK, bound * SLACK // 100)


def share(question: Question, *, seed: str) -> Answer:
    """Give every entry the readings it wants; the result depends on nothing but the arguments' content."""
    table = _Table(question, seed)
    fixed = [(entry, reader.id) for entry, reader in table.pinned]
    pairs = sorted(fixed + table.solve())
    got = Counter(entry for entry, _one in pairs)
    short = [_shortage(question, entry, number - got[entry]) for entry, number in sorted(question.wanted.items()) if number > got[entry]]
    loads = Counter(one for _entry, one in pairs)
    below = {one.id: missing for one in question.readers if (missing := one.least - one.load - loads[one.id]) > 0}
    fits = [question.affinity.get(pair, USUAL) for pair in pairs if pair not in question.pinned]
    return Answer(pairs, short, below, min(fits, default=TOP))


def _shortage(question: Question, entry: str, missing: int) -> Shortage:
    barred = sum((entry, one.id) in question.closed for one in question.readers)
    able = len(question.readers) - barred
    return Shortage(entry, missing, barred, Ground.CONFLICT if able < question.wanted[entry] else Ground.CAPACITY)


class _Table:
    """The question as arrays: entries in rows, evaluators in columns, both sorted by id."""

    def __init__(self, question: Question, seed: str):
        self.readers = sorted(question.readers, key=lambda one: one.id)
        self.pinned = self._pinned(question)
        taken = {(entry, reader.id) for entry, reader in self.pinned}
        per_entry, per_reader = (Counter(pair[side] for pair in taken) for side in (0, 1))
        self.entries = sorted(entry for entry, number in question.wanted.items() if number > per_entry[entry])
        self.wanted = np.array([question.wanted[one] - per_entry[one] for one in self.entries], dtype=np.int64)
        self.loads = np.array([one.load + per_reader[one.id] for one in self.readers], dtype=np.int64)
        most = [len(self.entries) + load if one.most is None else one.most for one, load in zip(self.readers, self.loads, strict=True)]
        self.rooms = np.maximum(0, np.array(most, dtype=np.int64) - self.loads)
        self.least = np.minimum(self.rooms, np.maximum(0, np.array([one.least for one in self.readers], dtype=np.int64) - self.loads))
        closed, affinity, held = question.closed | taken, question.affinity, question.held
        pairs = [[(entry, one.id) for one in self.readers] for entry in self.entries]
        shape = (len(self.entries), len(self.readers))
        self.open: Yes = np.array([[pair not in closed for pair in row] for row in pairs], dtype=bool).reshape(shape)
        self.fit: Whole = np.array([[affinity.get(pair, USUAL) for pair in row] for row in pairs], dtype=np.int64).reshape(shape)
        self.held: Yes = np.array([[pair in held for pair in row] for row in pairs], dtype=bool).reshape(shape)
        self.mixed: Yes = np.array([entry in question.mixed for entry in self.entries], dtype=bool)
        self.expert: Yes = np.array([one.is_experienced for one in self.readers], dtype=bool)
        self.chance = np.random.default_rng(list(hashlib.sha256(seed.encode()).digest()))

    def _pinned(self, question: Question) -> list[tuple[str, Reader]]:
        """Pairs that must be, as far as nothing closes them and the entry wants readers; by id."""
        known, left = {one.id: one for one in self.readers}, Counter(dict(question.wanted))
        found = []
        for entry, one in sorted(question.pinned):
            if one in known and left[entry] > 0 and (entry, one) not in question.closed:
                left[entry] -= 1
                found.append((entry, known[one]))
        return found

    def solve(self) -> list[Pair]:
        """The pairs beside the pinned ones."""
        if not self.open.any():
            return []
        possible = self._plain(self.open).most()
        if possible < self.wanted.sum():
            self.wanted = self._spread(possible)
        if not possible:
            return []
        self.rooms = self._even_rooms(possible)
        self.least = np.minimum(self.rooms, self.least)
        allowed = self._worst_off_first(possible)
        return self._cheapest(allowed, possible)

    def _plain(self, allowed: Yes, *, even: bool = False, rooms: "Whole | None" = None) -> Network:
        """Entries, evaluators and the allowed pairs; `even` makes an entry's later readings dearer than others' first ones."""
        rooms = self.rooms if rooms is None else rooms
        least = np.minimum(rooms, self.least)
        network = Network()
        entries, readers = network.grow(len(self.entries)), network.grow(len(self.readers))
        if even:
            for number in range(int(self.wanted.max())):
                wants = self.wanted > number
                network.join(network.source, entries[wants], 1, number * CHANCE + self.chance.integers(0, CHANCE, int(wants.sum())))
        else:
            network.join(network.source, entries, self.wanted, 0)
        rows, columns = np.nonzero(allowed)
        network.join(entries[rows], readers[columns], 1, 0)
        network.join(readers, network.sink, least, -1)
        network.join(readers, network.sink, rooms - least, 0)
        return network

    def _spread(self, possible: int) -> Whole:
        """How many readings each entry gets when there are too few: nobody a second one that takes another's first."""
        flows = self._plain(self.open, even=True).cheapest(possible)
        given, start = np.zeros(len(self.entries), dtype=np.int64), 0
        for number in range(int(self.wanted.max())):
            wants = np.nonzero(self.wanted > number)[0]
            given[wants] += flows[start : start + len(wants)]
            start += len(wants)
        return given

    def _even_rooms(self, possible: int) -> Whole:
        """Rooms cut to the smallest bound on all loads under which all readings remain possible, with some slack."""
        low, high = 1, int((self.loads + self.rooms).max())
        while low < high:
            middle = (low + high) // 2
            if self._plain(self.open, rooms=self._under(middle)).most() == possible:
                high = middle
            else:
                low = middle + 1
        return self._under(slackened(low))

    def _under(self, bound: int) -> Whole:
        rooms: Whole = np.minimum(self.rooms, np.maximum(0, bound - self.loads))
        return rooms

    def _worst_off_first(self, possible: int) -> Yes:
        """The pairs left when those that fit worst are given up as long as all readings, and least loads, remain possible."""
        goal = self._filled(self.open, possible)
        levels = np.unique(self.fit[self.open])
        low, high = 0, len(levels) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._filled(self._from(int(levels[middle])), possible) == goal:
                low = middle
            else:
                high = middle - 1
        return self._from(int(levels[low]))

    def _from(self, level: int) -> Yes:
        return self.open & ((self.fit >= level) | self.held)

    def _filled(self, allowed: Yes, possible: int) -> int:
        """How far least loads are met when all readings that can be are given; -1 if these cannot be any more."""
        network = self._plain(allowed)
        if network.most() < possible:
            return -1
        if not self.least.any():
            return 0
        flows = network.cheapest(possible)
        ends = slice(-2 * len(self.readers), -len(self.readers))
        return int(flows[ends].sum())

    def _cheapest(self, allowed: Yes, possible: int) -> list[Pair]:
        """The pairs of least cost; chance decides between equals, as it weighs less than one point in all."""
        scale = possible * CHANCE
        cost = (TOP - self.fit - STAY * self.held) * scale + self.chance.integers(0, CHANCE, self.fit.shape)
        turn = int(2 * (possible + self.loads.sum()) // len(self.readers)) + 10
        dearest = (TOP + STAY + EVEN * (turn + int(self.loads.max()))) * scale
        prize = (dearest + 1) * (possible + 1)
        network = Network()
        entries, readers = network.grow(len(self.entries)), network.grow(len(self.readers))
        network.join(network.source, entries, self.wanted, 0)
        pairs = self._pairs(network, entries, readers, (allowed, cost, prize))
        filled = network.grow(len(self.readers))
        network.join(readers, filled, self.least, -prize)
        network.join(readers, filled, self.rooms - self.least, 0)
        stairs(network, filled, self.rooms.tolist(), self.loads.tolist(), EVEN * scale, turn)
        flows = network.cheapest(possible)
        return [
            (self.entries[row], self.readers[column].id)
            for arcs, rows, columns in pairs
            for row, column in _used(flows[arcs], rows, columns)
        ]

    def _pairs(self, network: Network, entries: Whole, readers: Whole, given: tuple[Yes, Whole, int]) -> list[tuple[slice, Whole, Whole]]:
        """Arcs for the allowed pairs; those to experienced readers of an entry that lacks one lead over a node whose first unit wins a prize."""
        allowed, cost, prize = given
        by_way = self.mixed[:, None] & self.expert[None, :]
        detours = network.grow(len(entries))
        network.join(entries[self.mixed], detours[self.mixed], 1, -prize)
        network.join(entries[self.mixed], detours[self.mixed], np.maximum(0, self.wanted[self.mixed] - 1), 0)
        made = []
        for tails, mask in ((entries, allowed & ~by_way), (detours, allowed & by_way)):
            rows, columns = np.nonzero(mask)
            made.append((network.join(tails[rows], readers[columns], 1, cost[rows, columns]), rows, columns))
        return made


def _used(flows: Whole, rows: Whole, columns: Whole) -> list[tuple[int, int]]:
    chosen = np.nonzero(flows)[0]
    return list(zip(rows[chosen].tolist(), columns[chosen].tolist(), strict=True))
