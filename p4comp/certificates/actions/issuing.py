"""Issuing certificates on a decision."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.certificates import queries, rules
from p4comp.certificates.actions.telling import tell
from p4comp.certificates.models import Certificate, CertificateKind
from p4comp.competition import actions as competition_actions
from p4comp.competition import queries as competition
from p4comp.competition.spec import EditionSpec
from p4comp.core import audit, clock, db, jobs
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.entries.models import Entry


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
    tell("certificates/mail/issued.txt", made, at)
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
