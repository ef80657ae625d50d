"""Later work of entries: comparing dossiers; what they add to the auditor's bundle (receipts of all hand-ins, hashes of their files)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import undefer

from p4comp.accounts import privacy
from p4comp.competition.models import Edition, Extension
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import EditionSpec
from p4comp.core import audit, bundle, clock, db, jobs, storage, uploads
from p4comp.core.bundle import Bundle
from p4comp.core.db import session
from p4comp.entries import actions
from p4comp.entries.actions import printing
from p4comp.entries.models import Entry, FigureSource, Letter, LetterRun, Submission
from p4comp.entries.queries import own_data
from p4comp.entries.queries.evidence import hidden_ids

RECEIPTS = ("kode", "edisi", "kategori", "kepesertaan", "instansi", "diserahkan", "kode_orang", "sha256", "ujung_catatan")
LETTERS_AT_ONCE, ZIP = 10, "application/zip"
HIDDEN_NAME = "(disembunyikan: memuat data pribadi)"
FILES = ("kode", "indikator", "nama_berkas", "ukuran", "jenis", "sha256")

privacy.part(own_data.own_entries)


@jobs.task("entries.compare")
def compare(entry_id: str) -> None:
    """Look for what a handed-in dossier has in common with others."""
    actions.compare(entry_id, at=clock.now())


AT_ONCE = 100


@jobs.hourly
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


@jobs.hourly
def forget_figures_not_taken() -> None:
    """Forget spreadsheets of complaint figures that nobody took over within a week; their files go with the leftovers."""
    waiting = delete(FigureSource).where(FigureSource.taken_at.is_(None), FigureSource.sent_at < clock.now() - timedelta(days=7))
    session().execute(waiting)


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
    """Who hides a file for the personal data it shows hides its name: here stand its hash and size alone."""
    hidden = hidden_ids()
    for code, snapshot in session().execute(_in_order(Submission.code, Submission.snapshot)):
        letter = snapshot.get("letter") or {}
        if letter.get("sha256"):
            yield code, "surat", letter["name"], None, None, letter["sha256"]
        signed = snapshot.get("sign_off") or {}
        if signed.get("sha256"):
            yield code, "pernyataan", signed["file"], None, None, signed["sha256"]
        for one in snapshot.get("evidence", []):
            yield code, one["indicator"], HIDDEN_NAME if one["id"] in hidden else one["name"], one["size"], one["type"], one["sha256"]


@jobs.task("entries.letters")
def make_letters(run_id: str) -> None:
    """Make every institution's letter of a run, some at a time with no transaction open meanwhile, then the result letter and the ZIP."""
    run = session().execute(select(LetterRun).where(LetterRun.id == run_id).options(undefer(LetterRun.facts))).scalar_one_or_none()
    if run is None or run.done_at is not None:
        return
    job, spec = session().get(jobs.Job, run.job_id), spec_of(run.edition)
    session().expunge_all()
    session().rollback()
    wanted = list(enumerate(run.facts["letters"], 1))
    for start in range(0, len(wanted), LETTERS_AT_ONCE):
        _make_some(run, spec, wanted[start : start + LETTERS_AT_ONCE])
        if job is not None:
            jobs.progress(job, min(start + LETTERS_AT_ONCE, len(wanted)), len(wanted))
    _finish(run, spec)


def _make_some(run: LetterRun, spec: EditionSpec, wanted: list[tuple[int, dict[str, Any]]]) -> None:
    done = set(session().execute(select(Letter.entry_id).where(Letter.run_id == run.id)).scalars())
    session().rollback()
    made = [(number, one, printing.letter(run, spec, one, number)) for number, one in wanted if one["entry_id"] not in done]
    for number, one, content in made:
        sha256 = storage.keep_bytes(content, uploads.PDF).sha256
        session().add(Letter(run_id=run.id, entry_id=one["entry_id"], code=printing.letter_code(run, number), sha256=sha256))
    db.commit()


def _finish(run: LetterRun, spec: EditionSpec) -> None:
    main = printing.result_letter(run, spec)
    kept = session().execute(select(Letter.code, Letter.entry_id, Letter.sha256).where(Letter.run_id == run.id).order_by(Letter.code)).all()
    session().rollback()
    names = {one["entry_id"]: one["name"] for one in run.facts["letters"]}
    archive = printing.archive(main, [(code, names[entry_id], sha256) for code, entry_id, sha256 in kept])
    current = session().get_one(LetterRun, run.id)
    current.main_sha256 = storage.keep_bytes(main, uploads.PDF).sha256
    current.zip_sha256 = storage.keep_bytes(archive, ZIP).sha256
    current.done_at = clock.now()
    audit.record("letters.made", current, by=None, at=current.done_at, code=current.code, sha256=current.main_sha256)
