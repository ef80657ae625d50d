"""Figures of months: one institution's, many institutions' sums, what is missing."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select

from p4comp.core.db import everything, session
from p4comp.core.months import Month, Span
from p4comp.institutions.models import Institution
from p4comp.monitoring.models import FormerFigures, MonthlyFigures
from p4comp.monitoring.policy import Area
from p4comp.monitoring.queries.places import in_group, lasting, today
from p4comp.monitoring.rules.counts import COUNTED, Counts
from p4comp.monitoring.rules.monthly import MONTHLY, Point, Stated, added, stated_from

DRAWN = 12
_PARTS = [getattr(MonthlyFigures, name) for name in COUNTED]
_POINT = [getattr(MonthlyFigures, name) for name in Point._fields]
_DAYS = (MonthlyFigures.first_days, MonthlyFigures.average_days)


@dataclass(frozen=True)
class Standing:
    """An institution in a span: its sums, how many months are stated, and its last months one by one."""

    id: str
    code: str
    name: str
    region_code: str
    stated: Stated
    months: int
    series: dict[Month, Point]

    @property
    def region(self) -> str:
        """The code its tile stands under: that of its region, or its own where it has none of its own."""
        return self.region_code if len(self.region_code) > 2 else self.code


def stated_of(row: Any, names: Collection[str] = MONTHLY) -> Stated:
    """What a row of figures states, or the sums of some of them."""
    return stated_from({name: _exact(getattr(row, name)) for name in names})


def values_of(row: MonthlyFigures) -> dict[str, int | float]:
    """What a row states, by name, as its history and the log keep it; what is not stated is left out."""
    named = {name: getattr(row, name) for name in MONTHLY}
    return {name: value for name, value in named.items() if value is not None}


def _exact(value: int | float | None) -> int | Decimal | None:
    return Decimal(str(round(value, 2))) if isinstance(value, float) else value


def sums(key: Any = MonthlyFigures.institution_id, names: Collection[str] = MONTHLY) -> Select[*tuple[Any, ...]]:
    """The sums of figures by institution, or by another key.

    What was settled is unknown as soon as one month lacks it; days are weighted by complaints.
    """
    figures = MonthlyFigures
    whole = case((func.count(figures.done) == func.count(), func.sum(figures.done)), else_=None).label("done")
    parts = [whole if one is figures.done else func.sum(one).label(one.key) for one in _PARTS if one.key in names]
    weights = {
        figures.first_days: func.coalesce(figures.done, 0) + func.coalesce(figures.in_process, 0),
        figures.average_days: figures.done,
    }
    days = [_weighted(column, weights[column]).label(column.key) for column in _DAYS if column.key in names]
    return select(key.label("key"), func.count().label("months"), *parts, *days).group_by(key)


def _weighted(days: Any, weight: Any) -> ColumnElement[Any]:
    weighed = func.sum(case((days.is_not(None), weight), else_=0))
    return func.sum(days * weight) / func.nullif(weighed, 0)


@cache
def _watched(group: str) -> Select[str]:
    return select(Institution.id).where(Institution.parent_id == bindparam("province_id"), in_group(group))


@cache
def _sums_of(group: str) -> Select[*tuple[Any, ...]]:
    within = MonthlyFigures.month.between(bindparam("first"), bindparam("last"))
    return sums(names=Point._fields).where(MonthlyFigures.institution_id.in_(_watched(group)), within)


@cache
def _series_of(group: str) -> Select[*tuple[Any, ...]]:
    within = MonthlyFigures.month.between(bindparam("first"), bindparam("last"))
    return (
        select(MonthlyFigures.institution_id, MonthlyFigures.month, *_POINT)
        .where(MonthlyFigures.institution_id.in_(_watched(group)), within)
        .order_by(MonthlyFigures.month)
    )


@cache
def _names(group: str) -> Select[*tuple[Any, ...]]:
    names = (Institution.id, Institution.code, Institution.name, func.coalesce(Institution.region_code, "").label("region_code"))
    query = select(*names).where(Institution.parent_id == bindparam("province_id"), lasting(bindparam("today")), in_group(group))
    return query.order_by(Institution.name)


def standings(found: Area, group: str, span: Span) -> list[Standing]:
    """The institutions of a province in a span, by name, with what measures are made of; three queries, however many they are."""
    rows = session().execute(_names(group), {"province_id": found.province.id, "today": today()}).all()
    asked = {"province_id": found.province.id, "last": str(span.last)}
    summed = {row.key: row for row in session().execute(_sums_of(group), asked | {"first": str(span.first)})}
    drawn = max(span.first, span.last.plus(1 - DRAWN))
    series: dict[str, dict[Month, Point]] = defaultdict(dict)
    months = {str(month): month for month in Span(drawn, span.last).months}
    for row in session().execute(_series_of(group), asked | {"first": str(drawn)}):
        series[row[0]][months[row[1]]] = Point._make(row[2:])
    return [_standing(row, summed.get(row.id), series[row.id]) for row in rows]


def _standing(row: Any, summed: Any, series: dict[Month, Point]) -> Standing:
    stated, months = (stated_of(summed, Point._fields), summed.months) if summed else (Stated(Counts()), 0)
    return Standing(row.id, row.code, row.name, row.region_code, stated, months, series)


def alike(found: Area, group: str, span: Span) -> list[Stated]:
    """The sums of all institutions of a group, to find the middle of; one query."""
    asked = {"province_id": found.province.id, "first": str(span.first), "last": str(span.last)}
    return [stated_of(row, Point._fields) for row in session().execute(_sums_of(group), asked)]


def together(found: Sequence[Standing]) -> Stated:
    """All of them as one."""
    known = [one.stated for one in found if one.months]
    return added(known) if known else Stated(Counts())


def months_of(institution_id: str, span: Span) -> list[MonthlyFigures]:
    """An institution's months in a span, the earliest first."""
    query = select(MonthlyFigures).where(MonthlyFigures.institution_id == institution_id)
    return everything(query.where(MonthlyFigures.month.between(str(span.first), str(span.last))).order_by(MonthlyFigures.month))


