"""What can be asked about requests on personal data, the official responsible, and breaches."""

from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from p4comp.accounts import rules as people
from p4comp.accounts.models import Breach, Person, PrivacyOffice, PrivacyRequest
from p4comp.accounts.policy import is_staff
from p4comp.accounts.rules.privacy import OPEN, Wish, WishState
from p4comp.accounts.rules.privacy_breaches import BreachState
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, held, session

HOUR = timedelta(hours=1)
UNTOLD = (Breach.state == BreachState.RECORDED, or_(Breach.people_told_at.is_(None), Breach.authority_told_at.is_(None)))


def privacy_office() -> PrivacyOffice:
    """Who answers for personal data; empty until the secretariat has typed it."""
    empty = {"controller": "", "office": "", "email": "", "phone": "", "address": ""}
    return session().get(PrivacyOffice, 1) or PrivacyOffice(id=1, **empty)


def privacy_requests(state: WishState) -> Select[PrivacyRequest]:
    """The requests in a state; open ones by what is due first, others the latest first."""
    found = select(PrivacyRequest).where(PrivacyRequest.state == state)
    order = PrivacyRequest.due_at if state in OPEN else PrivacyRequest.due_at.desc()
    return found.order_by(order, PrivacyRequest.id)


def privacy_request_counts() -> dict[str, int]:
    """How many requests are in each state."""
    rows = session().execute(select(PrivacyRequest.state, func.count()).group_by(PrivacyRequest.state))
    return {str(state): number for state, number in rows}


def open_wishes() -> Select[int]:
    """How many requests are open."""
    return select(func.count(PrivacyRequest.id)).where(PrivacyRequest.state.in_(OPEN))


def first_due() -> Select[datetime | None]:
    """When the first open request is due."""
    return select(func.min(PrivacyRequest.due_at)).where(PrivacyRequest.state.in_(OPEN))


def privacy_request(actor: Actor, request_id: str) -> PrivacyRequest | None:
    """A request in whatever state, for the secretariat."""
    if not actor.has("secretariat"):
        return None
    query = select(PrivacyRequest).where(PrivacyRequest.id == request_id)
    return first(held(query, PrivacyRequest))


def own_privacy_requests(actor: Actor) -> list[PrivacyRequest]:
    """What the actor asked, the latest first."""
    query = select(PrivacyRequest).options(joinedload(PrivacyRequest.copy)).where(PrivacyRequest.person_id == actor.id)
    return everything(query.order_by(PrivacyRequest.received_at.desc(), PrivacyRequest.id))


def own_privacy_request(actor: Actor, request_id: str) -> PrivacyRequest | None:
    """One of the actor's own requests; nobody sees another's."""
    query = select(PrivacyRequest).where(PrivacyRequest.id == request_id, PrivacyRequest.person_id == actor.id)
    return first(held(query, PrivacyRequest))


def known_wish(person: Person, wish: Wish) -> PrivacyRequest | None:
    """The person's open request of this kind."""
    query = select(PrivacyRequest).where(PrivacyRequest.person_id == person.id, PrivacyRequest.wish == wish, PrivacyRequest.state.in_(OPEN))
    return first(query)


def wishes_lately(email: str, origin: str, now: datetime) -> tuple[int, int, int]:
    """How many requests came without an account within the hour: from this asker, from this network address, in all."""
    recent = select(PrivacyRequest.email, PrivacyRequest.origin).where(PrivacyRequest.received_at > now - HOUR, PrivacyRequest.origin != "")
    rows = session().execute(recent).all()
    return sum(row.email == email for row in rows), sum(row.origin == origin for row in rows), len(rows)


def person_of_wish(request: PrivacyRequest) -> Person | None:
    """Whose data a request is about: the person who asked, or whoever has the account with the address that was typed."""
    return request.person or first(select(Person).where(Person.email == people.normal(request.email)))


def breaches() -> Select[Breach]:
    """All cases, those whose clock runs first, then the latest."""
    runs = Breach.state != BreachState.RECORDED
    return select(Breach).order_by(runs, Breach.noticed_at.desc(), Breach.id)


def breach(actor: Actor, breach_id: str) -> Breach | None:
    """A case, for the secretariat and auditors; nobody else knows of it."""
    return first(held(select(Breach), Breach).where(Breach.id == breach_id)) if is_staff(actor) else None


def running_breaches() -> list[Breach]:
    """The cases that somebody must still be told of, the oldest first."""
    return everything(select(Breach).where(*UNTOLD).order_by(Breach.noticed_at, Breach.id))


def untold() -> Select[int]:
    """How many cases somebody must still be told of."""
    return select(func.count(Breach.id)).where(*UNTOLD)
