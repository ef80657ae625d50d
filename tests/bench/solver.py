"""How long the solver takes to share 2,000 entries x 3 readings out over 60 evaluators; target: under a second."""

import random
import time
from dataclasses import dataclass

from p4comp.judging.rules.assignment import Question, Reader, share

ENTRIES, READINGS, EVALUATORS = 2_000, 3, 60
CONFLICTS, EXPERIENCED, TARGET = 0.08, 0.4, 1.0


@dataclass(frozen=True)
class Solved:
    """The seconds of one solution, its readings, and the smallest and largest load."""

    seconds: float
    readings: int
    least: int
    most: int


def question(entries: int = ENTRIES, people: int = EVALUATORS) -> Question:
    """A question of this size with conflicts, affinities, bounds and experienced readers; always the same."""
    chance = random.Random("p4")
    names, readers = [f"b{number}" for number in range(entries)], [f"e{number}" for number in range(people)]
    pairs = [(entry, one) for entry in names for one in readers]
    closed = {pair for pair in pairs if chance.random() < CONFLICTS}
    fits = {pair: chance.choice((35, 45, 65, 80, 100)) for pair in pairs}
    room = entries * READINGS // people + 10
    given = [Reader(one, least=room - 20, most=room, is_experienced=chance.random() < EXPERIENCED) for one in readers]
    return Question(dict.fromkeys(names, READINGS), given, closed, affinity=fits, mixed=set(names))


def solve() -> Solved:
    """Solve it once."""
    asked = question()
    began = time.perf_counter()
    found = share(asked, seed="bench")
    seconds = time.perf_counter() - began
    loads = [sum(one == reader.id for _entry, one in found.pairs) for reader in asked.readers]
    return Solved(seconds, len(found.pairs), min(loads), max(loads))


def text(found: Solved) -> str:
    """The figure beside its target."""
    mark = "hit" if found.seconds < TARGET else f"MISSED {TARGET:.0f} s"
    size = f"{ENTRIES:,} x {READINGS} over {EVALUATORS}"
    return f"assignment of {size}: {found.seconds:.2f} s, {found.readings:,} readings, loads {found.least} to {found.most}   {mark}"
