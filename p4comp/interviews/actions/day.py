"""Another seat on the day: two change seats, or who could not be heard takes a free one."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid
from p4comp.interviews.actions import moves
from p4comp.interviews.models import Interview
from p4comp.interviews.policy import day as policy
from p4comp.interviews.queries import day, panels, timetable
from p4comp.interviews.rules import rescheduling
from p4comp.interviews.rules.checks import Seat

MOST_OFFERED = 12


@dataclass(frozen=True)
class FreeSeat:
    """A free seat as it is offered: the panel's name, and whether it is the stand-by seat."""

    seat: Seat
    panel: str
    is_stand_by: bool

    @property
    def key(self) -> str:
        """What a form carries."""
        return f"{self.seat.panel_id}@{self.seat.starts_at.isoformat()}"

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return self.seat.starts_at

    @property
    def words(self) -> str:
        """The panel, and the mark of a stand-by seat."""
        return _("%(panel)s (cadangan)", panel=self.panel) if self.is_stand_by else self.panel


def swap_today(first: Interview, second: Interview, *, by: Actor, at: datetime) -> None:
    """Two of today's finalists change seats, also into a seat that has just begun."""
    for row in (first, second):
        demand(policy.may_step(by, row, at))
    if second.id not in {row.id for row in day.rivals(first, at)}:
        raise Invalid(_("Wawancara itu sudah mulai atau waktunya sudah lewat. Pilih yang lain."), "other")
    moves.swap(first, second, by=by, at=at, since=at - (first.ends_at - first.starts_at))


def free_seats(row: Interview, at: datetime) -> list[FreeSeat]:
    """The free seats to come that break no rule: the stand-by seat first, then the earliest."""
    edition = row.entry.edition
    rows = timetable.interviews(edition.id)
    people = timetable.people_of(one.entry for one in rows)
    week, table = timetable.week_of(edition, [one.entry for one in rows]), timetable.placed(rows, people)
    asker = timetable.as_finalist(row.entry, people)
    stand_by = rescheduling.reserve(asker, week, table, after=at, day_of=row.starts_at)
    own = Seat(row.panel_id, row.starts_at)
    free = [one for one in rescheduling.own_seats(asker, week, at) if one != own and rescheduling.is_free(asker, one, week, table)]
    order = ([stand_by] if stand_by else []) + [one for one in free if one != stand_by]
    names = {panel.id: panel.name for panel in panels.panels(edition.id)}
    return [FreeSeat(one, names[one.panel_id], one == stand_by) for one in order[:MOST_OFFERED]]


def take_seat(row: Interview, free: FreeSeat, *, by: Actor, at: datetime) -> None:
    """Give an interview one of the free seats."""
    demand(policy.may_reseat(by, row, at))
    panel = panels.panel(row.edition_id, free.seat.panel_id)
    if panel is None:
        raise Invalid(_("Waktu itu tidak ada lagi. Pilih yang lain."), "seat")
    moves.move(row, panel, free.seat.starts_at, by=by, at=at)
