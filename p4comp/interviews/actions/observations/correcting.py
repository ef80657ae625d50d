"""What the panel makes of a report where the plan lets it correct: proposed by the chair, confirmed by another juror."""

from datetime import datetime
from typing import Any

from p4comp.core import audit, db
from p4comp.core.access import Actor, demand
from p4comp.interviews.actions.observations.asking import needed
from p4comp.interviews.models import ObservationCorrection
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.policy.observations import Visit
from p4comp.interviews.rules import observations as rules
from p4comp.interviews.rules.observations import CORRECTIONS


def propose_correction(visit: Visit, points: float, *, reason: str, by: Actor, at: datetime) -> ObservationCorrection:
    """Propose points up or down on the panel's value, within the plan's bound; the sheets stay as they are."""
    demand(policy.may_propose_correction(by, visit, at))
    checked = rules.check_points(points, visit.terms.most, visit.spec.plan.decimals)
    row = visit.observation
    made = ObservationCorrection(observation_id=row.id, points=checked, reason=needed(reason), proposed_by=by.id, proposed_at=at)
    db.session().add(made)
    db.session().flush()
    audit.record("observation.correction_proposed", row, by=by, at=at, entry=visit.entry.id, points=checked, reason=made.reason)
    return made


def answer_correction(visit: Visit, *, confirms: bool, reason: str, by: Actor, at: datetime) -> None:
    """The second juror's word, with its reason: a confirmed correction counts from now on."""
    demand(policy.may_answer_correction(by, visit, at))
    found = visit.correction
    assert found is not None
    db.session().refresh(found, ["state"], with_for_update=True)
    found.answer, found.answered_by, found.answered_at = needed(reason), by.id, at
    found.state = CORRECTIONS.after(found.state, "confirm" if confirms else "refuse")
    facts: dict[str, Any] = {"entry": visit.entry.id, "points": found.points, "reason": found.answer}
    if confirms:
        audit.record("observation.correction_confirmed", visit.observation, by=by, at=at, **facts)
    else:
        audit.record("observation.correction_refused", visit.observation, by=by, at=at, **facts)
