"""The interview week as the rules see it: panels, conflicts, what people said of their time, days that are closed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.interviews.models import ClosedDay, Juror, JurorAbsence, Panel
from p4comp.interviews.policy.planning import ClosedOn
from p4comp.interviews.queries import availability, panels
from p4comp.interviews.queries.conflicts import conflicts_of
from p4comp.interviews.rules import holidays
from p4comp.interviews.rules.holidays import Word
from p4comp.interviews.rules.week import Bench, Week
from p4comp.interviews.rules.wishes import Wish, Wishes, WishKind


def week_of(edition: Edition, entries: Iterable[Entry]) -> Week:
    """The interview days with the panels, who may not hear which of the entries, when people can, what is closed; nine queries at most."""
    seated, spec = panels.seated(edition.id), competition.spec_of(edition)
    conflicts = conflicts_of(entries, panels.everybody(seated))
    benches = {panel.id: _bench(panel, seated.get(panel.id, ()), conflicts, edition) for panel in panels.panels(edition.id)}
    wishes = _with_absences(availability.wishes(edition.id), edition)
    return Week(spec.interview, edition.zone, benches, wishes, shut(edition), spec.hearings.planning)


def _bench(panel: Panel, jurors: Iterable[Juror], conflicts: Mapping[str, frozenset[str]], edition: Edition) -> Bench:
    zones = {juror.id: availability.zone_of(juror, edition) for juror in jurors}
    return Bench(panel.id, panel.name, frozenset(zones), conflicts, zones)


def _with_absences(wishes: Wishes, edition: Edition) -> Wishes:
    """Jurors who cannot come on a day, and for whom nobody sits in, hear nobody on it."""
    query = select(JurorAbsence).join(JurorAbsence.juror).where(Juror.edition_id == edition.id, JurorAbsence.stand_in_id.is_(None))
    jurors = dict(wishes.jurors)
    for one in db.everything(query.order_by(JurorAbsence.on)):
        begins = datetime.combine(one.on, time(), ZoneInfo(edition.zone)).astimezone(UTC)
        jurors[one.juror_id] = (*jurors.get(one.juror_id, ()), Wish(begins, begins + timedelta(days=1), WishKind.IMPOSSIBLE))
    return replace(wishes, jurors=jurors)


def shut(edition: Edition) -> dict[date, str]:
    """The interview days on which nobody is heard, and why; one query."""
    spec = competition.spec_of(edition)
    said = {one.on: Word(one.reason, one.is_worked) for one in closed_days(edition.id)}
    return holidays.closed(spec.interview.days, spec.hearings.planning, said)


def closed_day(actor: Actor, day_id: str) -> ClosedOn | None:
    """A word on a day of the edition that is run, for the secretariat."""
    edition = competition.current() if actor.has("secretariat") else None
    row = db.first(select(ClosedDay).where(ClosedDay.id == day_id, ClosedDay.edition_id == edition.id)) if edition else None
    return ClosedOn(row, edition) if row and edition else None


def closed_days(edition_id: str) -> list[ClosedDay]:
    """The secretariat's words on days, in order."""
    return db.everything(select(ClosedDay).where(ClosedDay.edition_id == edition_id).order_by(ClosedDay.on))
