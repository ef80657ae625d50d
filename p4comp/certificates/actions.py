"""Issuing, numbering and revoking certificates."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import queries as accounts
from p4comp.certificates import rules
from p4comp.certificates.models import Certificate, CertificateKind, CertificateState
from p4comp.competition import actions as competition_actions
from p4comp.competition import queries as competition
from p4comp.competition.spec import EditionSpec
from p4comp.core import audit, clock, db, jobs, mail
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.entries.models import Entry


def issue_all(decision: Decision, *, by: Actor | None, at: datetime) -> list[Certificate]:
    """Issue a certificate for every line of an announced decision; those that exist are left as they are."""
    if decision.announced_at is None or decision.announced_at > at:
        raise Refused(_("Piagam diterbitkan setelah hasil diumumkan."))
    edition = competition.by_id(decision.edition_id)
    spec = competition.spec_of(edition)
    known = set(db.everything(select(Certificate.entry_id).where(Certificate.decision_id == decision.id)))
    lines = [line for line in decision.lines if line.subject_id not in known]
    entries = {entry.id: entry for entry in db.everything(select(Entry).where(Entry.id.in_([line.subject_id for line in lines])))}
    first = competition_actions.next_number(f"{spec.slug}/piagam", count=len(lines)) if lines else 0
    made = [_certificate(decision, line, entries[line.subject_id], spec, first + step, at) for step, line in enumerate(lines)]
    session().add_all(made)
    session().flush()
    for certificate in made:
        audit.record("certificate.issued", certificate, by=by, at=at, serial=certificate.serial)
        jobs.later("certificates.print", certificate.id)
    return made


def _certificate(decision: Decision, line: DecisionLine, entry: Entry, spec: EditionSpec, number: int, at: datetime) -> Certificate:
    category = spec.category(decision.category)
    assert category is not None
    kind = CertificateKind.WINNER if decision.purpose is Purpose.WINNERS else CertificateKind.FINALIST
    award = next((award.name for award in category.awards if award.code == line.award), "")
    text = spec.certificate.winner if kind is CertificateKind.WINNER else spec.certificate.finalist
    return Certificate(
        code=rules.new_code(),
        serial=f"{spec.slug.upper()}/PIAGAM/{number:04d}",
        edition_id=decision.edition_id,
        decision_id=decision.id,
        entry_id=entry.id,
        kind=kind,
        institution_name=entry.institution_name,
        category_name=category.name,
        award_text=f"{text}\n{award}" if award and award != category.name else text,
        edition_name=spec.name,
        place=spec.certificate.city,
        dated_on=clock.local(at, spec.zone).date(),
        is_simulated=clock.is_shifted(),
        issued_at=at,
    )


def tell_holders(certificates: list[Certificate], *, at: datetime) -> None:
    """Write to the institutions whose certificates are ready."""
    for certificate in certificates:
        entry = session().get(Entry, certificate.entry_id)
        for person in accounts.members(entry.institution_id) if entry else []:
            mail.queue("certificates/mail/issued.txt", to=person.email, person_id=person.id, at=at, certificate=certificate, person=person)


def number(certificate: Certificate, text: str, title: str, name: str, *, by: Actor, at: datetime) -> None:
    """Type the official number and signatory in; the file is printed anew."""
    if certificate.state is not CertificateState.ISSUED:
        raise Invalid(_("Piagam yang sudah dicabut tidak dapat diberi nomor."), "number")
    certificate.number, certificate.signatory_title, certificate.signatory_name = text.strip(), title.strip(), name.strip()
    certificate.pdf_sha256 = None
    audit.record("certificate.numbered", certificate, by=by, at=at, number=certificate.number, signatory=certificate.signatory_name)
    jobs.later("certificates.print", certificate.id)


def revoke(certificate: Certificate, reason: str, *, by: Actor, at: datetime) -> None:
    """Take a certificate back; its verification page says so from now on."""
    certificate.state, certificate.revoked_at, certificate.revoked_reason = CertificateState.REVOKED, at, reason.strip()
    audit.record("certificate.revoked", certificate, by=by, at=at, reason=certificate.revoked_reason)
