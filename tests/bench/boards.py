"""A day of interviews on the real server: five hundred open screens hear of one step, and forty jurors save at once.

Every screen does what `board.js` does: it holds a stream, and when it hears something it fetches its own part anew, each at a
moment of its own. Client and server share the machine.
"""

import json
import random
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

from flask import Flask

from p4comp.accounts.actions import open_sign_in
from p4comp.accounts.rules import Proof
from p4comp.competition.queries import spec_of
from p4comp.core import db
from p4comp.core.commands import PROCESSES
from p4comp.interviews.rules import slots
from tests import factories, held_clock, servers
from tests.bench import season
from tests.bench.server import Server
from tests.bench.visits import Guest, guest

PANELS, FINALISTS, MEMBERS, JURORS, SECRETARIES = 5, 50, 9, 40, 10
STREAM, TURN, OWN, BOARD = "/hari-wawancara/kabar", "/jadwal-wawancara/saya/giliran", "/wawancara/layar", "/hari-wawancara"
SAVES, LOOKING = 15, 3.0
TYPING = (0.8, 1.6)
TYPED = {"Content-Type": "application/x-www-form-urlencoded"}
NEWS, PATIENCE = b"event: changed", 60.0


@dataclass(frozen=True)
class Screen:
    """An open page: whose it is, and the part it fetches."""

    who: Guest
    path: str


@dataclass(frozen=True)
class Day:
    """Who is there: all screens, the jurors' sheets, the secretary who takes a step, the interview it is taken with, and when."""

    screens: Sequence[Screen]
    sheets: Sequence[tuple[Guest, str]]
    secretary: Guest
    interview: str
    at: datetime


@dataclass(frozen=True)
class Told:
    """Seconds until all screens were connected, the last had heard, the last had fetched; and what it took meanwhile."""

    connected: float
    heard: float
    fetched: float
    fetches: list[float]
    others: list[float]
    before: list[float]
    threads: int
    peak: float
    cpu: float


def run(folder: Path, databases: Iterable[str]) -> str:
    """Measure each database; the lines to print."""
    lines = [f"day of interviews: {FINALISTS * MEMBERS + JURORS + SECRETARIES} screens, {JURORS} jurors, {PROCESSES} processes"]
    for database in databases:
        if database == "postgresql":
            with servers.postgresql(folder / "pg-boards") as server:
                lines += _measure(folder / database, servers.fresh_database(server, "boards"), database)
        else:
            lines += _measure(folder / database, "", database)
    return "\n".join(lines)


def _measure(instance: Path, url: str, name: str) -> list[str]:
    app = held_clock.held(season.portal(instance / "boards", url))
    day = _prepare(app)
    held_clock.set_to(app, day.at)
    with Server(instance / "boards", url, processes=PROCESSES, application="tests.held_clock:served()") as server:
        _warm(server, day)
        told, saves = tell(server, day), save(server, day)
    with app.app_context():
        db.db.engine.dispose()
    return [
        f"  {name}: all connected in {told.connected:.1f} s; the last heard after {told.heard:.1f} s, had its part after {told.fetched:.1f} s",
        f"    fetch p95 {_p95(told.fetches):.0f} ms; another page p95 {_p95(told.others):.0f} ms meanwhile, {_p95(told.before):.0f} ms before;"
        f" {told.threads} threads, {told.peak:.0f} MB, {told.cpu:.0f} ms CPU a screen",
        f"    a score saved by {JURORS} jurors at once: median {quantiles(saves, n=2)[0]:.0f} ms, p95 {_p95(saves):.0f} ms,"
        f" {len(saves)} saves",
    ]


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


