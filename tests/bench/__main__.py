"""`python -m tests.bench [--small] [--db sqlite|postgresql] [--only WORD]`: play, multiply, measure, print.

`--only pages` leaves out certificates, server and the ranking of everybody; `--only certificates` measures those alone, printed and
checked; any other word measures the requests it is found in, such as `juror` or `secretariat: start`.
"""

import argparse
import logging
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import text

from p4comp.core import db
from p4comp.core.commands import PROCESSES
from tests import servers
from tests.bench import (
    boards,
    certificates,
    heavy,
    judging,
    last_hour,
    monitoring,
    multiply,
    planning,
    report,
    season,
    solver,
    traffic,
    transfer,
)
from tests.bench.meter import Meter, quiet_memory
from tests.bench.scene import Scene, prepare
from tests.bench.server import Server
from tests.bench.tour import tour
from tests.bench.visits import Visit

TIMES = {"573": 1, "5730": 10}
SIZES = [5, 45]
FULL = 5000
CERTIFICATES = "certificates"
HOME = "/"


class Bench:
    """One run in a folder of its own."""

    def __init__(self, folder: Path, sizes: list[str], databases: list[str], only: str = ""):
        self.folder, self.sizes, self.databases, self.only = folder, sizes, databases, only
        self.began = time.monotonic()
        self.is_broken = False

    def say(self, line: str) -> None:
        """Tell the operator where the bench is."""
        print(f"{time.monotonic() - self.began:6.0f} s  {line}", flush=True)

    def run(self) -> None:
        """Play once, then measure each database at each size."""
        eve = season.Eve()
        first = season.portal(self.folder / "eve")
        with season.playing(first):
            eve.reach()
            db.db.engine.dispose()
        self.say("season played to the eve of the shortlist")
        for size in self.sizes:
            instance = self.folder / size
            shutil.copytree(self.folder / "eve", instance)
            app = self._finish(instance, eve, TIMES[size])
            self.say(f"season of {size} entries finished on SQLite")
            if "postgresql" in self.databases:
                self._on_postgresql(app, instance, size)
            if "sqlite" in self.databases:
                self._measure("SQLite", app, instance)

    def _finish(self, instance: Path, eve: season.Eve, times: int) -> Flask:
        app = season.portal(instance)
        with season.playing(app):
            multiply.multiply(times)
            eve.go_on()
            transfer.settle(db.db.engine)
        return app

    def _on_postgresql(self, source: Flask, instance: Path, size: str) -> None:
        with servers.postgresql(self.folder / "pg") as server:
            url = servers.fresh_database(server, f"bench_{size}")
            app = season.portal(instance, url)
            with source.app_context():
                origin = db.db.engine
            with app.app_context(), db.db.engine.connect() as connection:
                connection.execute(text(f"ALTER DATABASE bench_{size} RESET synchronous_commit"))
                connection.commit()
            with app.app_context():
                transfer.transfer(origin, db.db.engine)
                db.db.engine.dispose()
            _make_durable(server)
            self.say(f"{size} entries copied to PostgreSQL")
            self._measure("PostgreSQL", app, instance, url)
            with app.app_context():
                db.db.engine.dispose()

    def _measure(self, name: str, app: Flask, instance: Path, url: str = "") -> None:
        scene, meter, rows = prepare(app), Meter(app), heavy.size_of(app)
        if self.only == CERTIFICATES:
            self._measure_certificates(name, scene, (app, instance, url))
            return
        with quiet_memory():
            lines = [_line(meter, visit) for visit in tour(scene) if self.only in ("", "pages") or self.only in visit.name]
        self.is_broken = self.is_broken or any(line.broken for line in lines)
        self.say(f"{name}: pages and saves measured")
        if self.only:
            print(f"\n{report.pages(name, rows, lines)}\n", flush=True)
        else:
            self._measure_rest(name, rows, lines, (app, instance, url), scene, meter)

    def _measure_certificates(self, name: str, scene: Scene, place: tuple[Flask, Path, str]) -> heavy.Printing:
        app, instance, url = place
        with quiet_memory():
            printing = heavy.print_certificates(app)
        self.say(f"{name}: certificates measured")
        checked = certificates.public(app, scene, instance, url)
        print("\n".join(["", *report.printed(printing), certificates.text(checked), ""]), flush=True)
        return printing

    def _measure_rest(
        self, name: str, rows: dict[str, int], lines: list[report.Line], place: tuple[Flask, Path, str], scene: Scene, meter: Meter
    ) -> None:
        app, instance, url = place
        printing = self._measure_certificates(name, scene, place)
        page, static, sent, plain = self._serve(scene, instance, url)
        self.say(f"{name}: server measured")
        hour = self._play_last_hour(name, place) if rows["entry"] > FULL else None
        with quiet_memory():
            ranked = heavy.rank_everybody(app, meter, scene)
        found = report.Found(name, rows, lines, page, static, sent, plain, hour, ranked, printing)
        print(f"\n{report.text(found)}\n", flush=True)

    def _play_last_hour(self, name: str, place: tuple[Flask, Path, str]) -> last_hour.Hour:
        app, instance, url = place
        before = last_hour.hand_ins(app)
        with Server(instance, url, processes=PROCESSES) as server:
            hour = last_hour.play(server, last_hour.seats(app))
        hour.lost = hour.handed_in - (last_hour.hand_ins(app) - before)
        self.is_broken = self.is_broken or bool(hour.wrong or hour.locked or hour.lost)
        self.say(f"{name}: last hour played")
        return hour

    def _serve(self, scene: Scene, instance: Path, url: str) -> tuple[traffic.Rate, traffic.Rate, list[traffic.Upload], float]:
        with Server(instance, url) as server:
            rates = traffic.rates(server, [HOME, traffic.STATIC])
            sent = traffic.uploads(server, scene, SIZES)
        return rates[HOME], rates[traffic.STATIC], sent, traffic.plain_rate(instance, SIZES[-1])


def _make_durable(server: Any) -> None:
    """What is acknowledged outlives the machine, as in service."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM RESET {setting}")
        connection.execute("SELECT pg_reload_conf()")


def _line(meter: Meter, visit: Visit) -> report.Line:
    try:
        return report.Line(visit.name, visit.kind, meter.cost(visit))
    except Exception as error:  # one broken page must not hide the figures of the others
        return report.Line(visit.name, visit.kind, None, f"{type(error).__name__}: {error}"[:120])


def main() -> None:
    """Read the arguments and run in a temporary folder; a page that broke fails the run, a slow one never."""
    asked = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    asked.add_argument("--small", action="store_true", help="only the season's own 573 entries")
    asked.add_argument("--db", choices=("sqlite", "postgresql"), help="only this database")
    asked.add_argument("--only", default="", metavar="WORD", help="`pages`, or a word of the requests to measure")
    wanted = asked.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="p4-bench-") as folder:
        databases = [wanted.db] if wanted.db else ["sqlite", "postgresql"]
        if wanted.only in ("", CERTIFICATES):
            print(certificates.killed(Path(folder), databases), flush=True)
        if wanted.only != CERTIFICATES:
            print(solver.text(solver.solve()), flush=True)
            print(planning.text(planning.run()), flush=True)
        if not wanted.only:
            print(judging.run(Path(folder), databases), flush=True)
            print(boards.run(Path(folder), databases), flush=True)
            print(monitoring.run(Path(folder), databases), flush=True)
        bench = Bench(Path(folder), list(TIMES)[: 1 if wanted.small else None], databases, wanted.only)
        bench.run()
    raise SystemExit(1 if bench.is_broken else 0)


if __name__ == "__main__":
    main()
