"""Making certificates of any kind: code, portal number, the words of the day, the design in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from p4comp.certificates import rules
from p4comp.certificates.models import Certificate, CertificateKind
from p4comp.certificates.queries import designs
from p4comp.certificates.rules.designs.choosing import chosen
from p4comp.certificates.rules.kinds import KINDS, LISTED
from p4comp.competition import actions as competition_actions
from p4comp.competition import queries as competition
from p4comp.competition.rules.serials import serial
from p4comp.competition.spec import EditionSpec
from p4comp.core import clock, spaces
from p4comp.core.db import session
from p4comp.decisions.models import Decision


@dataclass(frozen=True)
class Holder:
    """Who is given a certificate: the name to print, the entry or the person, for what (a phrase a line), and for which award."""

    name: str
    text: str
    entry_id: str | None = None
    person_id: str | None = None
    award: str = ""


def make(decision: Decision, kind: CertificateKind, holders: Sequence[Holder], at: datetime) -> list[Certificate]:
    """One certificate each, on a decision that is known."""
    spec = competition.spec_of(decision.edition)
    numbers = competition_actions.next_numbers(f"{spec.slug}/piagam", len(holders)) if holders else range(0)
    in_force = designs.in_force(decision.edition_id)
    made = [
        Certificate(
            serial=serial_of(spec, kind, decision.category, number, at),
            kind=kind,
            title=KINDS[kind].title(spec.certificate),
            entry_id=one.entry_id,
            person_id=one.person_id,
            institution_name=one.name,
            award_text=one.text,
            design_id=chosen(in_force, kind.value, decision.category, one.award),
            **_common(decision, kind, spec, at),
        )
        for one, number in zip(holders, numbers, strict=True)
    ]
    session().add_all(made)
    session().flush()
    return made


def serial_of(spec: EditionSpec, kind: CertificateKind, category: str, number: int, at: datetime) -> str:
    """The portal's own number by the edition's pattern."""
    year = clock.local(at, spec.zone).year
    return serial(spec.certificate.serial, edisi=spec.slug, urut=number, jenis=KINDS[kind].in_serial, tahun=year, kategori=category)


def _common(decision: Decision, kind: CertificateKind, spec: EditionSpec, at: datetime) -> dict[str, object]:
    category = spec.category(decision.category)
    return {
        "code": rules.new_code(),
        "edition": decision.edition,
        "decision": decision,
        "category_name": (category.name if category else decision.category) if KINDS[kind].of_category else "",
        "edition_name": spec.name,
        "basis": rules.basis(decision.code, decision.decree_number, decision.decree_on) if kind in LISTED else "",
        "place": spec.certificate.city,
        "signatory_title": spec.certificate.signatory if kind in LISTED else spaces.house().team,
        "dated_on": clock.local(at, spec.zone).date(),
        "is_simulated": clock.is_demo(),
        "issued_at": at,
    }
