"""Records of adoption: of a practice, of one's own institutions, those that wait for somebody."""

from collections.abc import Collection

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.policy import is_staff
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.institutions.models import Institution
from p4comp.practices.models import Adoption, Practice
from p4comp.practices.policy import Adopted, Adopting
from p4comp.practices.rules import AdoptionState

LIVING = (AdoptionState.NOTED, AdoptionState.CONFIRMED)


def adopting(actor: Actor, code: str) -> Adopting | None:
    """A published practice as somebody notes that it is applied; its own institution does not."""
    query = select(Practice).where(Practice.code == code, Practice.published_number.is_not(None), Practice.ended_at.is_(None))
    practice = db.first(query.options(joinedload(Practice.edition)))
    if practice is None:
        return None
    homes = [one for one in actor.institutions if actor.has("drafter", one) and one != practice.institution_id]
    found = db.everything(select(Institution).where(Institution.id.in_(homes)).order_by(Institution.name)) if homes else []
    known = select(Adoption).where(Adoption.practice_id == practice.id, Adoption.institution_id.in_(homes))
    return Adopting(practice, tuple(found), tuple(db.everything(db.held(known, Adoption)) if homes else ()))


def adopted(actor: Actor, adoption_id: str) -> Adopted | None:
    """A record, for the institution that made it, the practice's own, and those inside."""
    query = select(Adoption).join(Adoption.practice).where(Adoption.id == adoption_id)
    if not is_staff(actor):
        of_own = and_(Practice.institution_id.in_(actor.institutions), Adoption.state == AdoptionState.CONFIRMED)
        query = query.where(or_(Adoption.institution_id.in_(actor.institutions), of_own))
    found = db.first(db.held(query.options(joinedload(Adoption.practice).joinedload(Practice.edition)), Adoption))
    return Adopted(found) if found else None


def own_adoptions(actor: Actor) -> list[Adoption]:
    """What one's institutions apply."""
    query = select(Adoption).where(Adoption.institution_id.in_(actor.institutions))
    return db.everything(_with_titles(query).order_by(Adoption.noted_at.desc(), Adoption.id))


def of_source(actor: Actor) -> list[Adoption]:
    """Who applies the practices of one's institutions, as confirmed."""
    query = select(Adoption).join(Adoption.practice).where(Practice.institution_id.in_(actor.institutions))
    query = query.where(Adoption.state == AdoptionState.CONFIRMED)
    return db.everything(_with_titles(query).order_by(Adoption.confirmed_at.desc(), Adoption.id))


def adoptions_of(practice: Practice) -> list[Adoption]:
    """All records of one practice, those objected to first."""
    query = select(Adoption).where(Adoption.practice_id == practice.id)
    return db.everything(query.order_by(Adoption.objected_at.is_(None), Adoption.institution_name, Adoption.id).limit(200))


def _with_titles(query: Select[Adoption]) -> Select[Adoption]:
    return query.options(joinedload(Adoption.practice).selectinload(Practice.written))


def to_confirm(approved: Collection[str]) -> Select[int]:
    """How many records wait for an approver of these institutions."""
    return select(func.count(Adoption.id)).where(Adoption.institution_id.in_(approved), Adoption.state == AdoptionState.NOTED)


def disputed() -> Select[int]:
    """How many objections wait for the secretariat."""
    open_ones = (Adoption.objected_at.is_not(None), Adoption.settled_at.is_(None), Adoption.state.in_(LIVING))
    return select(func.count(Adoption.id)).where(*open_ones)
