"""Figures of months are put in and corrected; what they were before stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from flask_babel import gettext as _

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.months import Month
from p4comp.monitoring import policy, queries
from p4comp.monitoring.models import FiguresFile, FormerFigures, MonthlyFigures
from p4comp.monitoring.policy import Unit
from p4comp.monitoring.rules.monthly import MONTHLY, Stated, faults, month_at, not_yet


@dataclass(frozen=True)
class Entered:
    """Figures of an institution's month that are to be kept; `is_own` where the institution itself states them."""

    institution_id: str
    month: Month
    stated: Stated
    is_own: bool


def state(unit: Unit, month: Month, stated: Stated, *, reason: str, accepted: bool, by: Actor, at: datetime) -> MonthlyFigures:
    """Put in one month of one institution; a correction says why, a sum that does not add up must be meant."""
    demand(policy.may_state(by, unit, at))
    if fault := not_yet(month, month_at(at, unit.area.province.zone)):
        raise Invalid(fault.message, fault.column)
    for one in faults(stated):
        if one.is_grave or not accepted:
            raise Invalid(one.message, one.column)
    entered = Entered(unit.institution.id, month, stated, by.has("member", unit.institution.id))
    ((row, is_new, is_changed),) = keep([entered], None, reason=reason, by=by, at=at)
    told = {"institution": unit.institution.code, "month": row.month}
    if is_new:
        audit.record("monthly_figures.stated", row, by=by, at=at, **told, values=queries.values_of(row))
    elif is_changed:
        audit.record("monthly_figures.corrected", row, by=by, at=at, **told, values=queries.values_of(row), reason=reason.strip())
    return row


def keep(
    entered: Sequence[Entered], source: FiguresFile | None, *, reason: str, by: Actor, at: datetime
) -> list[tuple[MonthlyFigures, bool, bool]]:
    """Keep figures, each with whether it is new and whether it differs from what was there. The caller has asked who may, and records it."""
    known = queries.kept({one.institution_id for one in entered}, {str(one.month) for one in entered})
    found = []
    for one in entered:
        row = known.get((one.institution_id, str(one.month)))
        is_new, is_changed = row is None, row is not None and queries.stated_of(row) != one.stated
        if row is None:
            row = MonthlyFigures(institution_id=one.institution_id, month=str(one.month), version=1)
            session().add(row)
        elif is_changed:
            _set_aside(row, reason, by, at)
        if is_new or is_changed:
            _fill(row, one, source, by, at)
        found.append((row, is_new, is_changed))
    session().flush()
    return found


def _set_aside(row: MonthlyFigures, reason: str, by: Actor, at: datetime) -> None:
    if not reason.strip():
        raise Invalid(_("Angka ini sudah ada. Tulis mengapa diubah."), "reason")
    old = {"saved_at": row.saved_at, "saved_by": row.saved_by, "version": row.version, "values": queries.values_of(row)}
    session().add(FormerFigures(figures_id=row.id, replaced_at=at, replaced_by=by.id, reason=reason.strip(), **old))
    row.version += 1


def _fill(row: MonthlyFigures, one: Entered, source: FiguresFile | None, by: Actor, at: datetime) -> None:
    for name in MONTHLY:
        value = one.stated.get(name)
        setattr(row, name, float(value) if isinstance(value, Decimal) else value)
    row.source_id, row.is_own, row.saved_at, row.saved_by = source.id if source else None, one.is_own, at, by.id
