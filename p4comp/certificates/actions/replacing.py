"""A corrected certificate instead of one that stands: a new one with a new code; the old one names it for ever."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.certificates import policy, rules
from p4comp.certificates.actions.making import serial_of
from p4comp.certificates.actions.printing import begin_run
from p4comp.certificates.actions.telling import tell
from p4comp.certificates.models import Certificate
from p4comp.competition import actions as competition_actions
from p4comp.competition import queries as competition
from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid

KEPT = (
    "edition_id",
    "decision_id",
    "entry_id",
    "person_id",
    "design_id",
    "kind",
    "title",
    "category_name",
    "award_text",
    "edition_name",
    "basis",
    "place",
    "dated_on",
    "signatory_title",
    "signatory_name",
    "sealing",
    "is_simulated",
    "is_private",
)


def replace(certificate: Certificate, name: str, reason: str, *, by: Actor, at: datetime) -> Certificate:
    """Issue a certificate with the corrected name and mark the old one as replaced by it. The official number is typed in anew.

    A name that is not shown stays so on the new one, and no person's name enters the log.
    """
    demand(policy.may_replace(by, certificate, at))
    name = " ".join(name.split())
    if name == certificate.institution_name:
        raise Invalid(_("Nama ini sama dengan yang tercetak. Tulis nama yang benar."), "name")
    certificate.state = rules.MOVES.after(certificate.state, "replace")
    certificate.replaced_at, certificate.replaced_reason = at, reason.strip()
    session().flush()  # only one certificate of an award stands: the old one makes room first
    made = _corrected(certificate, name, at)
    session().add(made)
    session().flush()
    certificate.replaced_by_id = made.id
    audit.record("certificate.issued", made, by=by, at=at, serial=made.serial, code=made.code)
    told = {} if _is_of_person(certificate) else {"name": name}
    audit.record("certificate.replaced", certificate, by=by, at=at, reason=certificate.replaced_reason, new=made.serial, **told)
    begin_run(certificate.decision, [made], made.sealing, by=by, at=at)
    tell("certificates/mail/replaced.txt", [made], at)
    return made


def _is_of_person(certificate: Certificate) -> bool:
    category = competition.spec_of(certificate.edition).category(certificate.decision.category)
    return bool(certificate.person_id or (category and category.is_personal))


def _corrected(old: Certificate, name: str, at: datetime) -> Certificate:
    spec = competition.spec_of(old.edition)
    [number] = competition_actions.next_numbers(f"{spec.slug}/piagam", 1)
    kept = {field: getattr(old, field) for field in KEPT}
    serial = serial_of(spec, old.kind, old.decision.category, number, at)
    return Certificate(**kept, code=rules.new_code(), serial=serial, institution_name=name, state=rules.State.ISSUED, issued_at=at)
