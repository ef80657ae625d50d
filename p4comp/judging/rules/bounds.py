"""The first places under bounds: at least and at most so many of a group, solved exactly.

`max sum(s x)`, `sum(x) = K`, `least <= sum over a group (x) <= most`, x 0 or 1, by the HiGHS solver (Q. Huangfu, J. A. J. Hall, Math. Prog.
Comp. 10, 2018, 119-142; `scipy.optimize.milp`). Scores are whole numbers here (published precision), so equal is equal. Of several best
lists the one is taken that has the entry of the best place, then of the next best, and so on along the computed ranking: entries that
stand in the same groups are always taken from the top, so one question to the solver for each kind of entry settles it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

MOST_TOGETHER = 3


@dataclass(frozen=True)
class Limit:
    """One group that is bounded: the code of the edition's bound, the group's value, its members' ids, how many at least and at most."""

    code: str
    group: str
    members: frozenset[str]
    least: int = 0
    most: int | None = None

    def holds(self, chosen: Iterable[str]) -> bool:
        """Whether a list keeps it."""
        number = len(self.members & set(chosen))
        return self.least <= number and (self.most is None or number <= self.most)

    @property
    def key(self) -> tuple[str, str]:
        """Which limit it is."""
        return (self.code, self.group)


@dataclass(frozen=True)
class Runner:
    """An entry in the order of the computed ranking, with its score as a whole number."""

    id: str
    score: int


class Race:
    """Entries from first to last, how many places there are, and the limits."""

    def __init__(self, runners: Sequence[Runner], places: int, limits: Sequence[Limit]):
        self.places = min(places, len(runners))
        self.first = [one.id for one in runners[: self.places]]
        known = {one.id for one in runners}
        self.limits = [one for one in limits if one.least or (one.most is not None and len(one.members & known) > one.most)]
        self.runners = self._needed(runners)

    def _needed(self, runners: Sequence[Runner]) -> list[Runner]:
        """Of entries that stand in the same groups never more than there are places for."""
        seen: dict[tuple[int, ...], int] = {}
        kept = []
        for one in runners:
            kind = self._kind(one.id)
            most = min((self.limits[n].most or 0 if self.limits[n].most is not None else self.places for n in kind), default=self.places)
            seen[kind] = seen.get(kind, 0) + 1
            if seen[kind] <= min(most, self.places):
                kept.append(one)
        return kept

    def _kind(self, key: str) -> tuple[int, ...]:
        return tuple(number for number, limit in enumerate(self.limits) if key in limit.members)

    @cached_property
    def kinds(self) -> list[tuple[int, ...]]:
        """In which groups each entry stands."""
        return [self._kind(one.id) for one in self.runners]

    @cached_property
    def scores(self) -> "np.ndarray[Any, np.dtype[np.float64]]":
        """The scores in order."""
        return np.array([one.score for one in self.runners], dtype=float)

    def best(self) -> list[str] | None:
        """The best list in order of the ranking, or None where the limits cannot be met together."""
        if all(limit.holds(self.first) for limit in self.limits):
            return self.first
        chosen = self._solve(set(), set())
        if chosen is None:
            return None
        return [self.runners[number].id for number in self._along_the_ranking(chosen)]

    def _along_the_ranking(self, chosen: set[int]) -> list[int]:
        """The chosen, with each entry brought in, from the best place on, that can be without losing any score."""
        worth, held, barred, closed = self._worth(chosen), set[int](), set[int](), set[tuple[int, ...]]()
        for number, kind in enumerate(self.kinds):
            if len(held) == self.places:
                break
            if kind not in closed and number not in chosen:
                other = self._solve(held | {number}, barred)
                if other is not None and self._worth(other) == worth:
                    chosen = other
            if number in chosen:
                held.add(number)
            else:
                barred.add(number)
                closed.add(kind)
        return sorted(held)

    def _worth(self, chosen: Iterable[int]) -> int:
        return sum(self.runners[number].score for number in chosen)

    def _solve(self, held: set[int], barred: set[int]) -> set[int] | None:
        size = len(self.runners)
        if not size:
            return None if self.places or any(limit.least for limit in self.limits) else set()
        low, high = np.zeros(size), np.ones(size)
        low[list(held)], high[list(barred)] = 1, 0
        answer = milp(
            -self.scores, constraints=self._constraints, integrality=np.ones(size), bounds=Bounds(low, high), options={"mip_rel_gap": 0}
        )
        return {int(number) for number in np.flatnonzero(answer.x > 0.5)} if answer.x is not None else None

    @cached_property
    def _constraints(self) -> LinearConstraint:
        rows = [np.ones(len(self.runners))]
        rows += [np.array([number in kind for kind in self.kinds], dtype=float) for number in range(len(self.limits))]
        low = [self.places, *(limit.least for limit in self.limits)]
        high = [self.places, *(np.inf if limit.most is None else limit.most for limit in self.limits)]
        return LinearConstraint(sparse.csr_array(np.array(rows)), low, high)


