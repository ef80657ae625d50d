"""What can be asked of the registry."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from p4comp.core.access import Actor
from p4comp.core.db import everything, first
from p4comp.institutions.models import Honour, Institution, InstitutionName, Kind, Parentage, Region, Succession
from p4comp.institutions.queries.archive import past
from p4comp.institutions.queries.names import day, named


def by_code(code: str, *, on: datetime | None = None) -> Institution | None:
    """The institution with this code; with `on`, only if it exists on that day."""
    query = select(Institution).options(joinedload(Institution.region), joinedload(Institution.parent)).where(Institution.code == code)
    return first(query.where(*_exists(on)))


def search(text: str, *, on: datetime | None = None, most: int = 50) -> list[Institution]:
    """Institutions by a part of their name, short name or a former name; upper and lower case alike."""
    query = select(Institution).options(joinedload(Institution.parent)).where(named(text), *_exists(on))
    return everything(query.order_by(func.length(Institution.name), Institution.name).limit(most))


def _exists(on: datetime | None) -> tuple[ColumnElement[bool], ...]:
    if on is None:
        return ()
    today = day(on)
    begun = or_(Institution.valid_from.is_(None), Institution.valid_from <= today)
    return begun, or_(Institution.valid_to.is_(None), Institution.valid_to > today)


def registry(text: str = "", kind: str = "", province: str = "") -> Select[Institution]:
    """The registry's list, filtered by names, type and province."""
    query = select(Institution).options(joinedload(Institution.region), joinedload(Institution.parent))
    if text:
        query = query.where(named(text))
    if kind in set(Kind):
        query = query.where(Institution.kind == Kind(kind))
    if province:
        query = query.where(or_(Institution.region_code == province, Institution.region_code.startswith(f"{province}.", autoescape=True)))
    return query.order_by(Institution.name, Institution.id)


def provinces() -> list[Region]:
    """The provinces by name."""
    return everything(select(Region).where(Region.parent_code.is_(None)).order_by(Region.name))


@dataclass(frozen=True)
class Record:
    """All that the registry holds of an institution."""

    institution: Institution
    names: list[InstitutionName]
    parents: list[Parentage]
    units: list[Institution]
    followed: list[Succession]
    followed_by: list[Succession]
    honours: list[Honour]


def record(actor: Actor, code: str) -> Record | None:
    """An institution with its names, parents, units, successions and honours."""
    found = by_code(code)
    if found is None:
        return None
    follows = (
        select(Succession).options(joinedload(Succession.predecessor), joinedload(Succession.successor)).order_by(Succession.happened_on)
    )
    return Record(
        found,
        everything(select(InstitutionName).where(InstitutionName.institution_id == found.id).order_by(InstitutionName.name)),
        everything(
            select(Parentage)
            .options(joinedload(Parentage.parent))
            .where(Parentage.institution_id == found.id)
            .order_by(Parentage.valid_from)
        ),
        everything(select(Institution).where(Institution.parent_id == found.id).order_by(Institution.name).limit(200)),
        everything(follows.where(Succession.successor_id == found.id)),
        everything(follows.where(Succession.predecessor_id == found.id)),
        past(everything(select(Honour).where(Honour.institution_id == found.id).order_by(Honour.edition_number, Honour.stage))),
    )
