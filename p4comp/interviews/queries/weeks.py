"""The interview week as the rules see it: panels, conflicts, what people said of their time, days that are closed."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.interviews.models import ClosedDay, Juror, Panel
from p4comp.interviews.policy.planning import ClosedOn
from p4comp.interviews.queries import availability, panels
from p4comp.interviews.queries.conflicts import conflicts_of
from p4comp.interviews.rules import holidays
from p4comp.interviews.rules.holidays import Word
from p4comp.interviews.rules.week import Bench, Week


def week_of(edition: Edition, entries: Iterable[Entry]) -> Week:
    """The interview days with the panels, who may not hear which of the entries, when people can, what is closed; six queries at most."""
    found, spec = panels.panels_with_jurors(edition.id), competition.spec_of(edition)
    conflicts = conflicts_of(entries, panels.everybody({panel.id: jurors for panel, jurors in found}))
    benches = {panel.id: _bench(panel, jurors, conflicts, edition) for panel, jurors in found}
    return Week(spec.interview, edition.zone, benches, availability.wishes(edition.id), shut(edition), spec.hearings.planning)


def _bench(panel: Panel, jurors: Iterable[Juror], conflicts: Mapping[str, frozenset[str]], edition: Edition) -> Bench:
    zones = {juror.id: availability.zone_of(juror, edition) for juror in jurors}
    return Bench(panel.id, panel.name, frozenset(zones), conflicts, zones)


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
