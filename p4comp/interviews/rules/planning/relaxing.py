"""Which rule would have to give way for those who found no seat: solved again without one family of rules at a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from p4comp.interviews.rules.planning.question import Family, Question, Weights
from p4comp.interviews.rules.planning.solving import plan

SECONDS, WORK = 3.0, 1.0
SEATS_ONLY = Weights(moved=0, reserve=0, load=0, absent=0, wish=0, juror_wish=0, stretch=0, category=0, walk=0)


@dataclass(frozen=True)
class Relief:
    """A family of rules, how many more would be seated without it, and who would still not be."""

    family: Family
    more: int
    rest: tuple[str, ...]


def reliefs(asked: Question, unplaced: int, tell: Callable[[], None] = lambda: None) -> tuple[Relief, ...]:
    """The families whose loss would help, the most helpful first; only seats count then, not how good they are."""
    found = []
    for family in Family:
        tell()
        answer = plan(replace(asked, waived=asked.waived | {family}, weights=SEATS_ONLY), seconds=SECONDS, work=WORK)
        if len(answer.unplaced) < unplaced:
            found.append(Relief(family, unplaced - len(answer.unplaced), answer.unplaced))
    return tuple(sorted(found, key=lambda one: -one.more))
