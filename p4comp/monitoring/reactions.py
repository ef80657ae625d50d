"""What monitoring does when institutions become one."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update

from p4comp.core.access import Actor
from p4comp.core.db import everything, session
from p4comp.institutions import actions as registry
from p4comp.institutions.models import Institution
from p4comp.institutions.signals import merged
from p4comp.monitoring import queries
from p4comp.monitoring.models import (
    FiguresFile,
    FiguresReminder,
    FormerFigures,
    MonitoringFlag,
    MonitoringTerms,
    MonthlyFigures,
    Publication,
)


@merged.connect
def make_way(kept: Institution, *, gone: Institution, by: Actor, at: datetime, **_more: Any) -> None:
    """Of two that state the same month the one that stays is right; the other's figures become its earlier ones."""
    own = {one.month: one for one in everything(select(MonthlyFigures).where(MonthlyFigures.institution_id == kept.id))}
    for row in everything(select(MonthlyFigures).where(MonthlyFigures.institution_id == gone.id, MonthlyFigures.month.in_(own))):
        stays = own[row.month]
        session().execute(update(FormerFigures).where(FormerFigures.figures_id == row.id).values(figures_id=stays.id))
        old = {"version": row.version, "values": queries.values_of(row), "saved_at": row.saved_at, "saved_by": row.saved_by}
        session().add(FormerFigures(figures_id=stays.id, replaced_at=at, replaced_by=by.id, reason=f"digabung dari {gone.code}", **old))
        session().flush()
        session().delete(row)
    _drop_doubles(kept.id, gone.id)
    session().flush()


def _drop_doubles(kept_id: str, gone_id: str) -> None:
    reminded = select(FiguresReminder.month).where(FiguresReminder.institution_id == kept_id)
    session().execute(delete(FiguresReminder).where(FiguresReminder.institution_id == gone_id, FiguresReminder.month.in_(reminded)))
    asked = select(MonitoringTerms.from_month).where(MonitoringTerms.province_id == kept_id)
    session().execute(delete(MonitoringTerms).where(MonitoringTerms.province_id == gone_id, MonitoringTerms.from_month.in_(asked)))
    published = select(Publication.province_id).where(Publication.province_id == kept_id)
    session().execute(delete(Publication).where(Publication.province_id == gone_id, published.exists()))


registry.follows(MonthlyFigures.institution_id, _l("Angka bulanan pemantauan"))
registry.follows(FiguresFile.owner_id, _l("Berkas angka pemantauan"))
registry.follows(FiguresReminder.institution_id, _l("Pengingat angka pemantauan"))
registry.follows(MonitoringFlag.institution_id, _l("Pembinaan pemantauan"), is_private=True)
registry.follows(MonitoringTerms.province_id, _l("Sasaran pemantauan"))
registry.follows(Publication.province_id, _l("Data terbuka pemantauan"))
