"""A province that monitors in the demo: targets, a year of invented figures, one institution that falls behind."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.core.months import Month
from p4comp.demo.rules.season import stream
from p4comp.institutions.models import Institution, Kind
from p4comp.monitoring import actions
from p4comp.monitoring.models import MonitoringTerms
from p4comp.monitoring.policy import Area, Flagged, Unit
from p4comp.monitoring.rules.counts import Counts
from p4comp.monitoring.rules.monthly import Stated

PROVINCE, BEHIND, MONTHS = "prov-63", "kab-63.02", 12
WORDS = (
    "Sejak empat bulan terakhir bagian yang ditindaklanjuti turun, dan hari ke tindak lanjut pertama melewati batas 3 hari; rata-rata setahun"
    " masih di bawahnya. Mohon rencana perbaikan. (SIMULASI)"
)


def play_monitoring(by: Actor, *, last: Month, at: datetime, is_host: bool = False) -> int:
    """Let the province ask, state a year up to `last`, and tell one that it falls behind; how many months were stated."""
    province = first(select(Institution).where(Institution.code == PROVINCE))
    if province is None:
        return 0
    asked = {"followed_up": Decimal(90), "settled": None, "first_days": Decimal(3), "days": Decimal(14)}
    actions.set_terms(Area(province, (), is_host), last.plus(1 - MONTHS), asked, 10, "", by=by, at=at)
    terms = everything(select(MonitoringTerms).where(MonitoringTerms.province_id == province.id))
    area = Area(province, tuple(terms), is_host)
    query = select(Institution).where(Institution.parent_id == province.id, Institution.kind.in_((Kind.REGENCY, Kind.CITY)))
    units = everything(query.order_by(Institution.code))
    entered = [actions.Entered(one.id, *month, is_own=False) for one in units for month in _year(one.code, last)]
    actions.keep(entered, None, reason="", by=by, at=at)
    _fall_behind(area, next(one for one in units if one.code == BEHIND), by, at)
    session().flush()
    return len(entered)


def _year(code: str, last: Month) -> list[tuple[Month, Stated]]:
    """Twelve months from a source of chance of the institution's own."""
    chance = stream("monitoring", code)
    usual, quality = chance.randint(15, 140), chance.uniform(0.88, 0.99)
    found = []
    for number in range(MONTHS):
        is_worse = code == BEHIND and number >= MONTHS - 4
        received = round(usual * chance.uniform(0.7, 1.3))
        done = round(received * (0.5 if is_worse else quality - 0.06 * chance.random()))
        in_process = round((received - done) * (0.1 if is_worse else 0.6))
        left = received - done - in_process
        counts = Counts(
            received, left // 3, left - 2 * (left // 3), in_process, done, left // 3, 0, 0, Decimal(f"{6 + 6 * chance.random():.1f}")
        )
        found.append((last.plus(number + 1 - MONTHS), Stated(counts, Decimal(f"{(4.5 if is_worse else 1.5) + chance.random():.1f}"))))
    return found


def _fall_behind(area: Area, one: Institution, by: Actor, at: datetime) -> None:
    unit = Unit(one, area)
    flag = Flagged(actions.raise_flag(unit, WORDS, by=by, at=at), unit)
    step = ("Menunjuk pejabat penghubung pengganti di tiap dinas", "Kepala Dinas Komunikasi dan Informatika")
    actions.add_step(flag, *step, date(at.year, at.month, 28), by=by, at=at)
    actions.add_note(flag, "Pendampingan lewat rapat daring tiap Senin pagi. (SIMULASI)", by=by, at=at)
