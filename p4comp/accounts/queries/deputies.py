"""What can be asked about substitutes: their roles, whom they act for, the list of all."""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, exists, literal, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Deputy, Membership, Person, Role
from p4comp.accounts.policy.deputies import ACTS_FOR, STOOD_IN_BY
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.core.db import Moment

NOW: BindParameter[datetime] = bindparam("competition_now", callable_=clock.now, type_=Moment)


def office_of(person_id: Any) -> Select[Any, Any]:
    """While somebody acts for a person of the secretariat, they are of the secretariat."""
    held = exists().where(Membership.person_id == Deputy.principal_id, Membership.role == Role.SECRETARIAT)
    acting = and_(Deputy.begins_at <= NOW, Deputy.ends_at > NOW, held)
    return select(literal(Role.SECRETARIAT.value), literal("")).where(Deputy.person_id == person_id, acting)


def principals(person_id: Any) -> Select[Any, Any]:
    """For whom somebody acts or acted: both are one hand of a two-person act."""
    return select(literal(ACTS_FOR), Deputy.principal_id).where(Deputy.person_id == person_id)


def substitutes(person_id: Any) -> Select[Any, Any]:
    """Who acts or acted for somebody."""
    return select(literal(STOOD_IN_BY), Deputy.person_id).where(Deputy.principal_id == person_id)


def deputies() -> list[Deputy]:
    """All substitutes, the latest first."""
    query = select(Deputy).options(joinedload(Deputy.person), joinedload(Deputy.principal))
    return db.everything(query.order_by(Deputy.begins_at.desc(), Deputy.id))


def deputy(actor: Actor, deputy_id: str) -> Deputy | None:
    """A substitute, for the secretariat."""
    return db.session().get(Deputy, deputy_id) if actor.has("secretariat") else None


def principal_of(actor: Actor, at: datetime) -> Person | None:
    """For whom the person signs: nobody where they are of the secretariat themselves."""
    own = exists().where(Membership.person_id == actor.id, Membership.role == Role.SECRETARIAT)
    query = select(Person).join(Deputy, Deputy.principal_id == Person.id)
    query = query.where(Deputy.person_id == actor.id, Deputy.begins_at <= at, Deputy.ends_at > at, ~own)
    return db.first(query.order_by(Deputy.begins_at, Deputy.id).limit(1))
