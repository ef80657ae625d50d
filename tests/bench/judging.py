"""A category of 10,000 entries, five sheets each, 21 indicators: 1.05 million findings, from database to page.

`python -m tests.bench.judging [--db sqlite|postgresql] [--entries N] [--evaluators N]` measures it alone. The board is measured on the
same rows.
"""

import argparse
import logging
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from p4comp.accounts.actions import open_sign_in
from p4comp.accounts.models import Membership, Person
from p4comp.accounts.rules import Proof
from p4comp.competition import actions as competition
from p4comp.competition import files
from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.competition.rules import weighted_total
from p4comp.competition.spec import Instrument
from p4comp.core import canonical, clock, db
from p4comp.core.db import Base, new_id
from p4comp.entries.rules import State
from p4comp.judging import actions, queries
from p4comp.judging.models import RankingRun
from p4comp.judging.queries import snapshots
from p4comp.judging.rules import computing, uncertainty
from p4comp.judging.rules.moves import SheetState
from tests import servers
from tests.bench.meter import Cost, Meter
from tests.bench.season import portal
from tests.bench.transfer import settle
from tests.bench.visits import Visit, guest

SLUG, CATEGORY = "p4-2022", "UMUM"
FULL, READINGS, AT_ONCE = (10_000, 300), 5, 20_000
AFTER = datetime.fromisoformat("2022-05-10T12:00:00+07:00")
BEGAN = datetime.fromisoformat("2022-04-20T08:00:00+07:00")
T = Base.metadata.tables
Row = dict[str, Any]
Size = tuple[int, int]
"""Entries, evaluators."""


@dataclass
class Judged:
    """Seconds of each step, and what the pages cost."""

    database: str
    rows: dict[str, int]
    steps: dict[str, float] = field(default_factory=dict)
    pages: dict[str, Cost] = field(default_factory=dict)

    def time(self, name: str, work: Callable[[], Any]) -> Any:
        """The work's result; its seconds on the wall are noted."""
        began = time.perf_counter()
        found = work()
        self.steps[name] = time.perf_counter() - began
        return found


def fill(edition: Edition, entries: int, evaluators: int, chance: random.Random) -> dict[str, int]:
    """Write entries, evaluators, sheets and findings straight into the tables."""
    instrument = spec_of(edition).instrument_of(CATEGORY)
    people = [_person(number) for number in range(evaluators)]
    contact = people[0]["id"]
    kinds = ("kementerian", "pemprov", "pemkab", "pemkot", "pemkab", "pemkot")
    places = [
        {"id": new_id(), "code": f"b-{n}", "kind": kinds[n % 6], "name": f"Instansi {n}", "is_invented": True} for n in range(entries)
    ]
    rows = [_entry(edition.id, place, contact) for place in places]
    seats = [{"id": new_id(), "edition_id": edition.id, "person_id": one["id"], "is_active": True} for one in people]
    for name, content in (("person", people), ("institution", places), ("entry", rows), ("evaluator", seats)):
        _write(name, content)
    sheets = 0
    for first in range(0, entries, 1000):
        sheets += _judge(rows[first : first + 1000], seats, instrument, chance)
    return {"entries": entries, "evaluators": evaluators, "sheets": sheets, "findings": sheets * len(instrument.indicators)}


def _write(name: str, rows: list[Row]) -> None:
    for first in range(0, len(rows), AT_ONCE):
        db.session().execute(insert(T[name]), rows[first : first + AT_ONCE])


def _person(number: int) -> Row:
    return {"id": new_id(), "name": f"Evaluator {number}", "email": f"b{number}@bench.invalid", "joined_at": BEGAN}


def _entry(edition_id: str, place: Row, contact: str) -> Row:
    found = {
        "id": new_id(),
        "edition_id": edition_id,
        "category": CATEGORY,
        "institution_id": place["id"],
        "institution_name": place["name"],
    }
    return found | {"state": State.VERIFIED, "began_at": BEGAN, "submitted_at": BEGAN, "first_submitted_at": BEGAN, "contact_id": contact}


def _judge(entries: list[Row], seats: list[Row], instrument: Instrument, chance: random.Random) -> int:
    sheets, findings = [], []
    weights = {one.code: one.weight for one in instrument.indicators}
    for entry in entries:
        worth = chance.gauss(2.6, 0.8)
        for seat in chance.sample(range(len(seats)), READINGS):
            level = worth + (seat % 7 - 3) * 0.15
            levels = {code: max(0, min(5, round(chance.gauss(level, 0.9)))) for code in weights}
            sheet = {"id": new_id(), "entry_id": entry["id"], "evaluator_id": seats[seat]["id"], "state": SheetState.LOCKED}
            sheets.append(
                sheet | {"total": weighted_total(levels, weights, 5), "assigned_at": BEGAN, "declared_at": BEGAN, "locked_at": BEGAN}
            )
            moment = BEGAN + timedelta(days=chance.random() * 15)
            for number, (code, found) in enumerate(levels.items()):
                saved = {"level": found, "saved_at": moment + timedelta(seconds=70 * number)}
                findings.append({"assignment_id": sheet["id"], "indicator": code, **saved})
    _write("assignment", sheets)
    _write("finding", findings)
    return len(sheets)


