"""New colleagues of the secretariat that nobody else has vouched for, and which people are one hand."""

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, String, and_, exists, func, literal, select, type_coerce, union_all
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Deputy, Membership, Person, Role, Vouching, VouchState
from p4comp.accounts.policy.deputies import STOOD_IN_BY, UNVOUCHED
from p4comp.accounts.queries.deputies import NOW
from p4comp.core import db
from p4comp.core.access import Actor


def _waits() -> ColumnElement[bool]:
    """It was not answered yet; a substitution that is over needs no answer any more."""
    over = exists().where(Deputy.id == Vouching.deputy_id, Deputy.ends_at <= NOW)
    return and_(Vouching.state == VouchState.WAITING, ~over)


def unvouched(person_id: Any) -> Select[Any, Any]:
    """Whoever waits to be vouched for is nobody's second."""
    return select(literal(UNVOUCHED), Vouching.made_by).where(Vouching.person_id == person_id, _waits())


def made(person_id: Any) -> Select[Any, Any]:
    """Whom the person alone made a colleague: what such a one begins the maker never ends, also if they were refused."""
    return select(literal(STOOD_IN_BY), Vouching.person_id).where(Vouching.made_by == person_id, Vouching.state != VouchState.CONFIRMED)


def hand_of(person_id: Any) -> CompoundSelect[Any]:
    """The ids of all who are one hand with a person, their own among them: what one of these began none of them ends."""
    return union_all(
        select(type_coerce(person_id, String)),
        select(Deputy.principal_id).where(Deputy.person_id == person_id),
        select(Deputy.person_id).where(Deputy.principal_id == person_id),
        select(Vouching.person_id).where(Vouching.made_by == person_id, Vouching.state != VouchState.CONFIRMED),
    )


def others_of_secretariat(person_id: str) -> list[Person]:
    """The people of the secretariat who are not of one hand with a person."""
    held = select(Membership.person_id).where(Membership.role == Role.SECRETARIAT)
    others = select(Person).where(Person.id.in_(held), Person.is_active, Person.id.not_in(hand_of(person_id)))
    return db.everything(others.order_by(Person.name, Person.id))


def _vouchings() -> Select[Vouching]:
    people = (joinedload(Vouching.person), joinedload(Vouching.maker), joinedload(Vouching.answerer))
    return select(Vouching).options(*people, joinedload(Vouching.deputy).joinedload(Deputy.principal))


def vouchings() -> list[Vouching]:
    """Those that wait, the longest waiting first; one query."""
    return db.everything(_vouchings().where(_waits()).order_by(Vouching.made_at, Vouching.id))


def vouching(actor: Actor, vouching_id: str) -> Vouching | None:
    """One, for the secretariat."""
    return db.first(_vouchings().where(Vouching.id == vouching_id)) if actor.has("secretariat") else None


def vouchings_of(person_id: str) -> list[Vouching]:
    """Those of a person that wait."""
    return db.everything(_vouchings().where(Vouching.person_id == person_id, _waits()))


def vouchings_waiting() -> Select[int]:
    """How many wait, whoever may answer."""
    return select(func.count()).select_from(Vouching).where(_waits())


def vouchings_to_answer(person_id: str) -> Select[int]:
    """How many wait for another hand than who made them."""
    waiting = select(func.count()).select_from(Vouching).where(_waits())
    return waiting.where(Vouching.made_by.not_in(hand_of(person_id)), Vouching.person_id != person_id)
