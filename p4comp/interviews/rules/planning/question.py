"""What the planner is asked: who is to be heard, what is fixed, and what each shortcoming costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from p4comp.interviews.rules.checks import Rule
from p4comp.interviews.rules.week import Finalist, Placed, Seat, Week


class Family(StrEnum):
    """Rules that people could give up together when not everybody finds a seat; prayer and conflicts of interest never are."""

    OWN_TIME = "own_time"
    AWAY = "away"
    LOCAL_HOURS = "local_hours"
    CLOSED = "closed"
    HALF_DAY = "half_day"
    OTHER_PANEL = "other_panel"
    PINS = "pins"


WITHOUT: Mapping[Family, frozenset[Rule]] = {
    Family.OWN_TIME: frozenset({Rule.OWN_TIME}),
    Family.AWAY: frozenset({Rule.AWAY}),
    Family.LOCAL_HOURS: frozenset({Rule.ZONE}),
    Family.CLOSED: frozenset({Rule.CLOSED}),
    Family.HALF_DAY: frozenset({Rule.HALF_DAY}),
}
"""The rules of the timetable's check that go with a family; `other_panel` and `pins` are bounds of the planner alone."""


@dataclass(frozen=True)
class Weights:
    """What one of each costs: the first four as recommended for interview schedules (reference, judging D), the finer ones ours."""

    unplaced: int = 1000
    moved: int = 50
    reserve: int = 30
    load: int = 20
    absent: int = 10
    wish: int = 5
    juror_wish: int = 1
    stretch: int = 4
    category: int = 2
    walk: int = 1
    later: int = 1


@dataclass(frozen=True)
class Question:
    """Finalists to seat with their seats so far, whose seats are pinned, what was heard or begun, and after when a seat may begin.

    `waived` are rules given up for an answer to "who would find a seat without them".
    """

    week: Week
    finalists: Sequence[Finalist]
    after: datetime
    now: Mapping[str, Seat] = field(default_factory=dict)
    pins: frozenset[str] = frozenset()
    fixed: Sequence[Placed] = ()
    seed: int = 1
    weights: Weights = field(default_factory=Weights)
    waived: frozenset[Family] = frozenset()

    @property
    def waived_rules(self) -> frozenset[Rule]:
        """The rules of the check that do not count."""
        return frozenset().union(*(WITHOUT.get(one, frozenset()) for one in self.waived))
