"""Whether a finalist may be heard by a panel at a moment: one check for the button, the moves and the tests.

Every rule has a code and a sentence, so that a refused move names what it broke.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from p4comp.competition.spec import InterviewFormat
from p4comp.core import clock
from p4comp.interviews.rules import slots

EARLIEST_LOCAL = time(7, 30)
LATEST_LOCAL = time(16, 30)


class Rule(StrEnum):
    """What a place in the timetable must respect."""

    DAY = "day"
    HOURS = "hours"
    ZONE = "zone"
    PRAYER = "prayer"
    JURORS = "jurors"
    PANEL = "panel"
    BREAK = "break"
    FAMILY = "family"
    PEOPLE = "people"


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
    """A panel: its jurors, and which of them may not hear which entry."""

    panel_id: str
    name: str
    jurors: frozenset[str]
    conflicts: Mapping[str, frozenset[str]]

    def barred(self, entry_id: str) -> frozenset[str]:
        """The jurors who may not hear the entry."""
        return self.jurors & self.conflicts.get(entry_id, frozenset())


@dataclass(frozen=True)
class Seat:
    """A panel at a moment."""

    panel_id: str
    starts_at: datetime


@dataclass(frozen=True)
class Week:
    """The interview days of an edition, with its zone and its panels."""

    form: InterviewFormat
    zone: str
    benches: Mapping[str, Bench]

    @property
    def length(self) -> timedelta:
        """How long an interview lasts."""
        return timedelta(minutes=slots.minutes(self.form))

    @property
    def pause(self) -> timedelta:
        """The least time between two interviews of a panel."""
        return timedelta(minutes=self.form.break_minutes)


@dataclass(frozen=True)
class Fault:
    """A broken rule, with the other finalist it concerns, if any."""

    rule: Rule
    finalist: Finalist
    other: Finalist | None = None

    @property
    def text(self) -> str:
        """The rule as people are told it."""
        return sentence(self)


Placed = tuple[Finalist, Seat]


def faults(finalist: Finalist, seat: Seat, week: Week, others: Iterable[Placed]) -> list[Fault]:
    """Every rule that this seat would break for this finalist beside the others; none means it fits."""
    return own_faults(finalist, seat, week) + [
        fault for other, taken in others if other.entry_id != finalist.entry_id for fault in clashes(finalist, seat, other, taken, week)
    ]


def all_faults(timetable: Iterable[Placed], week: Week) -> list[Fault]:
    """Every broken rule of a whole timetable."""
    rows = list(timetable)
    return [fault for finalist, seat in rows for fault in faults(finalist, seat, week, rows)]


def own_faults(finalist: Finalist, seat: Seat, week: Week) -> list[Fault]:
    """The rules broken by the seat itself, whoever sits elsewhere."""
    broken = []
    if not _is_in_days(seat, week):
        broken.append(Rule.DAY)
    elif not _is_in_hours(seat, week):
        broken.append(Rule.HOURS)
    if not _is_in_local_hours(finalist, seat, week):
        broken.append(Rule.ZONE)
    if _is_at_prayer(finalist, seat, week):
        broken.append(Rule.PRAYER)
    if _is_unheard(finalist, seat, week):
        broken.append(Rule.JURORS)
    return [Fault(rule, finalist) for rule in broken]


def clashes(finalist: Finalist, seat: Seat, other: Finalist, taken: Seat, week: Week) -> list[Fault]:
    """The rules broken between two seats."""
    distance = abs(seat.starts_at - taken.starts_at)
    if distance >= week.length + week.pause:
        return []
    broken = []
    if seat.panel_id == taken.panel_id:
        broken.append(Rule.PANEL if distance < week.length else Rule.BREAK)
    elif distance < week.length and finalist.is_kin_of(other):
        broken.append(Rule.FAMILY)
    if distance < week.length and finalist.people & other.people:
        broken.append(Rule.PEOPLE)
    return [Fault(rule, finalist, other) for rule in broken]


def _is_in_days(seat: Seat, week: Week) -> bool:
    return seat.starts_at.astimezone(ZoneInfo(week.zone)).date() in week.form.days


def _is_in_hours(seat: Seat, week: Week) -> bool:
    start, end = _local(seat, week, week.zone)
    rows = slots.hours_on(week.form, start.date())
    return any(begin <= start.time() and end.time() <= close and start.date() == end.date() for begin, close in rows)


def _is_in_local_hours(finalist: Finalist, seat: Seat, week: Week) -> bool:
    start, end = _local(seat, week, finalist.zone)
    return start.date() == end.date() and start.time() >= EARLIEST_LOCAL and end.time() <= LATEST_LOCAL


def _is_at_prayer(finalist: Finalist, seat: Seat, week: Week) -> bool:
    pause = slots.prayer(week.form)
    start, end = _local(seat, week, finalist.zone)
    return pause is not None and start.weekday() == slots.FRIDAY and start.time() < pause[1] and end.time() > pause[0]


def _is_unheard(finalist: Finalist, seat: Seat, week: Week) -> bool:
    bench = week.benches.get(seat.panel_id)
    return bench is None or not bench.jurors - bench.barred(finalist.entry_id)


def _local(seat: Seat, week: Week, zone: str) -> tuple[datetime, datetime]:
    place = ZoneInfo(zone)
    return seat.starts_at.astimezone(place), (seat.starts_at + week.length).astimezone(place)


def sentence(fault: Fault) -> str:
    """A broken rule in words, with the finalist it concerns."""
    other = fault.other.name if fault.other else ""
    zone = clock.zone_name(fault.finalist.zone)
    words = {
        Rule.DAY: _("Hari itu bukan hari wawancara edisi ini."),
        Rule.HOURS: _("Waktu itu di luar jam wawancara, atau wawancara belum selesai saat jam itu berakhir."),
        Rule.ZONE: _("Di zona %(name)s (%(zone)s) waktu itu di luar 07.30–16.30 waktu setempat.", name=fault.finalist.name, zone=zone),
        Rule.PRAYER: _("Waktu itu bertepatan dengan salat Jumat di zona %(name)s (%(zone)s).", name=fault.finalist.name, zone=zone),
        Rule.JURORS: _("Tidak ada juri panel itu yang boleh menilai %(name)s.", name=fault.finalist.name),
        Rule.PANEL: _("Panel itu sedang mendengar %(other)s.", other=other),
        Rule.BREAK: _("Jeda dengan wawancara %(other)s pada panel itu kurang.", other=other),
        Rule.FAMILY: _("Pada waktu itu panel lain mendengar %(other)s, instansi yang sama atau induknya.", other=other),
        Rule.PEOPLE: _("Orang yang sama mewakili %(other)s pada waktu itu.", other=other),
    }
    return words[fault.rule]
