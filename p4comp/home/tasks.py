"""The auditor's bundle, made in the queue: everything the rooms have to show, then the chain, then how to check it."""

import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from flask import current_app, render_template
from sqlalchemy import func, select

from p4comp.config import Settings
from p4comp.core import audit, bundle, clock, db, jobs, storage
from p4comp.core.audit import AuditHead, AuditRecord
from p4comp.core.bundle import Bundle
from p4comp.core.db import session
from p4comp.core.jobs import Job
from p4comp.entries.models import Submission
from p4comp.home.data import periksa
from p4comp.home.models import AuditBundle, DayHead

ZIP = "application/zip"
DATA = Path(__file__).parent / "data"
FILES_A_HAND_IN = 20
RECORDS = ("nomor", "waktu", "peristiwa", "peristiwa_kata", "objek", "objek_kata", "kode_objek", "kode_orang", "rincian", "hash")
HEADS = ("hari", "jumlah", "ujung", "diambil", "lembaga_saksi")


@jobs.task("home.bundle")
def make_bundle(bundle_id: str) -> None:
    """Make the bundle somebody asked for. It reads in one transaction of its own, so that nobody who writes waits for it."""
    asked = session().get(AuditBundle, bundle_id)
    if asked is None or asked.sha256:
        return
    job = session().get(Job, asked.job_id)
    if job is not None:
        session().expunge(job)
    session().rollback()
    settings: Settings = current_app.extensions["settings"]
    with tempfile.TemporaryFile(dir=settings.instance, prefix="bundle-") as file:
        head = write(file, clock.now(), _teller(job))
        file.seek(0)
        received = storage.store().receive(file)
    asked = session().get_one(AuditBundle, bundle_id)
    kept = storage.keep_own(received, ZIP)
    asked.made_at, asked.sha256, asked.size = clock.real(), kept.sha256, kept.size
    asked.count, asked.head = head
    audit.record("bundle.made", asked, by=None, at=clock.now(), sha256=kept.sha256, size=kept.size, head=asked.head)


def _teller(job: Job | None) -> Callable[[int, int], None]:
    if job is None:
        return lambda _done, _total: None
    return lambda done, total: jobs.progress(job, min(done, total), total)


def write(file: IO[bytes], at: datetime, tell: Callable[[int, int], None] = lambda _done, _total: None) -> tuple[int, str]:
    """Write a bundle of how all stands now; the number of records in it and the head of their chain."""
    with db.transactions(writing=False):
        try:
            return _write(file, at, tell)
        finally:
            session().rollback()


def _write(file: IO[bytes], at: datetime, tell: Callable[[int, int], None]) -> tuple[int, str]:
    if db.db.engine.dialect.name == "postgresql":
        session().connection(execution_options={"isolation_level": "REPEATABLE READ"})
    head = audit.head() or AuditHead(id=1, count=0, hash=audit.START, seal="")
    hand_ins = session().execute(select(func.count()).select_from(Submission)).scalar_one()
    total = 2 * head.count + FILES_A_HAND_IN * hand_ins
    tell(0, total)
    out = Bundle(file, clock.local(at), lambda rows: tell(rows, total))
    bundle.fill(out)
    _write_chain(out, head)
    _write_guide(out, head, at)
    out.close()
    return head.count, head.hash


def _write_chain(out: Bundle, head: AuditHead) -> None:
    out.csv("saksi.csv", HEADS, _heads(), "ujung rantai yang telah dikirim kepada saksi di luar penyelenggara")
    lines = (json.dumps(audit.plain(one), ensure_ascii=False) for one in audit.records())
    out.lines("catatan.jsonl", lines, "catatan audit, setiap baris persis seperti yang dirantai")
    out.csv("catatan.csv", RECORDS, map(_row, audit.records()), "catatan audit untuk lembar kerja, dengan peristiwa dalam kata-kata")
    content = {"jumlah": head.count, "ujung": head.hash, "segel": head.seal, "dibuat": out.at.isoformat()}
    out.text("kepala.json", json.dumps(content, indent=1) + "\n", "jumlah catatan dan ujung rantai saat bundel dibuat")


def _row(one: AuditRecord) -> tuple[Any, ...]:
    details = json.dumps(one.details, ensure_ascii=False, sort_keys=True)
    what = (one.subject_kind, audit.noun(one.subject_kind), one.subject_id)
    return one.number, one.at, one.verb, audit.word(one.verb), *what, one.person_id, details, one.hash


def _heads() -> Iterator[tuple[Any, ...]]:
    for one in session().execute(select(DayHead).order_by(DayHead.day).execution_options(yield_per=100)).scalars():
        yield one.day, one.count, one.hash, one.taken_at, "; ".join(sorted(letter.witness.institution for letter in one.letters))


def _write_guide(out: Bundle, head: AuditHead, at: datetime) -> None:
    out.text("periksa.py", periksa.one_file())
    out.text("gaya.css", (DATA / "gaya.css").read_text("utf-8"))
    contents = [one for one in out.contents if one.about]
    decisions = [one for one in out.contents if one.path.startswith("keputusan/") and one.path.endswith(".html")]
    values: dict[str, Any] = {"head": head, "at": at, "contents": contents, "decisions": decisions, "simulated": clock.is_demo()}
    out.text("BACA-SAYA.txt", render_template("home/bundle/baca_saya.txt", **values))
    out.page("index.html", "home/bundle/index.html", **values)
