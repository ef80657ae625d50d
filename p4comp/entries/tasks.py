"""Later work of entries: comparing dossiers; what they add to the auditor's bundle (receipts of all hand-ins, hashes of their files)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select

from p4comp.competition.models import Edition
from p4comp.core import bundle, clock, jobs
from p4comp.core.bundle import Bundle
from p4comp.core.db import session
from p4comp.entries import actions
from p4comp.entries.models import Entry, Submission

RECEIPTS = ("kode", "edisi", "kategori", "kepesertaan", "instansi", "diserahkan", "kode_orang", "sha256", "ujung_catatan")
FILES = ("kode", "indikator", "nama_berkas", "ukuran", "jenis", "sha256")


@jobs.task("entries.compare")
def compare(entry_id: str) -> None:
    """Look for what a handed-in dossier has in common with others."""
    actions.compare(entry_id, at=clock.now())


@bundle.part
def receipts(out: Bundle) -> None:
    """Every hand-in as its receipt states it, and every file that was in it."""
    out.csv("penyerahan/tanda-terima.csv", RECEIPTS, _receipts(), "tanda terima semua penyerahan berkas")
    out.csv("penyerahan/berkas.csv", FILES, _files(), "semua berkas yang diserahkan, dengan SHA-256-nya")


def _in_order(*columns: Any) -> Select[Any]:
    return select(*columns).order_by(Submission.submitted_at, Submission.code).execution_options(yield_per=100)


def _receipts() -> Iterator[tuple[Any, ...]]:
    entry = (Edition.slug, Entry.category, Entry.id, Entry.institution_name)
    own = (Submission.submitted_at, Submission.submitted_by, Submission.sha256, Submission.audit_head)
    query = _in_order(Submission.code, *entry, *own).join(Entry, Entry.id == Submission.entry_id).join(Edition)
    for row in session().execute(query):
        yield tuple(row)


def _files() -> Iterator[tuple[Any, ...]]:
    for code, snapshot in session().execute(_in_order(Submission.code, Submission.snapshot)):
        letter = snapshot.get("letter") or {}
        if letter.get("sha256"):
            yield code, "surat", letter["name"], None, None, letter["sha256"]
        for one in snapshot.get("evidence", []):
            yield code, one["indicator"], one["name"], one["size"], one["type"], one["sha256"]
