"""Letters to those who hold a certificate."""

from datetime import datetime

from p4comp.certificates import queries
from p4comp.certificates.models import Certificate
from p4comp.core import mail


def tell(template: str, certificates: list[Certificate], at: datetime) -> None:
    """Write to the people of the institutions that hold these certificates."""
    for certificate, person in queries.holders(certificates):
        mail.to_person(template, person, at=at, certificate=certificate)
