"""The last hour before a deadline at ten times 2022's size: autosaves, uploads and hand-ins mixed, over the real server.

Institutions work side by side, each over its own connection; whoever was handed an answer goes on with the next act at once,
so the figures are the most the machine gives, not what 5,730 people would ask of it. Every answer but the one wanted is an error.
"""

import itertools
import json
import random
import threading
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import func, insert, select, update

from p4comp.accounts.actions import open_sign_in
from p4comp.accounts.models import Membership
from p4comp.accounts.rules import Proof
from p4comp.competition.models import Edition, Extension
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Stage
from p4comp.core import clock, db
from p4comp.core.db import new_id
from p4comp.entries.models import Answer, Entry, State, Submission
from tests.bench.scene import CATEGORY, FOR_EVER
from tests.bench.server import Server
from tests.bench.traffic import document
from tests.bench.visits import Guest, guest

AT_ONCE, WARMING, SECONDS = 24, 6, 60
SAVE, UPLOAD, FORM_UPLOAD, HAND_IN = "autosave", "upload", "upload without scripts", "hand-in"
MIX = [SAVE] * 72 + [UPLOAD] * 6 + [FORM_UPLOAD] + [HAND_IN] * 2
KINDS = (SAVE, UPLOAD, FORM_UPLOAD, HAND_IN)
OK, CREATED, EMPTY, SEE_OTHER, CONFLICT = 200, 201, 204, 303, 409
SCAN_MB = 1
EDGE = "p4-bench-hour"
TYPED = {"Content-Type": "application/x-www-form-urlencoded"}
PIECE = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
TUS = {"Tus-Resumable": "1.0.0", "Accept": "application/json"}


class Wrong(RuntimeError):
    """An answer that nobody wanted."""


@dataclass
class Seat:
    """One institution in the last hour: its approver, its dossier, the version of each indicator's narrative."""

    who: Guest
    entry: str
    versions: dict[str, int]
    count: int = 0

    def turn(self) -> str:
        """The next indicator, so that no indicator fills up."""
        self.count += 1
        codes = list(self.versions)
        return codes[self.count % len(codes)]


@dataclass
class Hour:
    """What was done, how long each answer took in milliseconds, what went wrong."""

    seconds: float = 0.0
    taken: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    acts: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    locked: int = 0
    handed_in: int = 0
    lost: int = 0
    cpu: float = 0.0
    peak: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def count(self) -> int:
        """All answers."""
        return sum(map(len, self.taken.values()))

    def at(self, share: float, *kinds: str) -> float:
        """The time within which that share of the answers came."""
        times = sorted(itertools.chain.from_iterable(self.taken[kind] for kind in kinds or self.taken))
        return times[min(int(len(times) * share), len(times) - 1)] if times else 0.0

    def note(self, kind: str, fault: str = "", *, is_locked: bool = False) -> None:
        """Count an act and what went wrong with it."""
        with self.lock:
            self.acts[kind] += not fault
            self.wrong.update([f"{kind}: {fault}"] if fault else [])
            self.locked += is_locked


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
        found = [_seat(app, entry, codes) for entry in chosen]
        db.commit()
        db.db.session.remove()
    return found


def _seat(app: Flask, entry: Entry, codes: list[str]) -> Seat:
    approver = select(Membership.person_id).where(Membership.institution_id == entry.institution_id, Membership.approves)
    person = db.session().execute(approver.limit(1)).scalar_one()
    versions = dict(db.session().execute(select(Answer.indicator, Answer.narrative_version).where(Answer.entry_id == entry.id)).all())
    return Seat(guest(app, open_sign_in(person, second=Proof.TOTP, agent="bench")), entry.id, {code: versions[code] for code in codes})


def hand_ins(app: Flask) -> int:
    """How many hand-ins the database holds."""
    with app.app_context():
        found = db.session().execute(select(func.count()).select_from(Submission)).scalar_one()
        db.db.session.remove()
    return found


def play(server: Server, places: list[Seat], *, seconds: float = SECONDS) -> Hour:
    """Let everybody work for so long, once the server is warm; its memory is watched meanwhile."""
    warming = _all_work(server, places, WARMING)
    server.forget_peak()
    hour = _all_work(server, places, seconds)
    hour.peak = server.peak_mb()
    hour.handed_in = hour.acts[HAND_IN] + warming.acts[HAND_IN]
    hour.wrong += warming.wrong
    hour.locked += warming.locked + server.log.read_text("utf-8", "replace").count("database is locked")
    return hour


