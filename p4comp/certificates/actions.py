"""Issuing, numbering and revoking certificates."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.certificates import queries, rules
from p4comp.certificates.models import Certificate, CertificateKind
from p4comp.competition import actions as competition_actions
from p4comp.competition import queries as competition
from p4comp.competition.spec import EditionSpec
from p4comp.core import audit, clock, db, jobs, mail
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.entries.models import Entry


@dataclass(frozen=True)
class Signing:
    """What the signatory's office gave: the official number, its day, who signs and as what."""

    number: str
    on: date
    title: str
    name: str


def issue_all(decision: Decision, *, by: Actor | None, at: datetime) -> list[Certificate]:
    """Issue a certificate for every line of a decision in force and tell the holders.

    Those that exist are left as they are, also those issued on an earlier decision of the list for the same award.
    """
    if not decision.is_known(at):
        raise Refused(_("Piagam diterbitkan setelah hasil diumumkan."))
    if not decision.is_in_force(at):
        raise Refused(_("Keputusan ini sudah digantikan. Terbitkan piagam dari keputusan yang menggantikannya."))
    held = queries.of_list(decision)
    lines = [line for line in decision.lines if not any(one.covers(line) for one in held)]
    made = _make(decision, lines, at) if lines else []
    for certificate in made:
        audit.record("certificate.issued", certificate, by=by, at=at, serial=certificate.serial, code=certificate.code)
        jobs.later("certificates.print", certificate.id)
    _tell("certificates/mail/issued.txt", made, at)
    return made


def _make(decision: Decision, lines: list[DecisionLine], at: datetime) -> list[Certificate]:
    spec = competition.spec_of(decision.edition)
    found = db.everything(select(Entry).where(Entry.id.in_([line.subject_id for line in lines])))
    entries = {entry.id: entry for entry in found}
    numbers = competition_actions.next_numbers(f"{spec.slug}/piagam", len(lines))
    made = [_certificate(decision, line, entries[line.subject_id], spec, number, at) for line, number in zip(lines, numbers, strict=True)]
    session().add_all(made)
    session().flush()
    return made


def _certificate(decision: Decision, line: DecisionLine, entry: Entry, spec: EditionSpec, number: int, at: datetime) -> Certificate:
    kind = CertificateKind.WINNER if decision.purpose is Purpose.WINNERS else CertificateKind.FINALIST
    category = spec.category(decision.category)
    return Certificate(
        code=rules.new_code(),
        serial=f"{spec.slug.upper()}/PIAGAM/{number:04d}",
        edition=decision.edition,
        decision=decision,
        entry_id=entry.id,
        kind=kind,
        title=spec.certificate.title,
        institution_name=entry.institution_name,
        category_name=category.name if category else decision.category,
        award_text=_award_text(spec, decision.category, kind, line.award),
        edition_name=spec.name,
        basis=rules.basis(decision.code, decision.decree_number, decision.decree_on),
        place=spec.certificate.city,
        dated_on=clock.local(at, spec.zone).date(),
        is_simulated=clock.is_demo(),
        issued_at=at,
    )


def _award_text(spec: EditionSpec, category_code: str, kind: CertificateKind, award_code: str) -> str:
    category = spec.category(category_code)
    text = spec.certificate.winner if kind is CertificateKind.WINNER else spec.certificate.finalist
    award = next((award.name for award in category.awards if award.code == award_code), "") if category else ""
    return f"{text}\n{award}" if category and award not in ("", category.name) else text


def _tell(template: str, certificates: list[Certificate], at: datetime) -> None:
    for certificate, person in queries.holders(certificates):
        mail.to_person(template, person, at=at, certificate=certificate)


def print_again(decision: Decision, *, by: Actor, at: datetime) -> int:
    """Ask once more for the files of a decision's certificates that have none; how many those are."""
    missing = db.everything(select(Certificate).where(Certificate.decision_id == decision.id, Certificate.pdf_sha256.is_(None)))
    for certificate in missing:
        jobs.later("certificates.print", certificate.id)
    if missing:
        audit.record("certificate.print_asked", decision, by=by, at=at, count=len(missing))
    return len(missing)


def number(certificate: Certificate, signing: Signing, *, by: Actor, at: datetime) -> None:
    """Type the official number, day and signatory in; the file is printed anew, naming the decree if there is one by now."""
    certificate.state = rules.MOVES.after(certificate.state, "number")
    decision = certificate.decision
    certificate.number, certificate.dated_on = signing.number.strip(), signing.on
    certificate.signatory_title, certificate.signatory_name = signing.title.strip(), signing.name.strip()
    certificate.basis = rules.basis(decision.code, decision.decree_number, decision.decree_on)
    certificate.pdf_sha256 = None
    audit.record(
        "certificate.numbered", certificate, by=by, at=at, number=certificate.number, on=signing.on, signatory=certificate.signatory_name
    )
    jobs.later("certificates.print", certificate.id)
    _tell("certificates/mail/numbered.txt", [certificate], at)


def revoke(certificate: Certificate, reason: str, *, by: Actor, at: datetime) -> None:
    """Take a certificate back; its verification page says so from now on, with the reason, and the holder is told."""
    certificate.state = rules.MOVES.after(certificate.state, "revoke")
    certificate.revoked_at, certificate.revoked_reason = at, reason.strip()
    audit.record("certificate.revoked", certificate, by=by, at=at, reason=certificate.revoked_reason)
    _tell("certificates/mail/revoked.txt", [certificate], at)


def follow(decision: Decision, *, by: Actor | None, at: datetime) -> list[Certificate]:
    """Revoke the certificates whose line a correction in force took out or gave another award, naming the correction.

    The holders are not written to by this: the letter about the correction tells them.
    """
    if not decision.is_in_force(at) or decision.replaces is None:
        return []
    lines = {line.subject_id: line.award for line in decision.lines}
    live = [one for one in queries.of_list(decision) if one.certificate.state is rules.State.ISSUED]
    ended = [one.certificate for one in live if lines.get(one.certificate.entry_id) != one.award]
    for certificate in ended:
        certificate.state = rules.MOVES.after(certificate.state, "revoke")
        certificate.revoked_at, certificate.revoked_for_id = decision.announced_at, decision.id
        certificate.revoked_reason = rules.ended(decision.code, decision.replaces.code, decision.reason)
        audit.record("certificate.revoked", certificate, by=by, at=at, reason=certificate.revoked_reason, decision=decision.code)
    return ended
