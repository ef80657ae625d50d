"""Institutions that are late with a month are reminded, once a month."""

from datetime import datetime

from sqlalchemy import select

from p4comp.accounts import queries as accounts
from p4comp.core import audit, clock, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import everything, session
from p4comp.core.months import Month
from p4comp.institutions.models import Institution
from p4comp.monitoring import policy, queries
from p4comp.monitoring.models import FiguresReminder, MonitoringTerms
from p4comp.monitoring.policy import Area
from p4comp.monitoring.rules.monthly import last_whole

FROM_HOUR = 8


def overdue_provinces(at: datetime) -> list[Institution]:
    """The provinces whose day for last month's figures is over, from the next day at eight o'clock on their own clock."""
    query = select(Institution).where(Institution.id.in_(select(MonitoringTerms.province_id))).order_by(Institution.code)
    return [one for one in everything(query) if _is_due(one, at)]


def _is_due(province: Institution, at: datetime) -> bool:
    here = clock.local(at, province.zone)
    terms = queries.terms_for(_area(province), last_whole(here.date()))
    return terms is not None and here.day > terms.due_day and here.hour >= FROM_HOUR


def _area(province: Institution) -> Area:
    found = select(MonitoringTerms).where(MonitoringTerms.province_id == province.id).order_by(MonitoringTerms.from_month)
    return Area(province, tuple(everything(found)))


def remind_late(province: Institution, *, at: datetime) -> int:
    """Write to those of a province that lack last month's figures and were not reminded of it; how many institutions."""
    return _remind(_area(province), last_whole(clock.local(at, province.zone).date()), None, at)


def remind(area: Area, *, by: Actor, at: datetime) -> int:
    """The same at the province's word, without waiting for the day; how many institutions."""
    demand(policy.may_import(by, area, at))
    return _remind(area, last_whole(clock.local(at, area.province.zone).date()), by, at)


def _remind(area: Area, month: Month, by: Actor | None, at: datetime) -> int:
    told = set(everything(select(FiguresReminder.institution_id).where(FiguresReminder.month == str(month))))
    reminded = [one for one in queries.late(area, month) if one.id not in told]
    people = accounts.members_of(one.id for one in reminded)
    for unit in reminded:
        session().add(FiguresReminder(institution_id=unit.id, month=str(month), sent_at=at))
        for person in people.get(unit.id, ()):
            mail.to_person("monitoring/mail/late.txt", person, at=at, unit=unit, province=area.province, month=month)
    if reminded:
        codes = [one.code for one in reminded]
        audit.record("monitoring_reminder.sent", area.terms[-1], by=by, at=at, month=str(month), institutions=codes)
    return len(reminded)
