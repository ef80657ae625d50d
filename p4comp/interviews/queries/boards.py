"""The week as a board: days as columns, panels as lanes, with every seat taken or free; and what each seat would mean for one interview."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import clock
from p4comp.interviews.models import Interview, InterviewState, Panel
from p4comp.interviews.queries import timetable
from p4comp.interviews.rules import checks, slots
from p4comp.interviews.rules.week import Placed, Seat


@dataclass(frozen=True)
class Place:
    """A seat of the board, with the interview that holds it, if any; `typed` is its moment as a form takes it."""

    panel_id: str
    starts_at: datetime
    typed: str
    row: Interview | None


@dataclass(frozen=True)
class Lane:
    """A panel's seats of a day, in order."""

    panel: Panel
    places: list[Place]


@dataclass(frozen=True)
class Column:
    """An interview day, why it is closed if it is, and its lanes."""

    on: date
    closed: str
    lanes: list[Lane]

    @property
    def taken(self) -> int:
        """How many interviews are on it."""
        return sum(place.row is not None for lane in self.lanes for place in lane.places)


def week_board(
    edition: Edition, rows: Iterable[Interview], panels: Sequence[Panel], closed: Mapping[date, str], at: datetime
) -> list[Column]:
    """The interview days, and any other day that holds an interview; free seats are shown where they can still be taken."""
    spec = competition.spec_of(edition)
    taken: dict[tuple[date, str], list[Interview]] = defaultdict(list)
    for row in rows:
        taken[clock.local(row.starts_at, edition.zone).date(), row.panel_id].append(row)
    moments: dict[date, list[datetime]] = defaultdict(list)
    for slot in slots.slots(spec.interview, edition.zone):
        day = clock.local(slot.starts_at, edition.zone).date()
        if slot.starts_at > at and day not in closed:
            moments[day].append(slot.starts_at)
    days = sorted({*spec.interview.days, *(day for day, _panel in taken)})
    return [
        Column(day, closed.get(day, ""), [_lane(one, taken[day, one.id], moments[day], edition.zone) for one in panels]) for day in days
    ]


def _lane(panel: Panel, rows: Sequence[Interview], moments: Iterable[datetime], zone: str) -> Lane:
    """Taken seats, and free ones that touch none of them."""
    free = [at for at in moments if not any(row.starts_at <= at < row.ends_at for row in rows)]
    places = [(row.starts_at, row) for row in rows] + [(at, None) for at in free]
    return Lane(panel, [Place(panel.id, at, typed(at, zone), row) for at, row in sorted(places, key=lambda one: one[0])])


def typed(at: datetime, zone: str) -> str:
    """A moment as the form of a move takes it: on the edition's clock."""
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


@dataclass(frozen=True)
class SeatWord:
    """What a seat would mean for an interview: what speaks against it, and with whom it would be swapped."""

    panel_id: str
    typed: str
    fault: str
    swap: str


def seat_words(row: Interview, at: datetime) -> list[SeatWord]:
    """Every seat of the board for one interview, by the very check that a move asks; a fixed number of queries."""
    edition = row.entry.edition
    rows = timetable.interviews(edition.id)
    people = timetable.people_of(one.entry for one in rows)
    week = timetable.week_of(edition, [one.entry for one in rows])
    table = timetable.placed(rows, people)
    finalists = {one.entry_id: one for one, _seat in table}
    own = Seat(row.panel_id, row.starts_at)
    found = []
    for seat, other in _seats(edition, rows, week.benches, at):
        if other is not None and other.id != row.id:
            fault = _swap_fault((finalists[row.entry_id], own), (finalists[other.entry_id], seat), table, week, other, at)
        else:
            fault = told(checks.faults(finalists[row.entry_id], seat, week, table))
        found.append(SeatWord(seat.panel_id, typed(seat.starts_at, edition.zone), fault, other.id if other else ""))
    return found


def _seats(edition: Edition, rows: Sequence[Interview], panel_ids: Iterable[str], at: datetime) -> list[tuple[Seat, Interview | None]]:
    """Every seat to come: those taken, and those of the grid."""
    taken: dict[Seat, Interview | None] = {Seat(row.panel_id, row.starts_at): row for row in rows if row.starts_at > at}
    starts = [slot.starts_at for slot in slots.slots(competition.spec_of(edition).interview, edition.zone) if slot.starts_at > at]
    grid: dict[Seat, Interview | None] = dict.fromkeys(Seat(panel_id, start) for panel_id in panel_ids for start in starts)
    return list((grid | taken).items())


def _swap_fault(one: Placed, two: Placed, table: Iterable[Placed], week: checks.Week, other: Interview, at: datetime) -> str:
    if other.state is not InterviewState.PLACED or other.starts_at <= at:
        return told(checks.faults(one[0], two[1], week, [two]))
    rest = [pair for pair in table if pair[0].entry_id not in {one[0].entry_id, two[0].entry_id}]
    after = [(one[0], two[1]), (two[0], one[1])]
    return told(fault for finalist, seat in after for fault in checks.faults(finalist, seat, week, [*rest, *after]))


def told(found: Iterable[checks.Fault]) -> str:
    """Faults as one text, each sentence once."""
    return " ".join(dict.fromkeys(fault.text for fault in found))
