"""The last hour before a deadline at ten times 2022's size: autosaves, uploads and hand-ins mixed, over the real server.

Institutions work side by side, each over its own connection; whoever was handed an answer goes on with the next act at once,
so the figures are the most the machine gives, not what 5,730 people would ask of it.
"""

import itertools
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import insert, select, update

from p4comp.accounts.actions import open_sign_in
from p4comp.accounts.models import Membership
from p4comp.accounts.rules import Proof
from p4comp.competition.models import Edition, Extension
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Stage
from p4comp.core import clock, db
from p4comp.core.db import new_id
from p4comp.entries.models import Answer, Entry, State
from tests.bench.scene import CATEGORY, FOR_EVER
from tests.bench.server import Server
from tests.bench.traffic import document
from tests.bench.visits import Guest, guest

AT_ONCE, SECONDS = 24, 60
SAVE, UPLOAD, HAND_IN = "autosave", "upload", "hand-in"
MIX = [SAVE] * 36 + [UPLOAD] * 3 + [HAND_IN]
EDGE = "p4-bench-hour"


@dataclass
class Seat:
    """One institution in the last hour: whose, which dossier, which field at which version."""

    who: Guest
    entry: str
    code: str
    version: int
    count: int = 0


@dataclass
class Hour:
    """What was done, how long each answer took in milliseconds, what went wrong."""

    seconds: float = 0.0
    taken: dict[str, list[float]] = field(default_factory=lambda: {SAVE: [], UPLOAD: [], HAND_IN: []})
    wrong: Counter[str] = field(default_factory=Counter)
    locked: int = 0
    peak: float = 0.0

    @property
    def count(self) -> int:
        """All answers."""
        return sum(map(len, self.taken.values()))

    def at(self, share: float, *kinds: str) -> float:
        """The time within which that share of the answers came."""
        times = sorted(itertools.chain.from_iterable(self.taken[kind] for kind in kinds or self.taken))
        return times[min(int(len(times) * share), len(times) - 1)] if times else 0.0


def seats(app: Flask) -> list[Seat]:
    """Complete dossiers that are drafts again, with registration open for ever, one for each connection."""
    with app.app_context(), db.transactions(writing=True):
        entries = db.everything(select(Entry).where(Entry.category == CATEGORY, Entry.first_submitted_at.is_not(None)).order_by(Entry.id))
        chosen = entries[:: max(1, len(entries) // AT_ONCE)][:AT_ONCE]
        edition = db.session().get_one(Edition, chosen[0].edition_id)
        codes = [one.code for one in spec_of(edition).instrument_of(CATEGORY).indicators]
        moved = {"id": new_id(), "edition_id": edition.id, "stage": Stage.REGISTRATION.value, "entry_id": "", "until": FOR_EVER}
        moved |= {"category": CATEGORY, "reason": "bench", "letter_number": "", "person_id": "", "made_at": clock.real()}
        db.session().execute(insert(Extension), [moved])
        db.session().execute(update(Entry).where(Entry.id.in_([one.id for one in chosen])).values(state=State.DRAFT))
        found = [_seat(app, entry, codes[number % len(codes)]) for number, entry in enumerate(chosen)]
        db.commit()
        db.db.session.remove()
    return found


def _seat(app: Flask, entry: Entry, code: str) -> Seat:
    member = select(Membership.person_id).where(Membership.institution_id == entry.institution_id)
    person = db.session().execute(member.limit(1)).scalar_one()
    answer = db.session().get_one(Answer, (entry.id, code))
    return Seat(guest(app, open_sign_in(person, second=Proof.TOTP, agent="bench")), entry.id, code, answer.narrative_version)


def play(server: Server, places: list[Seat], *, seconds: float = SECONDS) -> Hour:
    """Let everybody work for so long; the server's memory is watched meanwhile."""
    hour, lock = Hour(), threading.Lock()
    scan = document(1)
    server.forget_peak()
    began = time.perf_counter()
    hands = [threading.Thread(target=_work, args=(server, seat, scan, began + seconds, hour, lock)) for seat in places]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    hour.seconds, hour.peak = time.perf_counter() - began, server.peak_mb()
    hour.locked = server.log.read_text("utf-8", "replace").count("database is locked")
    return hour


def _work(server: Server, seat: Seat, scan: bytes, until: float, hour: Hour, lock: threading.Lock) -> None:
    dice, line = random.Random(seat.entry), server.connect()
    acts: dict[str, Callable[[], str]] = {
        SAVE: lambda: _save(line, seat),
        UPLOAD: lambda: _upload(line, seat, scan),
        HAND_IN: lambda: _hand_in(line, seat),
    }
    while time.perf_counter() < until:
        kind, began = dice.choice(MIX), time.perf_counter()
        try:
            fault = acts[kind]()
        except (OSError, HTTPException) as error:
            fault = type(error).__name__
            line = server.connect()
        with lock:
            hour.taken[kind].append((time.perf_counter() - began) * 1000)
            if fault:
                hour.wrong[f"{kind}: {fault}"] += 1


def _ask(line: HTTPConnection, seat: Seat, path: str, body: bytes, kind: str) -> tuple[int, bytes]:
    line.request("POST", f"/kepesertaan/{seat.entry}/{path}", body, seat.who.headers | {"Content-Type": kind})
    response = line.getresponse()
    return response.status, response.read()


def _typed(line: HTTPConnection, seat: Seat, path: str, **data: str) -> tuple[int, bytes]:
    return _ask(line, seat, path, urlencode(data).encode(), "application/x-www-form-urlencoded")


def _fault(status: int, body: bytes, wanted: int) -> str:
    return "" if status == wanted else f"{status} {body[:80]!r}"


def _save(line: HTTPConnection, seat: Seat) -> str:
    seat.count += 1
    text = f"Uraian {seat.count}: pengaduan dijawab dalam batas waktu, hasilnya dipakai memperbaiki layanan."
    status, body = _typed(line, seat, "simpan", field=f"{seat.code}.narrative", value=text, version=str(seat.version))
    if status == 200:
        seat.version = json.loads(body)["version"] if body[:1] == b"{" else seat.version + 1
    return _fault(status, body, 200)


def _upload(line: HTTPConnection, seat: Seat, scan: bytes) -> str:
    seat.count += 1
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="bukti.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    body = head.encode() + scan + f"\n%{seat.entry}{seat.count}".encode() + f"\r\n--{EDGE}--\r\n".encode()
    status, told = _ask(line, seat, f"indikator/{seat.code}/bukti", body, f"multipart/form-data; boundary={EDGE}")
    return "" if status == 422 and b"paling banyak" in told else _fault(status, told, 303)


def _hand_in(line: HTTPConnection, seat: Seat) -> str:
    status, body = _typed(line, seat, "kirim", declared="y")
    if status == 303:
        again, told = _typed(line, seat, "buka-kembali")
        return _fault(again, told, 303)
    return _fault(status, body, 303)