@dataclass(frozen=True)
class Chosen:
    """A list under limits, or why there is none: who is displaced from the first places by which limits, who comes instead."""

    list: tuple[str, ...]
    comes: tuple[str, ...] = ()
    displaced: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    conflict: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        told = [{"id": key, "by": [list(one) for one in by]} for key, by in self.displaced]
        return {"list": list(self.list), "comes": list(self.comes), "displaced": told, "conflict": [list(one) for one in self.conflict]}


def choose(runners: Sequence[Runner], places: int, limits: Sequence[Limit]) -> Chosen:
    """The best list, each displaced entry with the limits that displace it; where limits conflict, the first places and the conflict."""
    race = Race(runners, places, limits)
    found = race.best()
    if found is None:
        return Chosen(tuple(race.first), conflict=tuple(limit.key for limit in conflicting(runners, places, race.limits)))
    comes = tuple(key for key in found if key not in set(race.first))
    gone = [key for key in race.first if key not in set(found)]
    return Chosen(tuple(found), comes, tuple(_told(runners, places, race.limits, gone)))


def _told(
    runners: Sequence[Runner], places: int, limits: Sequence[Limit], gone: Sequence[str]
) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    """Each displaced entry with every limit without which it would stay; where no single one is to blame, the fewest to be lifted together."""
    lists = {limit.key: set(_without(runners, places, limits, {limit.key})) for limit in limits} if gone else {}
    for key in gone:
        alone = tuple(limit for limit, found in lists.items() if key in found)
        yield key, alone or _together(runners, places, limits, key)


def _without(runners: Sequence[Runner], places: int, limits: Sequence[Limit], lifted: set[tuple[str, str]]) -> list[str]:
    return Race(runners, places, [limit for limit in limits if limit.key not in lifted]).best() or []


def _together(runners: Sequence[Runner], places: int, limits: Sequence[Limit], key: str) -> tuple[tuple[str, str], ...]:
    lifted = {limit.key for limit in limits}
    for limit in limits:
        if key in _without(runners, places, limits, lifted - {limit.key}):
            lifted.discard(limit.key)
    return tuple(limit.key for limit in limits if limit.key in lifted)


def conflicting(runners: Sequence[Runner], places: int, limits: Sequence[Limit]) -> tuple[Limit, ...]:
    """A smallest set of limits that cannot be met together; beyond three an irreducible one."""
    kept = list(limits)
    for limit in limits:
        fewer = [one for one in kept if one is not limit]
        if not _can(runners, places, fewer):
            kept = fewer
    for size in range(1, min(len(kept), MOST_TOGETHER + 1)):
        for few in combinations(limits, size):
            if not _can(runners, places, few):
                return few
    return tuple(kept)


def _can(runners: Sequence[Runner], places: int, limits: Sequence[Limit]) -> bool:
    race = Race(runners, places, limits)
    return race._solve(set(), set()) is not None


def limits_of(rows: Sequence[Mapping[str, Any]], entries: Sequence[Mapping[str, Any]]) -> list[Limit]:
    """The limits that an edition's bounds set for these entries: one group of all values named, or a group for each value there is."""
    found = []
    for row in rows:
        side, named = row["group"], row["values"]
        of = {value: frozenset(one["id"] for one in entries if one["groups"].get(side) == value) for value in _values(side, named, entries)}
        if named:
            of = {"+".join(named): frozenset().union(*of.values())}
        found += [Limit(row["code"], value, members, row["least"] or 0, row["most"]) for value, members in of.items()]
    return found


def _values(side: str, named: Sequence[str], entries: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(named) or sorted({one["groups"][side] for one in entries if one["groups"].get(side)})
