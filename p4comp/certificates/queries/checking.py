"""What the public check asks for."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from p4comp.certificates.models import LISTED, Certificate
from p4comp.core import db
from p4comp.decisions.models import Decision
from p4comp.decisions.queries import in_force


def by_code(code: str, at: datetime) -> Certificate | None:
    """The certificate a code belongs to, once its decision is announced."""
    return db.first(select(Certificate).join(Certificate.decision).where(Certificate.code == code, Decision.announced_at <= at))


def ended_by(certificate: Certificate, at: datetime) -> Decision | None:
    """The announced correction that leaves a certificate without its line or with another award, even before it is revoked for it."""
    if certificate.kind not in LISTED:
        return None
    old = certificate.decision
    same = (Decision.edition_id == old.edition_id, Decision.purpose == old.purpose, Decision.category == old.category)
    current = db.first(select(Decision).where(*same, in_force(at)).options(selectinload(Decision.lines)))
    if current is None or current.id == old.id:
        return None
    awards = {line.subject_id: line.award for line in current.lines}
    award = next((line.award for line in old.lines if line.subject_id == certificate.entry_id), "")
    return None if awards.get(certificate.entry_id or "") == award else current
