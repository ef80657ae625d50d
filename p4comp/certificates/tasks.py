"""Printing certificates, in the queue."""

from p4comp.certificates import printing
from p4comp.certificates.models import Certificate
from p4comp.core import jobs, storage, uploads
from p4comp.core.db import session


@jobs.task("certificates.print")
def print_certificate(certificate_id: str) -> None:
    """Make the file of one certificate and keep it; a printed one is never printed again."""
    certificate = session().get(Certificate, certificate_id)
    session().rollback()
    if certificate is None or certificate.pdf_sha256:
        return
    content = printing.pdf_of(certificate)
    current = session().get(Certificate, certificate_id, with_for_update=True)
    if current is not None and current.pdf_sha256 is None:
        current.pdf_sha256 = storage.keep_bytes(content, uploads.PDF).sha256
