"""Whether a finalist may be heard by a panel at a moment: one check for the planner, the moves, the board and the tests.

Every rule has a code and a sentence, so that a refused move names what it broke.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.interviews.rules import slots
from p4comp.interviews.rules.week import Bench as Bench
from p4comp.interviews.rules.week import Finalist as Finalist
from p4comp.interviews.rules.week import Placed as Placed
from p4comp.interviews.rules.week import Seat as Seat
from p4comp.interviews.rules.week import Week as Week


class Rule(StrEnum):
    """What a place in the timetable must respect."""

    DAY = "day"
    CLOSED = "closed"
    HOURS = "hours"
    ZONE = "zone"
    PRAYER = "prayer"
    OWN_TIME = "own_time"
    JURORS = "jurors"
    AWAY = "away"
    PANEL = "panel"
    BREAK = "break"
    SHARED = "shared"
    FAMILY = "family"
    PEOPLE = "people"
    HALF_DAY = "half_day"


@dataclass(frozen=True)
class Fault:
    """A broken rule, with the other finalist it concerns, if any, and what its sentence names beside."""

    rule: Rule
    finalist: Finalist
    other: Finalist | None = None
    detail: str = ""

    @property
    def text(self) -> str:
        """The rule as people are told it."""
        return sentence(self)


def faults(finalist: Finalist, seat: Seat, week: Week, others: Iterable[Placed]) -> list[Fault]:
    """Every rule that this seat would break for this finalist beside the others; none means it fits."""
    rest = [(other, taken) for other, taken in others if other.entry_id != finalist.entry_id]
    beside = [fault for other, taken in rest for fault in clashes(finalist, seat, other, taken, week)]
    return own_faults(finalist, seat, week) + beside + _crowding(finalist, seat, rest, week)


def all_faults(timetable: Iterable[Placed], week: Week) -> list[Fault]:
    """Every broken rule of a whole timetable."""
    rows = list(timetable)
    return [fault for finalist, seat in rows for fault in faults(finalist, seat, week, rows)]


def own_faults(finalist: Finalist, seat: Seat, week: Week) -> list[Fault]:
    """The rules broken by the seat itself, whoever sits elsewhere."""
    found = [*day_rules(seat.starts_at, week), *clock_rules(finalist.zone, seat.starts_at, week)]
    found += [*own_time_rules(finalist, seat.starts_at, week), *panel_rules(finalist, seat, week)]
    return [Fault(rule, finalist, detail=_detail(rule, seat, week)) for rule in found]


def day_rules(starts_at: datetime, week: Week) -> Iterator[Rule]:
    """What the edition's days and hours say against a beginning."""
    here = starts_at.astimezone(ZoneInfo(week.zone))
    if here.date() not in week.form.days:
        yield Rule.DAY
    elif here.date() in week.closed:
        yield Rule.CLOSED
    elif not _is_in_hours(starts_at, week):
        yield Rule.HOURS


def clock_rules(zone: str, starts_at: datetime, week: Week) -> Iterator[Rule]:
    """What office hours and Friday prayer on a party's own clock say against a beginning."""
    start, end = _local(starts_at, week, zone)
    opens, closes = map(time.fromisoformat, week.terms.local_hours)
    if start.date() != end.date() or start.time() < opens or end.time() > closes:
        yield Rule.ZONE
    pause = slots.prayer(week.form)
    if pause is not None and start.weekday() == slots.FRIDAY and start.time() < pause[1] and end.time() > pause[0]:
        yield Rule.PRAYER


def own_time_rules(finalist: Finalist, starts_at: datetime, week: Week) -> Iterator[Rule]:
    """What the finalist itself said of the time."""
    if week.wishes.entry_cannot(finalist.entry_id, starts_at, starts_at + week.length):
        yield Rule.OWN_TIME


def panel_rules(finalist: Finalist, seat: Seat, week: Week) -> Iterator[Rule]:
    """Whether enough jurors of the panel may hear the finalist, and can at that time."""
    bench = week.benches.get(seat.panel_id)
    able = bench.able(finalist.entry_id) if bench else frozenset()
    if bench is None or len(able) < week.quorum:
        yield Rule.JURORS
    elif len(able - absent(bench, seat.starts_at, week)) < week.quorum:
        yield Rule.AWAY


def absent(bench: Bench, starts_at: datetime, week: Week) -> frozenset[str]:
    """The jurors of a panel who said they cannot, or for whom it is no working time on their own clock."""
    outside = {zone: any(clock_rules(zone, starts_at, week)) for zone in set(bench.zones.values())}
    ends_at = starts_at + week.length
    return frozenset(
        one for one in bench.jurors if outside.get(bench.zones.get(one, ""), False) or week.wishes.juror_cannot(one, starts_at, ends_at)
    )


