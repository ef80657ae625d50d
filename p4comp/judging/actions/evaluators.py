"""Appointing evaluators."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import actions as accounts
from p4comp.competition.models import Edition
from p4comp.core import audit
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions.models import Institution
from p4comp.judging.models import Assignment, Evaluator
from p4comp.judging.rules.moves import MOVES


def add_evaluator(
    edition: Edition, *, name: str, email: str, employer: Institution | None = None, decree_number: str = "", by: Actor, at: datetime
) -> Evaluator:
    """Appoint a person for this edition and invite them; the decree's number is typed in or left open."""
    person = accounts.person_for(email, name, at=at)
    session().flush()
    if first(select(Evaluator.id).where(Evaluator.edition_id == edition.id, Evaluator.person_id == person.id)):
        raise Invalid(_("Orang dengan alamat surel ini sudah menjadi evaluator edisi ini."), "email")
    evaluator = Evaluator(
        edition_id=edition.id,
        person_id=person.id,
        employer_id=employer.id if employer else None,
        decree_number=decree_number.strip(),
    )
    evaluator.person, evaluator.employer = person, employer
    session().add(evaluator)
    accounts.invite(person, role="evaluator", by=by, at=at)
    audit.record(
        "evaluator.added", evaluator, by=by, at=at, person=person.id, employer=employer.code if employer else "", decree=decree_number
    )
    return evaluator


def dismiss(evaluator: Evaluator, *, reason: str, by: Actor, at: datetime) -> None:
    """End an appointment: the person loses sight of every dossier; open sheets are withdrawn, locked ones stay and count."""
    if not evaluator.is_active:
        raise Refused(_("Penugasan orang ini sudah diakhiri."))
    if not reason.strip():
        raise Invalid(_("Isi alasan mengakhiri penugasan."), "reason")
    evaluator.is_active = False
    left = select(Assignment).where(Assignment.evaluator_id == evaluator.id, Assignment.state.in_(MOVES.table["withdraw"][0]))
    for assignment in everything(left.with_for_update()):
        assignment.state = MOVES.after(assignment.state, "withdraw")
        assignment.reason = reason.strip()
        audit.record("assignment.withdrawn", assignment, by=by, at=at, reason=reason.strip())
    audit.record("evaluator.dismissed", evaluator, by=by, at=at, reason=reason.strip())
