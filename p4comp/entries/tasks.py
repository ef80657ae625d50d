"""Later work of entries: comparing dossiers; what they add to the auditor's bundle (receipts of all hand-ins, hashes of their files)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select

from p4comp.competition.models import Edition, Extension
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


AT_ONCE = 100


@jobs.tidier
def look_for_reminders() -> None:
    """Ask for the reminders whose time has come, so many entries a job; the jobs look again, so that none is sent twice."""
    at = clock.now()
    ids = [entry.id for entry, _kind, _closes in actions.due_reminders(at)]
    for start in range(0, len(ids), AT_ONCE):
        jobs.later("entries.remind", ids[start : start + AT_ONCE])
    actions.remind_parents(at=at)


@jobs.task("entries.remind")
def remind(ids: list[str]) -> None:
    """Remind those of these entries that are still due."""
    actions.remind(ids, at=clock.now())


@jobs.task("entries.tell_moved")
def tell_moved(extension_id: str) -> None:
    """Tell everybody whose dossier is not handed in that the deadline has moved."""
    extension = session().get(Extension, extension_id)
    if extension is not None:
        actions.tell_moved(extension, at=clock.now())


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
        signed = snapshot.get("sign_off") or {}
        if signed.get("sha256"):
            yield code, "pernyataan", signed["file"], None, None, signed["sha256"]
        for one in snapshot.get("evidence", []):
            yield code, one["indicator"], one["name"], one["size"], one["type"], one["sha256"]
