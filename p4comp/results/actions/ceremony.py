"""Opening the ceremony screen to the winners, by two people, and noting who showed or printed them."""

from datetime import datetime

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.results.models.ceremony import CeremonyOpening
from p4comp.results.policy import ceremony as policy
from p4comp.results.policy.ceremony import Ceremony


def ask_opening(evening: Ceremony, *, by: Actor, at: datetime) -> CeremonyOpening:
    """Ask a second person to open the screen; what was agreed to and has run out is ended first."""
    demand(policy.may_ask_opening(by, evening, at))
    if evening.opening is not None:
        evening.opening.ended_at, evening.opening.ended_by = at, by.id
    opening = CeremonyOpening(edition_id=evening.office.edition.id, asked_at=at, asked_by=by.id)
    session().add(opening)
    audit.record("ceremony.asked", opening, by=by, at=at)
    return opening


def agree(evening: Ceremony, *, by: Actor, at: datetime) -> None:
    """Open the screen for a day, as a second person."""
    demand(policy.may_agree(by, evening, at))
    assert evening.opening is not None
    evening.opening.agreed_at, evening.opening.agreed_by = at, by.id
    audit.record("ceremony.opened", evening.opening, by=by, at=at)


def end(evening: Ceremony, *, by: Actor, at: datetime) -> None:
    """Close the screen again, or take the asking back."""
    demand(policy.may_end(by, evening, at))
    assert evening.opening is not None
    evening.opening.ended_at, evening.opening.ended_by = at, by.id
    audit.record("ceremony.closed", evening.opening, by=by, at=at)


def note_shown(evening: Ceremony, *, by: Actor, at: datetime) -> None:
    """Note who got the screen with the winners' names."""
    demand(policy.may_show(by, evening, at))
    audit.record("ceremony.shown", evening.office.edition, by=by, at=at)


def note_printed(evening: Ceremony, *, by: Actor, at: datetime) -> None:
    """Note who got the script with the winners' names."""
    demand(policy.may_show(by, evening, at))
    audit.record("ceremony.script_printed", evening.office.edition, by=by, at=at)
