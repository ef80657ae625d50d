"""A look on the spot is asked for by the panel's chair, and answered."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit, db, mail
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid
from p4comp.interviews.actions.observations import letters
from p4comp.interviews.models import Observation
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.policy.observations import Asking, Visit
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.rules.observations import VISITS, VisitState


def ask(found: Asking, *, reason: str, by: Actor, at: datetime) -> Observation:
    """Ask the secretariat to have the finalist looked at on the spot; it is told."""
    demand(policy.may_ask_observation(by, found, at))
    made = Observation(interview_id=found.interview.id, state=VisitState.ASKED, reason=needed(reason), asked_by=by.id, asked_at=at)
    db.session().add(made)
    db.session().flush()
    audit.record("observation.asked", made, by=by, at=at, entry=found.interview.entry_id, reason=made.reason)
    for person in queries.free_secretaries(found.interview.entry):
        mail.to_person("interviews/mail/observation_asked.txt", person, at=at, entry=found.interview.entry)
    return made


def refuse(visit: Visit, *, reason: str, by: Actor, at: datetime) -> None:
    """Decline what the panel asks for, and say why."""
    demand(policy.may_refuse_observation(by, visit, at))
    answer(visit, "refuse", reason, by=by, at=at)
    audit.record("observation.refused", visit.observation, by=by, at=at, reason=visit.observation.answer)
    letters.tell_asker(visit, at)


def answer(visit: Visit, verb: str, reason: str, *, by: Actor, at: datetime) -> None:
    """Move it on, with the reason, who and when."""
    row = visit.observation
    row.answer, row.answered_by, row.answered_at = needed(reason), by.id, at
    row.state = VISITS.after(row.state, verb)


def needed(reason: str) -> str:
    """The reason without blanks around; Invalid where there is none."""
    if not reason.strip():
        raise Invalid(_("Isi alasannya."), "reason")
    return reason.strip()