def prepare(app: Flask, size: Size) -> tuple[Any, dict[str, int]]:
    """The edition with its category of many entries, and a secretary at the browser."""
    with app.app_context(), db.transactions(writing=True):
        document = files.read(SLUG)
        competition.load(document, by=None, at=BEGAN)
        edition = db.session().execute(select(Edition).where(Edition.slug == SLUG)).scalar_one()
        edition.is_running = True
        rows = fill(edition, *size, random.Random(1))
        who = Person(name="Sekretaris", email="s@bench.invalid", joined_at=BEGAN)
        db.session().add(who)
        db.session().flush()
        db.session().add(Membership(person_id=who.id, role="secretariat"))
        browser = guest(app, open_sign_in(who.id, second=Proof.TOTP, agent="bench"))
        db.commit()
        settle(db.db.engine)
        db.db.session.remove()
    return browser, rows


def measure(folder: Path, size: Size = FULL, url: str = "") -> Judged:
    """Fill a fresh portal, compute the ranking, open its pages."""
    app = portal(folder, url)
    browser, rows = prepare(app, size)
    found, meter = Judged("PostgreSQL" if url else "SQLite", rows), Meter(app)
    found.pages["ranking, raw as it stands"] = meter.cost(Visit("raw", f"/peringkat/{CATEGORY}", AFTER, browser))
    with app.app_context(), db.transactions(writing=True), clock.at(AFTER):
        _compute(found)
        db.db.session.remove()
    visits = {"ranking, computed": f"/peringkat/{CATEGORY}", "sensitivity": f"/peringkat/{CATEGORY}/kepekaan"}
    visits |= {
        "reliability": f"/peringkat/{CATEGORY}/keandalan",
        "evaluators": f"/peringkat/{CATEGORY}/evaluator",
        "board": "/kemajuan-evaluasi",
    }
    for name, path in visits.items():
        found.pages[name] = meter.cost(Visit(name, path, AFTER, browser))
    return found


def _compute(found: Judged) -> None:
    edition = db.session().execute(select(Edition).where(Edition.slug == SLUG)).scalar_one()
    category = spec_of(edition).category(CATEGORY)
    assert category is not None
    inputs = found.time("decision's inputs read", lambda: queries.inputs(edition, CATEGORY))
    found.time("raw ranking of these", lambda: computing.ranking.rank(inputs))
    snapshot = found.time("snapshot of every finding read", lambda: snapshots.snapshot(edition, category))
    model = found.time("mixed model fitted", lambda: computing.model_of(snapshot))
    assert model.fit is not None
    fit = model.fit
    found.time("both rankings", lambda: computing.rank_both(snapshot, model))
    found.time("chances and places", lambda: uncertainty.outlook(fit, category.finalists, 1))
    result = found.time("everything, resamples included", lambda: computing.compute(snapshot))
    run = RankingRun(edition_id=edition.id, category=CATEGORY, asked_at=AFTER, asked_by="")
    db.session().add(run)
    db.session().flush()
    mark = snapshots.mark(edition.id, CATEGORY)
    found.time("kept", lambda: actions.keep_ranking(run.id, snapshot, mark, result, category, at=AFTER))
    db.commit()
    assert canonical.sha256(result) == run.result_sha256


def text(found: Judged) -> str:
    """The figures as lines."""
    rows = ", ".join(f"{number:,} {name}" for name, number in found.rows.items())
    lines = [f"judging on {found.database}: {rows}"]
    lines += [f"  {name:36}{seconds:8.2f} s" for name, seconds in found.steps.items()]
    lines += [f"  page: {name:30}{cost.cpu:8.1f} ms CPU{cost.queries:4} queries" for name, cost in found.pages.items()]
    return "\n".join(lines)


def run(folder: Path, databases: list[str], size: Size = FULL) -> str:
    """The figures of each database."""
    found = []
    if "sqlite" in databases:
        found.append(text(measure(folder / "judging-sqlite", size)))
    if "postgresql" in databases:
        with servers.postgresql(folder / "judging-pg") as server:
            found.append(text(measure(folder / "judging-files", size, servers.fresh_database(server, "bench_judging"))))
    return "\n".join(found)


def main() -> None:
    """Measure alone, in a temporary folder."""
    asked = argparse.ArgumentParser(prog="tests.bench.judging", description=__doc__)
    asked.add_argument("--db", choices=("sqlite", "postgresql"))
    asked.add_argument("--entries", type=int, default=FULL[0])
    asked.add_argument("--evaluators", type=int, default=FULL[1])
    wanted = asked.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="p4-bench-") as folder:
        print(run(Path(folder), [wanted.db] if wanted.db else ["sqlite", "postgresql"], (wanted.entries, wanted.evaluators)), flush=True)


if __name__ == "__main__":
    main()
