"""Provinces and institutions as a person may see them."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from p4comp.accounts.models import Membership, Role
from p4comp.core import clock, spaces
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.institutions.models import REGIONAL, Institution, Kind
from p4comp.institutions.queries import day
from p4comp.monitoring import policy
from p4comp.monitoring.models import MonitoringTerms
from p4comp.monitoring.policy import Area, Unit
from p4comp.monitoring.rules.reading import Named

GROUPS = ("daerah", "perangkat")


def host_code() -> str:
    """The code of the province whose own portal this is; an empty text in the ministry's."""
    here = spaces.current()
    return here.institution_code if here else ""


@cache
def _province() -> Select[Institution]:
    return select(Institution).where(Institution.code == bindparam("code"), Institution.kind == Kind.PROVINCE)


@cache
def _terms() -> Select[MonitoringTerms]:
    return select(MonitoringTerms).where(MonitoringTerms.province_id == bindparam("province_id")).order_by(MonitoringTerms.from_month)


def _area(province: Institution) -> Area:
    return Area(province, tuple(everything(_terms(), {"province_id": province.id})), province.code == host_code())


def area(actor: Actor, code: str, **_more: str) -> Area | None:
    """A province for whoever sees all of its institutions; in a province's own portal there is no other."""
    province = first(_province(), {"code": code})
    if province is None or host_code() not in ("", code) or not policy.looks(actor, Area(province, (), province.code == host_code())):
        return None
    return _area(province)


@cache
def _unit() -> Select[Institution]:
    return select(Institution).options(joinedload(Institution.parent)).where(Institution.code == bindparam("code"))


def unit(actor: Actor, code: str, **_more: str) -> Unit | None:
    """An institution directly under a province, for its own people and whoever sees the province."""
    found = first(_unit(), {"code": code})
    return unit_of(actor, found) if found else None


def unit_of(actor: Actor, found: Institution) -> Unit | None:
    """The same of an institution at hand."""
    parent = found.parent
    if parent is None or parent.kind is not Kind.PROVINCE or host_code() not in ("", parent.code):
        return None
    seen = policy.sees_unit(actor, Unit(found, Area(parent, (), parent.code == host_code())))
    return Unit(found, _area(parent)) if seen else None


def run_by(person_id: ColumnElement[str], code: ColumnElement[str]) -> ColumnElement[bool]:
    """The provinces a person monitors for, and the one whose own portal this is, where the code is given."""
    watches = or_(Membership.role == Role.MONITOR, Membership.administers)
    mine = select(Membership.institution_id).where(Membership.person_id == person_id, watches)
    return and_(Institution.kind == Kind.PROVINCE, or_(Institution.id.in_(mine), Institution.code == code))


def own_code(actor: Actor) -> str:
    """The code of the province whose portal this is, for its secretariat."""
    return host_code() if actor.has("secretariat") else ""


def areas(actor: Actor) -> list[Institution]:
    """The provinces a person monitors for, by name."""
    query = select(Institution).where(run_by(bindparam("person_id"), bindparam("code"))).order_by(Institution.name)
    return everything(query, {"person_id": actor.id, "code": own_code(actor)})


def units(actor: Actor) -> list[Institution]:
    """The institutions a person works for that a province watches, by name."""
    mine = [one for one in actor.institutions if actor.has("member", one)]
    query = select(Institution).where(Institution.id.in_(mine), Institution.parent_id.in_(select(MonitoringTerms.province_id)))
    return everything(query.order_by(Institution.name))


def today() -> date:
    """The day it is."""
    return day(clock.arrived())


def lasting(on: Any = None) -> ColumnElement[bool]:
    """Institutions that have not ended, today or on the day a placeholder stands for."""
    return or_(Institution.valid_to.is_(None), Institution.valid_to > (today() if on is None else on))


def in_group(group: str) -> ColumnElement[bool]:
    """Regencies and cities, or the province's own agencies."""
    regional = Institution.kind.in_(sorted(REGIONAL))
    return regional if group == GROUPS[0] else ~regional


def named(found: Area, group: str = "") -> list[Named]:
    """The institutions watched in a province, by name."""
    columns = (Institution.id, Institution.code, Institution.name, Institution.short_name, _group_of())
    query = select(*columns).where(Institution.parent_id == found.province.id, lasting())
    query = query.where(in_group(group)) if group else query
    return [Named(*row) for row in session().execute(query.order_by(Institution.name))]


def _group_of() -> ColumnElement[str]:
    return case((in_group(GROUPS[0]), GROUPS[0]), else_=GROUPS[1])


def strangers(found: Area, codes: list[str]) -> dict[str, str]:
    """Of codes that are none of a province's institutions: who they are, and where, as far as the registry knows them."""
    parent = aliased(Institution)
    query = select(Institution.code, Institution.name, parent.name).outerjoin(parent, parent.id == Institution.parent_id)
    query = query.where(func.lower(Institution.code).in_(codes), or_(parent.id.is_(None), parent.id != found.province.id))
    return {code.lower(): f"{name} ({above})" if above else name for code, name, above in session().execute(query)}
