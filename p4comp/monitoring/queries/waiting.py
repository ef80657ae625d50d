"""What waits for a person, as numbers of the start page; and whom a place in the menu concerns."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, func, or_, select

from p4comp.institutions.models import Institution, Kind
from p4comp.monitoring.models import MonitoringFlag, MonitoringTerms, MonthlyFigures
from p4comp.monitoring.queries.places import run_by
from p4comp.monitoring.rules.flags import FlagState


def concerned(member_of: Collection[str], led: Collection[str]) -> Select[int]:
    """How many of these institutions a province watches, or are provinces that one leads."""
    watched = Institution.id.in_(member_of) & Institution.parent_id.in_(select(MonitoringTerms.province_id))
    return select(func.count()).select_from(Institution).where(or_(watched, Institution.id.in_(led) & (Institution.kind == Kind.PROVINCE)))


def _lacking(month: ColumnElement[str]) -> ColumnElement[bool]:
    there = select(MonthlyFigures.id).where(MonthlyFigures.institution_id == Institution.id, MonthlyFigures.month == month)
    return ~there.exists()


def to_state(institution_ids: Collection[str], month: ColumnElement[str]) -> Select[int]:
    """How many of these watched institutions have stated nothing of a month yet."""
    query = select(func.count()).select_from(Institution).where(Institution.id.in_(institution_ids), _lacking(month))
    return query.where(Institution.parent_id.in_(select(MonitoringTerms.province_id)))


def late_units(person_id: ColumnElement[str], code: ColumnElement[str], month: ColumnElement[str], on: ColumnElement[int]) -> Select[int]:
    """How many institutions of the provinces one monitors for are late with a month, the day it was due being over."""
    due = select(MonitoringTerms.province_id).where(MonitoringTerms.due_day < on)
    mine = select(Institution.id).where(run_by(person_id, code), Institution.id.in_(due))
    query = select(func.count()).select_from(Institution).where(Institution.parent_id.in_(mine), Institution.valid_to.is_(None))
    return query.where(_lacking(month))


def open_flags(institution_ids: Collection[str]) -> Select[int]:
    """How many flags of these institutions are open."""
    query = select(func.count()).select_from(MonitoringFlag).where(MonitoringFlag.institution_id.in_(institution_ids))
    return query.where(MonitoringFlag.state == FlagState.OPEN)
