"""The secretariat's place: which edition, which category."""

from dataclasses import replace

from p4comp.accounts.policy import is_staff
from p4comp.competition import own_sheets
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.spec import Stage
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Purpose
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
    hidden = own_sheets.hides(actor, edition.id, category)
    return replace(found, standing=decisions.standing(edition.id, Purpose.FINALISTS, category), hidden=hidden)


def office_of(edition: Edition, category: str = "") -> Office:
    """An edition's office."""
    calendar = calendar_of(edition)
    return Office(edition, calendar.spec, calendar.window(Stage.DESK, category), calendar.spec.category(category))