def clashes(finalist: Finalist, seat: Seat, other: Finalist, taken: Seat, week: Week) -> list[Fault]:
    """The rules broken between two seats."""
    distance = abs(seat.starts_at - taken.starts_at)
    if distance >= week.length + week.pause:
        return []
    if distance >= week.length:
        return [Fault(Rule.BREAK, finalist, other)] if seat.panel_id == taken.panel_id else []
    broken = []
    if seat.panel_id == taken.panel_id:
        broken.append(Rule.PANEL)
    else:
        broken += [Rule.SHARED] if shared(finalist, seat, other, taken, week) else []
        broken += [Rule.FAMILY] if finalist.is_kin_of(other) else []
    if finalist.people & other.people:
        broken.append(Rule.PEOPLE)
    return [Fault(rule, finalist, other) for rule in broken]


def shared(finalist: Finalist, seat: Seat, other: Finalist, taken: Seat, week: Week) -> frozenset[str]:
    """The jurors whom both panels need for these two finalists."""
    one, two = week.benches.get(seat.panel_id), week.benches.get(taken.panel_id)
    return one.able(finalist.entry_id) & two.able(other.entry_id) if one and two else frozenset()


def _crowding(finalist: Finalist, seat: Seat, rest: list[Placed], week: Week) -> list[Fault]:
    """No panel hears more in half a day than the edition allows; 0 stands for no bound."""
    most, half = week.terms.most_per_half_day, week.half_day(seat.starts_at)
    if not most:
        return []
    heard = sum(taken.panel_id == seat.panel_id and week.half_day(taken.starts_at) == half for _other, taken in rest)
    return [Fault(Rule.HALF_DAY, finalist, detail=str(most))] if heard >= most else []


def _is_in_hours(starts_at: datetime, week: Week) -> bool:
    start, end = _local(starts_at, week, week.zone)
    rows = slots.hours_on(week.form, start.date())
    return any(begin <= start.time() and end.time() <= close and start.date() == end.date() for begin, close in rows)


def _local(starts_at: datetime, week: Week, zone: str) -> tuple[datetime, datetime]:
    place = ZoneInfo(zone)
    return starts_at.astimezone(place), (starts_at + week.length).astimezone(place)


def _detail(rule: Rule, seat: Seat, week: Week) -> str:
    if rule is Rule.CLOSED:
        return week.closed[clock.local(seat.starts_at, week.zone).date()]
    return week.local_hours if rule is Rule.ZONE else ""


def sentence(fault: Fault) -> str:
    """A broken rule in words, with the finalist it concerns."""
    name, other, detail = fault.finalist.name, fault.other.name if fault.other else "", fault.detail
    zone = clock.zone_name(fault.finalist.zone)
    told = {
        Rule.DAY: _("Hari itu bukan hari wawancara edisi ini."),
        Rule.CLOSED: _("Hari itu libur: %(reason)s.", reason=detail),
        Rule.HOURS: _("Waktu itu di luar jam wawancara, atau wawancara belum selesai saat jam itu berakhir."),
        Rule.ZONE: _("Di zona %(name)s (%(zone)s) waktu itu di luar %(hours)s waktu setempat.", name=name, zone=zone, hours=detail),
        Rule.PRAYER: _("Waktu itu bertepatan dengan salat Jumat di zona %(name)s (%(zone)s).", name=name, zone=zone),
        Rule.OWN_TIME: _("%(name)s menyatakan tidak dapat hadir pada waktu itu.", name=name),
        Rule.JURORS: _("Juri panel itu yang boleh menilai %(name)s tidak ada atau kurang dari kuorum.", name=name),
        Rule.AWAY: _("Juri panel itu yang boleh menilai %(name)s tidak cukup hadir pada waktu itu.", name=name),
        Rule.PANEL: _("Panel itu sedang mendengar %(other)s.", other=other),
        Rule.BREAK: _("Jeda dengan wawancara %(other)s pada panel itu kurang.", other=other),
        Rule.SHARED: _("Juri yang sama sedang mendengar %(other)s di panel lain.", other=other),
        Rule.FAMILY: _("Pada waktu itu panel lain mendengar %(other)s, instansi yang sama atau induknya.", other=other),
        Rule.PEOPLE: _("Orang yang sama mewakili %(other)s pada waktu itu.", other=other),
        Rule.HALF_DAY: _("Panel itu sudah mendengar %(most)s finalis pada setengah hari itu, batas edisi ini.", most=detail),
    }
    return told[fault.rule]
