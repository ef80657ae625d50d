"""What waits for a person, as numbers of the start page; and whom a place in the menu concerns."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from p4comp.institutions.models import Institution, Kind, Region
from p4comp.monitoring.models import MonitoringFlag, MonitoringTerms, MonthlyFigures
from p4comp.monitoring.queries.places import lasting, run_by
from p4comp.monitoring.rules.flags import FlagState

WITA, WIT = "Asia/Makassar", "Asia/Jayapura"


def concerned(member_of: Collection[str], led: Collection[str]) -> Select[int]:
    """How many of these institutions a province watches, or are provinces that one leads."""
    watched = Institution.id.in_(member_of) & Institution.parent_id.in_(select(MonitoringTerms.province_id))
    return select(func.count()).select_from(Institution).where(or_(watched, Institution.id.in_(led) & (Institution.kind == Kind.PROVINCE)))


def _lacking(month: ColumnElement[str]) -> ColumnElement[bool]:
    there = select(MonthlyFigures.id).where(MonthlyFigures.institution_id == Institution.id, MonthlyFigures.month == month)
    return ~there.exists()


def to_state(institution_ids: Collection[str], month: ColumnElement[str], today: ColumnElement[date]) -> Select[int]:
    """How many of these watched institutions have stated nothing of a month yet; nobody waits for one that has ended."""
    query = select(func.count()).select_from(Institution).where(Institution.id.in_(institution_ids), lasting(today), _lacking(month))
    return query.where(Institution.parent_id.in_(select(MonitoringTerms.province_id)))


def _due_day(month: ColumnElement[str]) -> ColumnElement[int]:
    """The day that the terms of a month ask for, as `queries.terms_for` finds them."""
    own = select(MonitoringTerms.due_day).where(MonitoringTerms.province_id == Institution.id).limit(1)
    begun = own.where(MonitoringTerms.from_month <= month).order_by(MonitoringTerms.from_month.desc())
    return func.coalesce(begun.scalar_subquery(), own.order_by(MonitoringTerms.from_month).scalar_subquery())


def late_units(
    person_id: ColumnElement[str],
    code: ColumnElement[str],
    month: ColumnElement[str],
    today: ColumnElement[date],
    west: ColumnElement[int],
    middle: ColumnElement[int],
    east: ColumnElement[int],
) -> Select[int]:
    """How many institutions of the provinces one monitors for are late with a month, the day it was due being over.

    The last three are the day of the month in WIB, WITA and WIT. Where the month has begun in the east alone it is the first
    there, when nobody is late yet: one month does for all.
    """
    here = case((Region.zone == WITA, middle), (Region.zone == WIT, east), else_=west)
    mine = select(Institution.id).outerjoin(Region, Region.code == Institution.region_code)
    mine = mine.where(run_by(person_id, code), _due_day(month) < here)
    query = select(func.count()).select_from(Institution).where(Institution.parent_id.in_(mine), lasting(today))
    return query.where(_lacking(month))


def open_flags(institution_ids: Collection[str]) -> Select[int]:
    """How many flags of these institutions are open."""
    query = select(func.count()).select_from(MonitoringFlag).where(MonitoringFlag.institution_id.in_(institution_ids))
    return query.where(MonitoringFlag.state == FlagState.OPEN)
