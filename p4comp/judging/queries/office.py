"""The secretariat's place: which edition, which category."""

from dataclasses import replace

from sqlalchemy import select

from p4comp.accounts.policy import is_staff
from p4comp.competition import own_sheets
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.spec import Stage
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Purpose
from p4comp.entries.models import Entry, State
from p4comp.institutions.queries import relation
from p4comp.institutions.rules.conflicts import Relation
from p4comp.judging.policy import Office
from p4comp.judging.queries.sight import calendar_of


def office(actor: Actor, category: str = "") -> Office | None:
    """The edition that is run, and one of its categories if asked for; None where there is none."""
    edition = competition.current()
    if edition is None or not is_staff(actor):
        return None
    found = office_of(edition, category)
    if not category:
        return found
    if found.category is None:
        return None
    hidden, standing = own_sheets.hides(actor, edition.id, category), decisions.standing(edition.id, Purpose.FINALISTS, category)
    return replace(found, standing=standing, hidden=hidden, bond=_bond(actor, edition.id, category))


def _bond(actor: Actor, edition_id: str, category: str) -> Relation | None:
    """What binds the person to an entrant of a category whose finalists are not announced; no query for whoever works for no institution."""
    if not actor.institutions or decisions.is_announced(edition_id, Purpose.FINALISTS, category, clock.arrived()):
        return None
    entrants = select(Entry.institution_id).where(Entry.edition_id == edition_id, Entry.category == category, Entry.state == State.VERIFIED)
    return relation(actor, set(db.session().execute(entrants).scalars()))


def office_of(edition: Edition, category: str = "") -> Office:
    """An edition's office."""
    calendar = calendar_of(edition)
    return Office(edition, calendar.spec, calendar.window(Stage.DESK, category), calendar.spec.category(category))
