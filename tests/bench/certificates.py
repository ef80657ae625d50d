"""Certificates under load: the public check and the public result over the real server, and a run whose worker process is killed."""

import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles

from flask import Flask
from sqlalchemy import select

from p4comp.certificates.models import Certificate, CertificateKind
from p4comp.certificates.rules.codes import new_code
from p4comp.config import from_environment
from p4comp.core import db
from p4comp.core.db import Base
from p4comp.factory import create_app
from tests import servers
from tests.bench import traffic
from tests.bench.scene import Scene
from tests.bench.server import Server
from tests.bench.visits import Unexpected
from tests.certificates import killing

AT_ONCE, CHECKS, KNOWN, MANY = 8, 2400, 40, 600
TARGET = 0.5
addresses = itertools.count(1)


@dataclass(frozen=True)
class Check:
    """One way to check a certificate while others do the same: milliseconds of half and of 95 % of the answers, answers a second."""

    half: float
    late: float
    per_second: float


@dataclass(frozen=True)
class Public:
    """The public check by code, by an unknown code and by number; the public result beside a static file of the same run."""

    checks: dict[str, Check]
    result: traffic.Rate
    static: traffic.Rate


def public(app: Flask, scene: Scene, instance: Path, url: str) -> Public:
    """Ask a server of its own, which believes a proxy: each who checks has an address of his own, as a whole country has."""
    with app.app_context():
        query = select(Certificate.code, Certificate.serial).where(Certificate.kind == CertificateKind.WINNER).limit(KNOWN)
        known = [(code, serial) for code, serial in db.session().execute(query)]
        db.db.session.remove()
    ways: dict[str, tuple[Callable[[int], str], int]] = {
        "by code": (lambda turn: f"/v/{known[turn % len(known)][0]}", 200),
        "by an unknown code": (lambda _turn: f"/v/{new_code()}", 404),
        "by number": (lambda turn: f"/periksa?kode={known[turn % len(known)][1]}", 200),
    }
    server = Server(instance, url)
    server.environ["P4COMP_PROXIES"] = "1"
    with server:
        checks = {name: _checked(server, path, wanted) for name, (path, wanted) in ways.items()}
        result = f"/hasil/{scene.spec.slug}"
        rates = traffic.rates(server, [result, traffic.STATIC])
    return Public(checks, rates[result], rates[traffic.STATIC])


def _checked(server: Server, path: Callable[[int], str], wanted: int) -> Check:
    def line(first: int) -> list[float]:
        connection = server.connect()
        return [_ask(connection, path(turn), wanted) for turn in range(first, CHECKS, AT_ONCE)]

    line(CHECKS - AT_ONCE)  # the server is warm
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as hands:
        walls = [one for times in hands.map(line, range(AT_ONCE)) for one in times]
    seconds, parts = time.perf_counter() - began, quantiles(walls, n=20)
    return Check(parts[9], parts[18], len(walls) / seconds)


def _ask(connection: HTTPConnection, path: str, wanted: int) -> float:
    turn, began = next(addresses), time.perf_counter()
    heads = {"Accept-Encoding": "gzip", "X-Forwarded-For": f"10.{turn >> 16 & 255}.{turn >> 8 & 255}.{turn & 255}"}
    connection.request("GET", path, headers=heads)
    answer = connection.getresponse()
    answer.read()
    if answer.status != wanted:
        raise Unexpected(f"{path} answered {answer.status}, not {wanted}")
    return (time.perf_counter() - began) * 1000


def text(found: Public) -> str:
    """The rows of the public check and the public result."""
    rows = [f"certificates checked, {AT_ONCE} at once: half, 95 % of the answers in; answers a second"]
    for name, one in found.checks.items():
        rows.append(f"  {name:40}{one.half:6.1f} ms {one.late:6.1f} ms {one.per_second:7.0f}/s")
    share = found.result.per_second / found.static.per_second
    told = f"{share:.2f} x the rate ({found.result.per_second:,.0f}/s, {found.static.per_second:,.0f}/s)"
    rows.append(f"public result beside a static file          {told}   target {TARGET:.2f}   {'hit' if share >= TARGET else 'MISSED'}")
    return "\n".join(rows)


def killed(folder: Path, databases: list[str]) -> str:
    """Six hundred certificates, their worker process killed in the middle and another one going on, on each database."""
    rows = [f"{MANY} certificates, the worker killed in the middle"]
    if "sqlite" in databases:
        rows.append(_killed("SQLite", folder / "killed-sqlite"))
    if "postgresql" in databases:
        with servers.postgresql(folder / "pg-killed") as server:
            rows.append(_killed("PostgreSQL", folder / "killed-postgresql", servers.fresh_database(server, "killed")))
    return "\n".join(rows)


def _killed(name: str, instance: Path, url: str = "") -> str:
    settings = from_environment({"P4COMP_INSTANCE": str(instance), "DATABASE_URL": url})
    app = create_app(settings)
    with app.app_context(), suppress(AssertionError):
        Base.metadata.create_all(db.db.engine)
        seen = killing.kill_in_the_middle(app, settings, killing.many(MANY), MANY)
        db.rollback()
        db.db.engine.dispose()
        same = all(seen.after[key] == sha256 for key, sha256 in seen.before.items())
        fine = same and len(set(seen.after.values())) == MANY and seen.told == sorted(seen.told)
        done = f"killed after {len(seen.before)}, {len(seen.after)} files in {seen.seconds:.0f} s"
        return f"  {name:40}{done}   {'hit' if fine else 'MISSED'}"
    return f"  {name:40}BROKEN: a file was made twice, or the worker ended"
