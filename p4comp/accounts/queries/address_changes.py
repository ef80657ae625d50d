"""Changes of e-mail addresses that wait for a second person."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import AddressChange, AddressState
from p4comp.accounts.queries.vouching import hand_of
from p4comp.core import db
from p4comp.core.access import Actor


def _changes() -> Select[AddressChange]:
    people = (joinedload(AddressChange.person), joinedload(AddressChange.asker), joinedload(AddressChange.answerer))
    return select(AddressChange).options(*people)


def address_change(actor: Actor, change_id: str) -> AddressChange | None:
    """A change, for the secretariat."""
    return db.first(_changes().where(AddressChange.id == change_id)) if actor.has("secretariat") else None


def address_changes() -> list[AddressChange]:
    """Those that wait, the oldest first; one query."""
    return db.everything(_changes().where(AddressChange.state == AddressState.ASKED).order_by(AddressChange.asked_at, AddressChange.id))


def address_change_of(request_id: str) -> AddressChange | None:
    """The one that waits for a request about data."""
    waiting = (AddressChange.request_id == request_id, AddressChange.state == AddressState.ASKED)
    return db.first(select(AddressChange).where(*waiting))


def address_changes_waiting() -> Select[int]:
    """How many wait."""
    return select(func.count()).select_from(AddressChange).where(AddressChange.state == AddressState.ASKED)


def address_changes_to_answer(person_id: str) -> Select[int]:
    """How many wait for another hand than who asked."""
    return address_changes_waiting().where(AddressChange.asked_by.not_in(hand_of(person_id)), AddressChange.person_id != person_id)
