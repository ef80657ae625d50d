"""Files of certificates as they can be asked for by their hash."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.certificates.models import Certificate, CertificateFile
from p4comp.core import db
from p4comp.decisions.models import Decision


def of_hash(sha256: str, at: datetime) -> CertificateFile | None:
    """The file with this hash that was ever given out, with its certificate; none while its decision is not announced."""
    query = select(CertificateFile).join(CertificateFile.certificate).join(Certificate.decision)
    query = query.where(CertificateFile.sha256 == sha256, Decision.announced_at <= at)
    return db.first(query.options(joinedload(CertificateFile.certificate)).order_by(CertificateFile.made_at.desc()))


def current(certificate: Certificate) -> CertificateFile | None:
    """The file that is handed out."""
    query = select(CertificateFile).where(CertificateFile.certificate_id == certificate.id, CertificateFile.is_current)
    return db.first(query)
