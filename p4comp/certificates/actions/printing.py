"""Asking for the files of certificates."""

from datetime import datetime

from sqlalchemy import select

from p4comp.certificates.models import Certificate
from p4comp.core import audit, db, jobs
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision


def print_again(decision: Decision, *, by: Actor, at: datetime) -> int:
    """Ask once more for the files of a decision's certificates that have none; how many those are."""
    missing = db.everything(select(Certificate).where(Certificate.decision_id == decision.id, Certificate.pdf_sha256.is_(None)))
    for certificate in missing:
        jobs.later("certificates.print", certificate.id)
    if missing:
        audit.record("certificate.print_asked", decision, by=by, at=at, count=len(missing))
    return len(missing)
