"""What a province asks, and what it publishes."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from flask_babel import gettext as _

from p4comp.core import audit, clock
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.months import Month
from p4comp.monitoring import policy, queries
from p4comp.monitoring.models import MonitoringTerms, Publication
from p4comp.monitoring.policy import Area
from p4comp.monitoring.rules.monthly import last_whole
from p4comp.monitoring.rules.targets import ASKED


def set_terms(
    area: Area, from_month: Month, asked: Mapping[str, Decimal | None], due_day: int, basis: str, *, by: Actor, at: datetime
) -> MonitoringTerms:
    """Ask for these targets from a month on; earlier months keep what was asked then."""
    demand(policy.may_run(by, area, at))
    made = next((one for one in area.terms if one.from_month == str(from_month)), None)
    if made is None:
        made = MonitoringTerms(province_id=area.province.id, from_month=str(from_month))
        session().add(made)
    values = {name: None if (found := asked.get(name)) is None else float(found) for name in ASKED}
    if made.saved_by == by.id and queries.said(made) == values | {"due_day": due_day, "basis": basis.strip()}:
        return made
    for name, value in values.items():
        setattr(made, name, value)
    made.due_day, made.basis, made.saved_at, made.saved_by = due_day, basis.strip(), at, by.id
    session().flush()
    told = {"province": area.province.code, "month": made.from_month, "due_day": due_day, "basis": made.basis}
    audit.record("monitoring_terms.set", made, by=by, at=at, **told, **values)
    return made


def publish(area: Area, until: Month, *, by: Actor, at: datetime) -> Publication:
    """Publish the figures of all months up to one that is over, as open data; flags and plans never are."""
    demand(policy.may_import(by, area, at))
    if until > last_whole(clock.local(at, area.province.zone).date()):
        raise Invalid(_("Terbitkan sampai bulan yang sudah selesai."), "until")
    found = session().get(Publication, area.province.id)
    if found is None:
        found = Publication(province_id=area.province.id)
        session().add(found)
    found.until_month, found.published_at, found.published_by = str(until), at, by.id
    session().flush()
    audit.record("monitoring_publication.set", found, by=by, at=at, province=area.province.code, until=str(until))
    return found


def unpublish(area: Area, *, by: Actor, at: datetime) -> None:
    """Publish nothing any more."""
    demand(policy.may_import(by, area, at))
    found = session().get(Publication, area.province.id)
    if found is not None:
        audit.record("monitoring_publication.ended", found, by=by, at=at, province=area.province.code, until=found.until_month)
        session().delete(found)
