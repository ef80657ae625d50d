"""What a timetable is about: finalists, panels, and the interview days with what is agreed of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from p4comp.competition.interview_terms import PlanningTerms
from p4comp.competition.spec import InterviewFormat
from p4comp.core import clock
from p4comp.interviews.rules import slots
from p4comp.interviews.rules.wishes import Wishes

NOON = 12


@dataclass(frozen=True)
class Finalist:
    """An entry as the timetable sees it; `people` are the persons who may appear for it."""

    entry_id: str
    name: str
    category: str
    institution_id: str
    parent_id: str = ""
    zone: str = clock.DEFAULT_ZONE
    people: frozenset[str] = frozenset()

    def is_kin_of(self, other: "Finalist") -> bool:
        """Whether both belong to one institution: the same, or one the parent of the other."""
        own, theirs = self.institution_id, other.institution_id
        return own == theirs or own == other.parent_id or theirs == self.parent_id


@dataclass(frozen=True)
class Bench:
    """A panel: its jurors, the zones they work in, and which of them may not hear which entry."""

    panel_id: str
    name: str
    jurors: frozenset[str]
    conflicts: Mapping[str, frozenset[str]]
    zones: Mapping[str, str] = field(default_factory=dict)

    def barred(self, entry_id: str) -> frozenset[str]:
        """The jurors who may not hear the entry."""
        return self.jurors & self.conflicts.get(entry_id, frozenset())

    def able(self, entry_id: str) -> frozenset[str]:
        """The jurors who may hear the entry."""
        return self.jurors - self.barred(entry_id)


@dataclass(frozen=True)
class Seat:
    """A panel at a moment."""

    panel_id: str
    starts_at: datetime


@dataclass(frozen=True)
class Week:
    """The interview days of an edition with its zone and panels, what people said of their time, and the days that are closed."""

    form: InterviewFormat
    zone: str
    benches: Mapping[str, Bench]
    wishes: Wishes = field(default_factory=Wishes)
    closed: Mapping[date, str] = field(default_factory=dict)
    terms: PlanningTerms = field(default_factory=PlanningTerms)

    @property
    def length(self) -> timedelta:
        """How long an interview lasts."""
        return timedelta(minutes=slots.minutes(self.form))

    @property
    def pause(self) -> timedelta:
        """The least time between two interviews of a panel."""
        return timedelta(minutes=self.form.break_minutes)

    @property
    def local_hours(self) -> str:
        """The hours that hold on everybody's own clock, in words."""
        return "–".join(text.replace(":", ".") for text in self.terms.local_hours)

    def half_day(self, starts_at: datetime) -> tuple[date, bool]:
        """The day on the edition's clock, and whether it is past noon."""
        here = starts_at.astimezone(ZoneInfo(self.zone))
        return here.date(), here.hour >= NOON

    @property
    def quorum(self) -> int:
        """How many jurors of a panel must at least hear a finalist."""
        return max(1, self.terms.quorum)


Placed = tuple[Finalist, Seat]
