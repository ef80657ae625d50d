"""Files of certificates: kept for ever, one of them handed out."""

from datetime import datetime

from sqlalchemy import update

from p4comp.certificates import policy
from p4comp.certificates.models import Certificate, CertificateFile, FileRole
from p4comp.core import jobs
from p4comp.core.access import Actor, demand
from p4comp.core.db import session


def keep_file(certificate: Certificate, sha256: str, role: FileRole, *, at: datetime) -> CertificateFile:
    """Hand this stored file out from now on; earlier ones stay known."""
    if certificate.pdf_sha256 is not None:
        outdate(certificate)
    kept = CertificateFile(certificate_id=certificate.id, sha256=sha256, role=role, made_at=at, is_current=True)
    session().add(kept)
    certificate.pdf_sha256 = sha256
    return kept


def outdate(certificate: Certificate) -> None:
    """Hand no file out until a new one is made: the words have changed."""
    certificate.pdf_sha256 = None
    mine = update(CertificateFile).where(CertificateFile.certificate_id == certificate.id, CertificateFile.is_current)
    session().execute(mine.values(is_current=False), execution_options={"synchronize_session": "fetch"})


def ask_file(certificate: Certificate, *, by: Actor, at: datetime) -> None:
    """Have the file of a certificate made that was issued without one."""
    demand(policy.may_download(by, certificate, at))
    if certificate.pdf_sha256 is None:
        jobs.later("certificates.print", certificate.id)
