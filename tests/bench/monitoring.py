"""Five years of figures of all regencies and cities: pages of monitoring, the map of the country, the import of a year."""

import random
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import insert, select

from p4comp.accounts.actions import open_sign_in
from p4comp.accounts.identity import someone
from p4comp.accounts.models import Membership, Person
from p4comp.accounts.rules import Proof
from p4comp.core import clock, db
from p4comp.core.db import new_id, session
from p4comp.core.months import Month
from p4comp.institutions import actions as registry
from p4comp.institutions.models import Institution, Kind
from p4comp.monitoring import actions, queries
from p4comp.monitoring.models import FiguresFile, MonitoringTerms, MonthlyFigures
from p4comp.monitoring.policy import Sent
from tests import factories, servers
from tests.bench import season
from tests.bench.meter import Meter, quiet_memory
from tests.bench.visits import Guest, Visit, guest

AT = datetime(2022, 1, 17, 3, tzinfo=UTC)
FIRST, MONTHS, LARGEST = Month(2017, 1), 60, "prov-35"
AREA = f"/pemantauan/provinsi/{LARGEST}"


def run(folder: Path, databases: Iterable[str]) -> str:
    """Measure each database; the lines to print."""
    lines = ["monitoring: CPU ms, queries"]
    for database in databases:
        if database == "postgresql":
            with servers.postgresql(folder / "pg-monitoring") as server:
                lines += _measure(folder / "monitoring-pg", servers.fresh_database(server, "monitoring"), database)
        else:
            lines += _measure(folder / "monitoring", "", database)
    return "\n".join(lines)


def _measure(instance: Path, url: str, name: str) -> list[str]:
    app = season.portal(instance, url)
    with app.app_context(), clock.at(AT), db.transactions(writing=True):
        number = _fill()
        people = {role: _enter(app, person) for role, person in _people().items()}
        db.commit()
        db.db.session.remove()
    meter = Meter(app)
    lines = [f"  {name}: {number} months of figures"]
    with quiet_memory():
        lines += [f"    {visit.name}: {cost.cpu:.1f}, {cost.queries}" for visit in _visits(people) for cost in [meter.cost(visit)]]
    lines.append(_import(app))
    with app.app_context():
        db.db.engine.dispose()
    return lines


def _fill() -> int:
    """The registry as it is shipped, every province monitoring, and a month's figures for each regency and city."""
    registry.load_registry(AT)
    provinces = session().execute(select(Institution.id).where(Institution.kind == Kind.PROVINCE)).scalars().all()
    asked = {"from_month": str(FIRST), "followed_up": 90.0, "first_days": 3.0, "due_day": 10, "basis": "", "saved_at": AT, "saved_by": ""}
    session().execute(insert(MonitoringTerms), [{"id": new_id(), "province_id": one, **asked} for one in provinces])
    units = session().execute(select(Institution.id).where(Institution.kind.in_((Kind.REGENCY, Kind.CITY)))).scalars().all()
    chance = random.Random(7)
    rows = [_row(unit, str(FIRST.plus(step)), chance) for unit in units for step in range(MONTHS)]
    for start in range(0, len(rows), 5000):
        session().execute(insert(MonthlyFigures), rows[start : start + 5000])
    return len(rows)


def _row(unit: str, month: str, chance: random.Random) -> dict[str, object]:
    received = chance.randint(10, 400)
    done = round(received * chance.uniform(0.7, 0.97))
    days = {"first_days": round(chance.uniform(1, 5), 1), "average_days": round(chance.uniform(3, 20), 1)}
    known = {"received": received, "done": done, "in_process": (received - done) // 2, "version": 1, "is_own": False}
    return {"id": new_id(), "institution_id": unit, "month": month, "saved_at": AT, "saved_by": "", **known, **days}


def _people() -> dict[str, Person]:
    largest = session().execute(select(Institution).where(Institution.code == LARGEST)).scalar_one()
    watcher = factories.person("Pemantau")
    factories.keep(Membership(person_id=watcher.id, role="monitor", institution_id=largest.id))
    unit = session().execute(select(Institution).where(Institution.parent_id == largest.id).order_by(Institution.code)).scalars().first()
    return {"monitor": watcher, "office": factories.secretariat(), "unit": factories.member(institution=unit)}


def _enter(app: Flask, person: Person) -> Guest:
    return guest(app, open_sign_in(person.id, second=Proof.TOTP, agent="bench"))


def _visits(people: dict[str, Guest]) -> list[Visit]:
    monitor, unit = people["monitor"], people["unit"]
    return [
        Visit("province of 38, a year", AREA, AT, monitor),
        Visit("province of 38, five years", f"{AREA}?dari=2017-01&sampai=2021-12", AT, monitor),
        Visit("one institution, a year", "/pemantauan/instansi/kab-35.01", AT, unit),
        Visit("form of a month", "/pemantauan/instansi/kab-35.01/isi", AT, unit),
        Visit("map of 38 provinces, a year", "/pemantauan", AT, people["office"]),
        Visit("monitor's start page", "/ruang-kerja", AT, monitor),
    ]


def _import(app: Flask) -> str:
    """Read, compare and take over a corrected year of the largest province."""
    with app.app_context(), clock.at(AT), db.transactions(writing=True):
        watcher = session().execute(select(Membership).where(Membership.role == "monitor")).scalar_one()
        by = someone(session().get_one(Person, watcher.person_id))
        area = queries.area(by, LARGEST)
        assert area is not None
        months = [str(FIRST.plus(MONTHS - 12 + step)) for step in range(12)]
        cells = [{"code": unit.code, "month": month, "received": "900", "done": "800"} for unit in queries.named(area) for month in months]
        stored = factories.stored(b"kode;bulan")
        raw = [list(pair) for pair in enumerate(cells, 2)]
        file = factories.keep(
            FiguresFile(owner_id=area.province.id, sha256=stored.sha256, name="a.csv", rows=raw, sent_at=AT, sent_by=by.id)
        )
        began, cpu = time.perf_counter(), time.process_time()
        mark = queries.compared(Sent(file, area)).mark
        looked = time.process_time() - cpu
        new, changed = actions.take(Sent(file, area), mark=mark, accepted=True, reason="diperbarui", by=by, at=AT)
        db.commit()
        whole = time.perf_counter() - began
        db.db.session.remove()
    return f"    import of a year of 38: {new} new, {changed} corrected; looked at in {looked * 1000:.0f} ms CPU, kept after {whole:.2f} s"
