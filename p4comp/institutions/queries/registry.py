"""What can be asked of the registry."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.institutions.models import Honour, Institution, InstitutionName, Kind, Merged, Parentage, Region, Succession
from p4comp.institutions.queries.archive import past
from p4comp.institutions.queries.names import day


def by_code(code: str, *, on: datetime | None = None) -> Institution | None:
    """The institution with this code; with `on`, only if it exists on that day. The code of a merged duplicate means the one that stayed."""
    query = select(Institution).options(joinedload(Institution.region), joinedload(Institution.parent))
    heir = select(Merged.kept_id).where(Merged.code == code).scalar_subquery()
    return first(query.where(or_(Institution.code == code, Institution.id == heir), *_exists(on)))


def merged() -> dict[str, str]:
    """The codes that were merged away, with those of the institutions that stayed."""
    rows = session().execute(select(Merged.code, Institution.code).join(Institution, Institution.id == Merged.kept_id))
    return {row[0]: row[1] for row in rows}


def employers(actor: Actor) -> list[Institution]:
    """The institutions somebody works for, by name."""
    return everything(select(Institution).where(Institution.id.in_(actor.institutions)).order_by(Institution.name, Institution.id))


@dataclass(frozen=True)
class Pair:
    """Two institutions that may be one: the one to stay, and the one to go."""

    kept: Institution
    gone: Institution


def pair(actor: Actor, code: str, other: str) -> Pair | None:
    """Two different institutions by their codes."""
    kept, gone = by_code(code), by_code(other)
    return Pair(kept, gone) if kept and gone and kept.id != gone.id else None


def _exists(on: datetime | None) -> tuple[ColumnElement[bool], ...]:
    if on is None:
        return ()
    today = day(on)
    begun = or_(Institution.valid_from.is_(None), Institution.valid_from <= today)
    return begun, or_(Institution.valid_to.is_(None), Institution.valid_to > today)


def registry(ids: Collection[str] | None = None, kind: str = "", province: str = "") -> Select[Institution]:
    """The registry's list, filtered by what a search found, type and province."""
    query = select(Institution).options(joinedload(Institution.region), joinedload(Institution.parent))
    if ids is not None:
        query = query.where(Institution.id.in_(list(ids)))
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
