"""Which rule would have to give way for those who found no seat: solved again without one family of rules at a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from p4comp.interviews.rules.planning.question import Family, Question, Weights
from p4comp.interviews.rules.planning.solving import plan

SECONDS, WORK = 3.0, 1.0
SEATS_ONLY = Weights(moved=0, reserve=0, load=0, absent=0, wish=0, juror_wish=0, stretch=0, category=0, walk=0, later=0)


@dataclass(frozen=True)
class Relief:
    """A family of rules, how many more would be seated without it, and who would still not be."""

    family: Family
    more: int
    rest: tuple[str, ...]


def reliefs(asked: Question, unplaced: int, tell: Callable[[], None] = lambda: None) -> tuple[Relief, ...]:
    """The families whose loss would help, the most helpful first; only seats count then, not how good they are."""
    found = []
    for family in (one for one in Family if _is_in_force(one, asked)):
        tell()
        answer = plan(replace(asked, waived=asked.waived | {family}, weights=SEATS_ONLY), seconds=SECONDS, work=WORK)
        if len(answer.unplaced) < unplaced:
            found.append(Relief(family, unplaced - len(answer.unplaced), answer.unplaced))
    return tuple(sorted(found, key=lambda one: -one.more))


def _is_in_force(family: Family, asked: Question) -> bool:
    """Whether there is anything to give up."""
    week = asked.week
    said = {
        Family.OWN_TIME: bool(week.wishes.entries),
        Family.AWAY: bool(week.wishes.jurors) or len({zone for bench in week.benches.values() for zone in bench.zones.values()}) > 1,
        Family.CLOSED: bool(week.closed),
        Family.HALF_DAY: bool(week.terms.most_per_half_day),
        Family.OTHER_PANEL: len(week.benches) > 1,
        Family.PINS: bool(asked.pins),
    }
    return said.get(family, True)
