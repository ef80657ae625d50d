"""Printing certificates, in the queue."""

from p4comp.certificates.models import Certificate
from p4comp.certificates.tasks import designs
from p4comp.core import jobs, storage, uploads
from p4comp.core.db import session


@jobs.task("certificates.print")
def print_certificate(certificate_id: str) -> None:
    """Make the file of one certificate and keep it; a printed one is never printed again.

    Drawing takes its time, so no transaction is open meanwhile; words changed in between leave the work to the job that
    came with the change.
    """
    certificate = session().get(Certificate, certificate_id)
    if certificate is None or certificate.pdf_sha256:
        return
    design = designs.typed_of(certificate)
    session().expunge(certificate)
    session().rollback()
    content = designs.pdf_of(certificate, design)
    current = session().get(Certificate, certificate_id, with_for_update=True)
    if current is not None and current.pdf_sha256 is None and current.wording == certificate.wording:
        current.pdf_sha256 = storage.keep_bytes(content, uploads.PDF).sha256
