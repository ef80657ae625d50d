"""Flags with their notes and steps; only for those who may see them."""

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Person
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, held, session
from p4comp.institutions.models import Institution
from p4comp.monitoring import policy
from p4comp.monitoring.models import FlagNote, MonitoringFlag, PlanStep
from p4comp.monitoring.policy import Area, Flagged, Unit
from p4comp.monitoring.queries.places import unit_of
from p4comp.monitoring.rules.flags import FlagState


def flag(actor: Actor, flag_id: str, **_more: str) -> Flagged | None:
    """A flag for the institution's people and its province; for everybody else there is none."""
    query = select(MonitoringFlag).options(joinedload(MonitoringFlag.institution).joinedload(Institution.parent))
    found = first(held(query.where(MonitoringFlag.id == flag_id), MonitoringFlag))
    place = unit_of(actor, found.institution) if found else None
    if found is None or place is None or not policy.sees_flags(actor, place):
        return None
    return Flagged(found, place)


def step(actor: Actor, flag_id: str, step_id: str) -> Flagged | None:
    """A step of a flag's plan."""
    found = flag(actor, flag_id)
    one = first(held(select(PlanStep).where(PlanStep.id == step_id, PlanStep.flag_id == flag_id), PlanStep)) if found else None
    return Flagged(found.flag, found.unit, one) if found and one else None


def flags_of(unit: Unit) -> list[MonitoringFlag]:
    """An institution's flags, the open ones first."""
    query = select(MonitoringFlag).where(MonitoringFlag.institution_id == unit.institution.id)
    return everything(query.order_by(MonitoringFlag.state.desc(), MonitoringFlag.opened_at.desc()))


@cache
def _flagged() -> Select[*tuple[Any, ...]]:
    query = select(MonitoringFlag.institution_id, MonitoringFlag.id).join(MonitoringFlag.institution)
    query = query.where(Institution.parent_id == bindparam("province_id"), MonitoringFlag.state == FlagState.OPEN)
    return query.order_by(MonitoringFlag.opened_at)


def flagged_in(area: Area) -> dict[str, str]:
    """The open flags of a province by institution: which institution, which flag."""
    return {row.institution_id: row.id for row in session().execute(_flagged(), {"province_id": area.province.id})}


def notes(flag_id: str) -> list[tuple[FlagNote, str]]:
    """What was said, with the names of those who did, the earliest first."""
    query = select(FlagNote, Person.name).outerjoin(Person, Person.id == FlagNote.written_by).where(FlagNote.flag_id == flag_id)
    return [(note, name or "") for note, name in session().execute(query.order_by(FlagNote.written_at, FlagNote.id))]


def steps(flag_id: str) -> list[PlanStep]:
    """The plan, by its dates."""
    return everything(select(PlanStep).where(PlanStep.flag_id == flag_id).order_by(PlanStep.due_on, PlanStep.id))
