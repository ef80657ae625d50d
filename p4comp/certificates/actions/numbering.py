"""The official number, day and signatory of a certificate."""

from dataclasses import dataclass
from datetime import date, datetime

from p4comp.certificates import rules
from p4comp.certificates.actions.files import outdate
from p4comp.certificates.actions.telling import tell
from p4comp.certificates.models import Certificate
from p4comp.core import audit, jobs
from p4comp.core.access import Actor


@dataclass(frozen=True)
class Signing:
    """What the signatory's office gave: the official number, its day, who signs and as what."""

    number: str
    on: date
    title: str
    name: str


def number(certificate: Certificate, signing: Signing, *, by: Actor, at: datetime) -> None:
    """Type the official number, day and signatory in; the file is printed anew, naming the decree if there is one by now."""
    certificate.state = rules.MOVES.after(certificate.state, "number")
    decision = certificate.decision
    certificate.number, certificate.dated_on = signing.number.strip(), signing.on
    certificate.signatory_title, certificate.signatory_name = signing.title.strip(), signing.name.strip()
    certificate.basis = rules.basis(decision.code, decision.decree_number, decision.decree_on)
    outdate(certificate)
    audit.record(
        "certificate.numbered", certificate, by=by, at=at, number=certificate.number, on=signing.on, signatory=certificate.signatory_name
    )
    jobs.later("certificates.print", certificate.id)
    tell("certificates/mail/numbered.txt", [certificate], at)
