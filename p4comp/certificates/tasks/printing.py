"""Printing certificates, in the queue: each once, whatever happens to the worker."""

from collections.abc import Callable
from datetime import timedelta

import structlog
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from p4comp.certificates.actions.files import keep_file
from p4comp.certificates.models import Certificate, FileRole, PrintItem, PrintRun
from p4comp.certificates.rules.runs import ITEM_MOVES, RUN_MOVES, ItemState, RunState
from p4comp.certificates.tasks import designs, drawing
from p4comp.competition.models import Edition
from p4comp.core import clock, db, jobs, storage, uploads
from p4comp.core.db import session

ABANDONED_AFTER = timedelta(minutes=3)
LONGEST_ERROR = 300
OPEN = (ItemState.WAITING, ItemState.DRAWING)
log = structlog.get_logger(__name__)


@jobs.task("certificates.print")
def print_certificate(certificate_id: str) -> None:
    """Make the file of one certificate and keep it; a printed one is never printed again.

    Drawing takes its time, so no transaction is open meanwhile; words changed in between leave the work to the job that
    came with the change.
    """
    query = select(Certificate).where(Certificate.id == certificate_id)
    certificate = db.first(query.options(joinedload(Certificate.decision), joinedload(Certificate.edition).defer(Edition.document)))
    if certificate is None or certificate.pdf_sha256:
        return
    design, weight = designs.typed_of(certificate), drawing.weight_of(certificate)
    session().expunge(certificate.decision)
    session().expunge(certificate)
    session().rollback()
    content = designs.pdf_of(certificate, design, weight)
    current = session().get(Certificate, certificate_id, with_for_update=True)
    if current is not None and current.pdf_sha256 is None and current.wording == certificate.wording:
        keep_file(current, storage.keep_bytes(content, uploads.PDF).sha256, FileRole.PRINTED, at=clock.now())


@jobs.task("certificates.run")
def work_on(run_id: str, tell: Callable[[], None] = lambda: None) -> None:
    """Print one certificate of a run after the other, each in transactions of its own, until none is left or somebody stops it."""
    job = _job_of(run_id)
    while (claimed := _claim(run_id)) is not None:
        item_id, certificate_id = claimed
        error = _attempt(certificate_id)
        item = session().get(PrintItem, item_id, with_for_update=True)
        verb = "fail" if error else "print"
        if item is not None and ITEM_MOVES.allows(item.state, verb):  # else it was asked for anew meanwhile, or another worker was quicker
            item.state, item.error = ITEM_MOVES.after(item.state, verb), error
        db.commit()
        tell()
        if job is not None:
            jobs.progress(job, 0, 0)  # it lives; how far it is, the pages count themselves
    _finish(run_id)


def _attempt(certificate_id: str) -> str:
    """Print one certificate; what stood in the way, if anything."""
    try:
        print_certificate(certificate_id)
        session().flush()
    except Exception as error:
        db.rollback()
        log.exception("certificate not printed", certificate=certificate_id)
        return f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
    return ""


def _claim(run_id: str) -> tuple[str, str] | None:
    """Take the next certificate of a run that works; one whose worker is gone for minutes is taken, too."""
    session().rollback()
    with db.aside() as other:
        run = other.get(PrintRun, run_id)
        if run is None or run.state is not RunState.RUNNING:
            return None
        gone = (PrintItem.state == ItemState.DRAWING) & (PrintItem.claimed_at < clock.real() - ABANDONED_AFTER)
        query = select(PrintItem).where(PrintItem.run_id == run_id, or_(PrintItem.state == ItemState.WAITING, gone))
        item = other.execute(query.order_by(PrintItem.position).limit(1).with_for_update(skip_locked=True)).scalars().first()
        if item is None:
            return None
        item.state, item.claimed_at = ITEM_MOVES.after(item.state, "claim"), clock.real()
        return item.id, item.certificate_id


def _job_of(run_id: str) -> jobs.Job | None:
    """The job that works on a run, free of the session."""
    run = session().get(PrintRun, run_id)
    job = session().get(jobs.Job, run.job_id) if run else None
    if job is not None:
        session().expunge(job)
    return job


def _finish(run_id: str) -> None:
    """End a run of which nothing is left; look at it again where another worker is still at a certificate, for it may be gone."""
    run = session().get(PrintRun, run_id, with_for_update=True)
    if run is None or run.state is not RunState.RUNNING:
        return
    if db.count(select(PrintItem).where(PrintItem.run_id == run_id, PrintItem.state.in_(OPEN))):
        run.job_id = jobs.later("certificates.run", run_id, due=clock.now() + ABANDONED_AFTER).id
    else:
        run.state, run.ended_at = RUN_MOVES.after(run.state, "finish"), clock.now()
