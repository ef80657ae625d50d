"""Printing the certificates of a decision: one run, which can be paused, goes on after a fall, and never does a thing twice."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.certificates import policy
from p4comp.certificates.actions.files import outdate
from p4comp.certificates.models import Certificate, CertificateFile, FileRole, PrintItem, PrintRun
from p4comp.certificates.queries import runs as queries
from p4comp.certificates.queries.runs import Progress
from p4comp.certificates.rules import STANDING, Sealing
from p4comp.certificates.rules.runs import ITEM_MOVES, RUN_MOVES, ItemState, RunState
from p4comp.core import audit, db, jobs
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.decisions.models import Decision


def print_all(decision: Decision, sealing: Sealing, *, by: Actor, at: datetime) -> PrintRun:
    """Print the standing certificates of a decision that have no file closed in this way; those with an official's signature are left alone."""
    demand(policy.may_print(by, decision, at))
    if queries.live_run(decision.id) is not None:
        raise Refused(_("Pencetakan daftar ini masih berjalan atau dijeda. Lanjutkan atau batalkan dahulu."))
    wanted = _to_print(decision, sealing)
    if not wanted:
        raise Refused(_("Semua piagam daftar ini sudah tercetak dengan cara itu."))
    return begin_run(decision, wanted, sealing, by=by, at=at)


def _to_print(decision: Decision, sealing: Sealing) -> list[Certificate]:
    signed = select(CertificateFile.certificate_id).where(CertificateFile.role == FileRole.SIGNED, CertificateFile.is_current)
    query = select(Certificate).where(
        Certificate.decision_id == decision.id, Certificate.state.in_(STANDING), Certificate.id.not_in(signed)
    )
    found = db.everything(query.order_by(Certificate.institution_name, Certificate.serial))
    return [one for one in found if one.pdf_sha256 is None or one.sealing is not sealing]


def begin_run(decision: Decision, certificates: Sequence[Certificate], sealing: Sealing, *, by: Actor | None, at: datetime) -> PrintRun:
    """Begin a run over these certificates, or add them to the one that is not over."""
    for one in certificates:
        if one.pdf_sha256 is not None and one.sealing is not sealing:
            outdate(one)
        one.sealing = sealing
    run = queries.live_run(decision.id)
    if run is None:
        run = PrintRun(decision=decision, state=RunState.RUNNING, sealing=sealing, asked_at=at, asked_by=by.id if by else "")
        session().add(run)
        session().flush()
    known = {one.certificate_id: one for one in queries.items(run)}
    for position, one in enumerate(certificates, len(known)):
        if one.id in known:
            _ask(known[one.id], "ask")
        else:
            session().add(PrintItem(run_id=run.id, certificate_id=one.id, position=position))
    session().flush()
    audit.record("print_run.began", run, by=by, at=at, decision=decision.code, count=len(certificates), sealing=sealing)
    _work(run)
    return run


def _work(run: PrintRun) -> None:
    run.job_id = jobs.later("certificates.run", run.id).id


def print_again(decision: Decision, *, by: Actor, at: datetime) -> int:
    """Print the standing certificates of a decision that have no file; how many those are."""
    demand(policy.may_print(by, decision, at))
    return print_missing(decision, by=by, at=at)


def print_missing(decision: Decision, *, by: Actor | None, at: datetime) -> int:
    """The same for the operator, who is asked for no right."""
    query = select(Certificate).where(
        Certificate.decision_id == decision.id, Certificate.pdf_sha256.is_(None), Certificate.state.in_(STANDING)
    )
    missing = db.everything(query.order_by(Certificate.institution_name, Certificate.serial))
    for sealing in Sealing:
        if wanted := [one for one in missing if one.sealing is sealing]:
            begin_run(decision, wanted, sealing, by=by, at=at)
    return len(missing)


def pause_run(progress: Progress, *, by: Actor, at: datetime) -> None:
    """Stop after the certificate that is being drawn."""
    demand(policy.may_pause_run(by, progress, at))
    progress.run.state = RUN_MOVES.after(progress.run.state, "pause")
    audit.record("print_run.pause", progress.run, by=by, at=at)


def resume_run(progress: Progress, *, by: Actor, at: datetime) -> None:
    """Go on with what is not printed yet, also with what a worker had taken that is gone."""
    demand(policy.may_resume_run(by, progress, at))
    progress.run.state = RUN_MOVES.after(progress.run.state, "resume")
    audit.record("print_run.resume", progress.run, by=by, at=at)
    if progress.is_stalled:
        _put_back(progress.run, ItemState.DRAWING, "release")
    _work(progress.run)


def cancel_run(progress: Progress, *, by: Actor, at: datetime) -> None:
    """End a run; what is printed stays printed, the rest can be printed later."""
    demand(policy.may_cancel_run(by, progress, at))
    progress.run.state = RUN_MOVES.after(progress.run.state, "cancel")
    audit.record("print_run.cancel", progress.run, by=by, at=at)
    progress.run.ended_at = at


def retry_run(progress: Progress, *, by: Actor, at: datetime) -> None:
    """Try again what failed."""
    demand(policy.may_retry_run(by, progress, at))
    progress.run.state = RUN_MOVES.after(progress.run.state, "retry")
    audit.record("print_run.retry", progress.run, by=by, at=at)
    progress.run.ended_at = None
    _put_back(progress.run, ItemState.FAILED, "retry")
    _work(progress.run)


def _put_back(run: PrintRun, state: ItemState, verb: str) -> None:
    query = select(PrintItem).where(PrintItem.run_id == run.id, PrintItem.state == state)
    for item in db.everything(db.held(query, PrintItem)):
        _ask(item, verb)


def _ask(item: PrintItem, verb: str) -> None:
    item.state, item.claimed_at, item.error = ITEM_MOVES.after(item.state, verb), None, ""
