"""Issuing certificates on a decision."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.certificates import queries, rules
from p4comp.certificates.actions.making import Holder, make
from p4comp.certificates.actions.printing import begin_run
from p4comp.certificates.actions.telling import tell
from p4comp.certificates.models import Certificate, CertificateKind
from p4comp.certificates.queries import names
from p4comp.certificates.rules.kinds import KINDS
from p4comp.competition import queries as competition
from p4comp.competition.spec import EditionSpec
from p4comp.core import audit, db
from p4comp.core.access import Actor
from p4comp.core.errors import Refused
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.entries.models import Entry


def issue_all(decision: Decision, *, by: Actor | None, at: datetime) -> list[Certificate]:
    """Issue a certificate for every line of a decision in force and tell the holders.

    Those that exist are left as they are, also those issued on an earlier decision of the list for the same award. A person who has not
    agreed to be named gets one once the consent is there.
    """
    if not decision.is_known(at):
        raise Refused(_("Piagam diterbitkan setelah hasil diumumkan."))
    if not decision.is_in_force(at):
        raise Refused(_("Keputusan ini sudah digantikan. Terbitkan piagam dari keputusan yang menggantikannya."))
    held = queries.of_list(decision)
    lines = [line for line in _in_order(decision) if not any(one.covers(line) for one in held)]
    made = _make(decision, lines, at) if lines else []
    for certificate in made:
        audit.record("certificate.issued", certificate, by=by, at=at, serial=certificate.serial, code=certificate.code)
    if made:
        begin_run(decision, made, rules.Sealing.FINAL, by=by, at=at)
    tell("certificates/mail/issued.txt", made, at)
    return made


def _in_order(decision: Decision) -> list[DecisionLine]:
    """The lines as they are numbered: running numbers tell no rank, except where the awards themselves are places."""
    category = competition.spec_of(decision.edition).category(decision.category)
    places = [award.code for award in category.awards] if category and category.award_terms.is_ranked else []
    by_place = {code: place for place, code in enumerate(places)}
    return sorted(decision.lines, key=lambda line: (by_place.get(line.award, len(places)), line.subject_name.casefold(), line.subject_id))


def _make(decision: Decision, lines: list[DecisionLine], at: datetime) -> list[Certificate]:
    spec = competition.spec_of(decision.edition)
    category, ids = spec.category(decision.category), [line.subject_id for line in lines]
    entries = {entry.id: entry for entry in db.everything(select(Entry).where(Entry.id.in_(ids)))}
    approved = names.printed(ids, with_people=bool(category and category.is_personal))
    kind = CertificateKind.WINNER if decision.purpose is Purpose.WINNERS else CertificateKind.FINALIST
    holders = [
        Holder(
            name=name,
            text=_award_text(spec, decision.category, kind, line.award),
            entry_id=line.subject_id,
            award=line.award,
        )
        for line in lines
        if (name := approved.get(line.subject_id, entries[line.subject_id].institution_name)) is not None
    ]
    return make(decision, kind, holders, at)


def _award_text(spec: EditionSpec, category_code: str, kind: CertificateKind, award_code: str) -> str:
    category = spec.category(category_code)
    text = KINDS[kind].text(spec.certificate)
    award = next((award.name for award in category.awards if award.code == award_code), "") if category else ""
    return f"{text}\n{award}" if category and award not in ("", category.name) else text