def _all_work(server: Server, places: list[Seat], seconds: float) -> Hour:
    hour, scan = Hour(), document(SCAN_MB)
    began, before = time.perf_counter(), server.processor_ms()
    hands = [threading.Thread(target=Desk(server, seat, scan, hour).work, args=(began + seconds,)) for seat in places]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    hour.seconds, hour.cpu = time.perf_counter() - began, server.processor_ms() - before
    return hour


class Desk:
    """An institution at work: one connection, one act after the other."""

    def __init__(self, server: Server, seat: Seat, scan: bytes, hour: Hour):
        self.server, self.seat, self.scan, self.hour = server, seat, scan, hour
        self.line = server.connect()
        self.kind = SAVE
        self.acts: dict[str, Callable[[], None]] = {
            SAVE: self.save,
            UPLOAD: self.upload,
            FORM_UPLOAD: self.upload_by_form,
            HAND_IN: self.hand_in,
        }

    def work(self, until: float) -> None:
        """Do one act after the other until then."""
        dice = random.Random(self.seat.entry)
        while time.perf_counter() < until:
            self.kind = dice.choice(MIX)
            try:
                self.acts[self.kind]()
            except (Wrong, OSError, HTTPException) as error:
                fault = str(error) if isinstance(error, Wrong) else type(error).__name__
                self.hour.note(self.kind, fault, is_locked=fault.startswith(str(CONFLICT)))
                self.line.close()
                self.line = self.server.connect()
            else:
                self.hour.note(self.kind)
        self.line.close()

    def ask(self, method: str, path: str, wanted: int, body: bytes = b"", heads: Mapping[str, str] | None = None) -> tuple[bytes, str]:
        """One request; its body and where it leads, or Wrong if it was not answered as wanted."""
        began = time.perf_counter()
        self.line.request(method, path, body or None, self.seat.who.headers | dict(heads or {}))
        response = self.line.getresponse()
        told = response.read()
        with self.hour.lock:
            self.hour.taken[self.kind].append((time.perf_counter() - began) * 1000)
        if response.status != wanted:
            raise Wrong(f"{response.status} {method} {path.replace(self.seat.entry, '…')} {told[:60]!r}")
        return told, response.headers.get("Location", "")

    def typed(self, path: str, wanted: int, **data: str) -> bytes:
        """A form that is sent."""
        return self.ask("POST", f"/kepesertaan/{self.seat.entry}/{path}", wanted, urlencode(data).encode(), TYPED)[0]

    def save(self) -> None:
        """A narrative saved while it is typed, as `autosave.js` does."""
        code = self.seat.turn()
        text = f"Uraian {self.seat.count}: pengaduan dijawab dalam batas waktu, hasilnya dipakai memperbaiki layanan."
        told = self.typed("simpan", OK, field=f"{code}.narrative", value=text, version=str(self.seat.versions[code]))
        self.seat.versions[code] = json.loads(told)["version"]

    def _fresh_scan(self) -> bytes:
        return self.scan + f"\n%{self.seat.entry}{self.seat.count}".encode()

    def upload(self) -> None:
        """A file sent as `uploads.js` does: opened, its piece, then the indicator's list anew."""
        code = self.seat.turn()
        scan = self._fresh_scan()
        told = {"filename": "bukti.pdf", "purpose": "bukti", "target": f"{self.seat.entry}/{code}"}
        metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in told.items())
        _body, place = self.ask("POST", "/unggahan", CREATED, heads=TUS | {"Upload-Length": str(len(scan)), "Upload-Metadata": metadata})
        self.ask("PATCH", place, EMPTY, scan, TUS | PIECE)
        self.ask("GET", f"/kepesertaan/{self.seat.entry}/indikator/{code}/bukti", OK)

    def upload_by_form(self) -> None:
        """A file sent with its form, as browsers without scripts do."""
        code = self.seat.turn()
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="bukti.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        body = head.encode() + self._fresh_scan() + f"\r\n--{EDGE}--\r\n".encode()
        path = f"/kepesertaan/{self.seat.entry}/indikator/{code}/bukti"
        self.ask("POST", path, SEE_OTHER, body, {"Content-Type": f"multipart/form-data; boundary={EDGE}"})

    def hand_in(self) -> None:
        """The declaration opened, signed and sent, the receipt read; then the dossier is taken back for the next round."""
        own = f"/kepesertaan/{self.seat.entry}"
        self.ask("GET", f"{own}/kirim", OK)
        self.typed("kirim", SEE_OTHER, declared="y", position="Kepala Bagian")
        self.ask("GET", f"{own}/tanda-terima", OK)
        self.typed("buka-kembali", SEE_OTHER)
