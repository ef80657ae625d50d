"""Mails, plainly made."""

from p4comp.core.mail import Mail
from tests import factories


def to(person, subject="Berkas Anda telah diterima", body="Kami menerima berkas Anda.", *, template="entries/mail/submitted.txt", **values):
    """A mail to somebody with an account."""
    return factories.keep(
        Mail(
            to=person.email,
            person_id=person.id,
            subject=subject,
            body=body,
            template=template,
            written_at=factories.during("pendaftaran"),
            **values,
        )
    )