def kept(institution_ids: Collection[str], months: Collection[str]) -> dict[tuple[str, str], MonthlyFigures]:
    """What is kept of these institutions in these months."""
    if not institution_ids or not months:
        return {}
    query = select(MonthlyFigures).where(MonthlyFigures.institution_id.in_(institution_ids), MonthlyFigures.month.in_(months))
    return {(one.institution_id, one.month): one for one in everything(query)}


def totals(institution_ids: Collection[str], span: Span) -> dict[str, Stated]:
    """The sums of each of these institutions in a span; one query."""
    query = sums().where(MonthlyFigures.institution_id.in_(institution_ids))
    query = query.where(MonthlyFigures.month.between(str(span.first), str(span.last)))
    return {row.key: stated_of(row) for row in session().execute(query)}


def former(rows: Sequence[MonthlyFigures]) -> list[tuple[MonthlyFigures, FormerFigures]]:
    """What these months were before, the latest correction first."""
    by_id = {one.id: one for one in rows}
    query = select(FormerFigures).where(FormerFigures.figures_id.in_(by_id))
    return [
        (by_id[one.figures_id], one) for one in everything(query.order_by(FormerFigures.replaced_at.desc(), FormerFigures.version.desc()))
    ]


@cache
def _late(group: str) -> Select[Institution]:
    there = select(MonthlyFigures.id).where(MonthlyFigures.institution_id == Institution.id, MonthlyFigures.month == bindparam("month"))
    query = select(Institution).where(Institution.parent_id == bindparam("province_id"), lasting(bindparam("today")))
    query = query.where(~there.exists()).order_by(Institution.name)
    return query.where(in_group(group)) if group else query


@cache
def _late_names(group: str) -> Select[str]:
    return _late(group).with_only_columns(Institution.name)


def late(found: Area, month: Month) -> list[Institution]:
    """The institutions of a province that have stated nothing of a month, by name."""
    return everything(_late(""), {"province_id": found.province.id, "month": str(month), "today": today()})


def late_names(found: Area, month: Month, group: str) -> list[str]:
    """The names of those of a group, which is all that a page needs."""
    return everything(_late_names(group), {"province_id": found.province.id, "month": str(month), "today": today()})