def _prepare(app: Flask) -> Day:
    """Fifty finalists on one edition's days, their people, the jurors with an open sheet each."""
    with app.app_context(), db.transactions(writing=True):
        edition = factories.edition()
        spec = spec_of(edition)
        seats = slots.slots(spec.interview, spec.zone)[: FINALISTS // PANELS]
        panels = [factories.panel(edition, f"Panel {number + 1}") for number in range(PANELS)]
        jurors = [factories.juror(panels[number % PANELS]) for number in range(JURORS)]
        people, interviews = [], []
        for number in range(FINALISTS):
            institution = factories.institution("pemkab")
            entry = factories.entry(edition, institution, state="verified")
            people += [factories.member(factories.person(f"Orang {number}.{one}"), institution) for one in range(MEMBERS)]
            interviews.append(factories.interview(entry, panels[number % PANELS], starts_at=seats[number // PANELS].starts_at))
        sheets = [factories.juror_sheet(interviews[number % PANELS], juror, state="open") for number, juror in enumerate(jurors)]
        office = [factories.secretariat(f"Sekretariat {number}") for number in range(SECRETARIES)]
        entered = {person.id: _guest(app, person.id) for person in [*people, *office, *(juror.person for juror in jurors)]}
        screens = [Screen(entered[one.id], TURN) for one in people] + [Screen(entered[one.id], BOARD) for one in office]
        screens += [Screen(entered[juror.person_id], OWN) for juror in jurors]
        papers = [(entered[juror.person_id], sheet.id) for juror, sheet in zip(jurors, sheets, strict=True)]
        day = Day(screens, papers, entered[office[0].id], interviews[0].id, seats[0].starts_at)
        db.commit()
        db.db.session.remove()
    return day


def _guest(app: Flask, person_id: str) -> Guest:
    return guest(app, open_sign_in(person_id, second=Proof.TOTP, agent="bench"))


def _warm(server: Server, day: Day) -> None:
    """Let every process have answered each kind of page before anything is measured."""
    for screen in (day.screens[0], day.screens[-1], *day.screens[FINALISTS * MEMBERS :][:1]) * PROCESSES * 4:
        with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE * 3)) as line:
            line.request("GET", screen.path, headers=screen.who.headers)
            line.getresponse().read()


def tell(server: Server, day: Day) -> Told:
    """Let all screens listen, take one step, and wait until the last has fetched what is new."""
    selector, heads = selectors.DefaultSelector(), {}
    began = time.perf_counter()
    for screen in day.screens:
        line = socket.create_connection(("127.0.0.1", server.port))
        line.sendall(f"GET {STREAM} HTTP/1.1\r\nHost: bench\r\nCookie: {screen.who.cookie}\r\n\r\n".encode())
        heads[line] = screen
        selector.register(line, selectors.EVENT_READ)
    _hear(selector, NEWS, len(day.screens))  # whoever came is told once
    connected = time.perf_counter() - began
    before = _look_elsewhere(server, day, threading.Event(), LOOKING)
    server.forget_peak()
    spent, is_over = server.processor_ms(), threading.Event()
    with ThreadPoolExecutor(len(day.screens) + 1) as hands:
        elsewhere = hands.submit(_look_elsewhere, server, day, is_over, 60)
        step_at = time.perf_counter()
        _ask(server, day.secretary, "POST", f"{BOARD}/{day.interview}/panggil", 303)
        fetches = []
        heard = _hear(selector, NEWS, len(day.screens), lambda line, said: fetches.append(hands.submit(_fetch, server, heads[line], said)))
        times = [one.result() for one in fetches]
        fetched = time.perf_counter()
        threads = server.threads()
        is_over.set()
        others = elsewhere.result()
    for line in heads:
        line.close()
    cpu = (server.processor_ms() - spent) / len(day.screens)
    return Told(connected, heard - step_at, fetched - step_at, times, others, before, threads, server.peak_mb(), cpu)


def _hear(selector: selectors.BaseSelector, word: bytes, number: int, then: Callable[[Any, bytes], object] | None = None) -> float:
    """Wait until so many lines said the word; when the last did."""
    waiting, limit = set(selector.get_map()), time.perf_counter() + PATIENCE
    while waiting:
        if time.perf_counter() > limit:
            raise RuntimeError(f"{len(waiting)} of {number} screens never heard {word!r}")
        for key, _events in selector.select(1):
            said = key.fileobj.recv(65536)  # type: ignore[union-attr]  # a socket
            if word in said and key.fd in waiting:
                waiting.discard(key.fd)
                if then is not None:
                    then(key.fileobj, said)
            if not said:
                raise RuntimeError("a stream was cut")
    return time.perf_counter()


_local = threading.local()


def _ask(server: Server, who: Guest, method: str, path: str, wanted: int, body: bytes = b"") -> tuple[float, bytes]:
    """One request over this thread's own line; how long it took in milliseconds, and its body. An idle line that was closed is opened anew."""
    if getattr(_local, "port", 0) != server.port:
        _local.line, _local.port = server.connect(), server.port
    heads, began = who.headers | (TYPED if method == "POST" else {}), time.perf_counter()
    for line in (_local.line, server.connect()):
        try:
            line.request(method, path, body or None, heads)
            answer = line.getresponse()
        except (RemoteDisconnected, ConnectionError):
            line.close()
            continue
        _local.line, content = line, answer.read()
        if answer.status != wanted:
            raise RuntimeError(f"{method} {path}: {answer.status}, not {wanted}")
        return (time.perf_counter() - began) * 1000, content
    raise RuntimeError(f"{method} {path}: no answer")


def _fetch(server: Server, screen: Screen, said: bytes) -> float:
    spread = int(said.partition(b"data: ")[2].split()[0]) / 1000
    time.sleep(random.uniform(0, spread))
    return _ask(server, screen.who, "GET", f"{screen.path}?bagian=isi", 200)[0]


def _look_elsewhere(server: Server, day: Day, is_over: threading.Event, seconds: float) -> list[float]:
    """Somebody opens another page again and again."""
    until, found = time.perf_counter() + seconds, []
    while time.perf_counter() < until and not is_over.is_set():
        found.append(_ask(server, day.secretary, "GET", "/pesan", 200)[0])
        time.sleep(0.02)
    return found


def save(server: Server, day: Day) -> list[float]:
    """Every juror saves one score after the other, as fast as `autosave.js` sends them; milliseconds of each save."""
    with ThreadPoolExecutor(JURORS) as hands:
        return [one for times in hands.map(lambda paper: _save(server, *paper), day.sheets) for one in times]


def _save(server: Server, who: Guest, sheet: str) -> list[float]:
    version, found = 0, []
    for number in range(SAVES):
        body = urlencode({"field": "dampak.score", "value": str(60 + number), "version": str(version)}).encode()
        taken, told = _ask(server, who, "POST", f"/wawancara/{sheet}/simpan", 200, body)
        version = json.loads(told)["version"]
        time.sleep(random.uniform(*TYPING))
        found.append(taken)
    return found
