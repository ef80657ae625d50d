"""All provinces side by side, for those inside the ministry's portal; and what provinces publish."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import aliased

from p4comp.core.db import first, session
from p4comp.core.months import Span
from p4comp.institutions.models import Institution, Kind
from p4comp.monitoring.models import MonthlyFigures, Publication
from p4comp.monitoring.queries.figures import stated_of, sums
from p4comp.monitoring.queries.places import in_group
from p4comp.monitoring.rules.monthly import Point, Stated

_unit = aliased(Institution)


@dataclass(frozen=True)
class ProvinceRow:
    """A province's regencies and cities together: how many there are, how many state figures, and their sums."""

    code: str
    name: str
    region_code: str
    units: int
    stating: int
    stated: Stated | None


@cache
def _by_province() -> Select[*tuple[Any, ...]]:
    """The sums by province; regencies and cities only."""
    query = sums(Institution.parent_id, Point._fields).add_columns(func.count(MonthlyFigures.institution_id.distinct()).label("stating"))
    query = query.join(Institution, Institution.id == MonthlyFigures.institution_id).where(in_group("daerah"))
    return query.where(MonthlyFigures.month.between(bindparam("first"), bindparam("last")))


@cache
def _provinces() -> Select[*tuple[Any, ...]]:
    number = select(func.count()).where(_unit.parent_id == Institution.id, _unit.kind.in_((Kind.REGENCY, Kind.CITY))).scalar_subquery()
    columns = (Institution.id, Institution.code, Institution.name, Institution.region_code, number.label("units"))
    return select(*columns).where(Institution.kind == Kind.PROVINCE).order_by(Institution.name)


def provinces(span: Span) -> list[ProvinceRow]:
    """All provinces in a span, by name; two queries."""
    found = {row.key: row for row in session().execute(_by_province(), {"first": str(span.first), "last": str(span.last)})}
    rows = session().execute(_provinces()).all()
    return [
        ProvinceRow(
            row.code,
            row.name,
            row.region_code or "",
            row.units,
            found[row.id].stating if row.id in found else 0,
            stated_of(found[row.id], Point._fields) if row.id in found else None,
        )
        for row in rows
    ]


def published(code: str) -> tuple[Institution, str] | None:
    """A province that publishes, and until which month."""
    query = select(Institution, Publication.until_month).join(Publication, Publication.province_id == Institution.id)
    row = session().execute(query.where(Institution.code == code)).first()
    return (row[0], row[1]) if row else None


def publishing() -> list[tuple[Institution, str]]:
    """All provinces that publish, each with the month until which it does."""
    query = select(Institution, Publication.until_month).join(Publication, Publication.province_id == Institution.id)
    return [(one, until) for one, until in session().execute(query.order_by(Institution.code))]


def published_until(province_id: str) -> str:
    """Until which month a province publishes; an empty text where it does not."""
    return first(select(Publication.until_month).where(Publication.province_id == province_id)) or ""


def open_rows(province_id: str, until: str) -> list[tuple[Institution, MonthlyFigures]]:
    """What a province publishes: months of its regencies, cities and agencies."""
    query = select(Institution, MonthlyFigures).join(MonthlyFigures, MonthlyFigures.institution_id == Institution.id)
    query = query.where(Institution.parent_id == province_id, MonthlyFigures.month <= until)
    return [(one, figures) for one, figures in session().execute(query.order_by(Institution.name, MonthlyFigures.month))]
