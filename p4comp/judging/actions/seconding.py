"""Noting a second finding beside a locked sheet."""

from datetime import datetime

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.judging import policy, queries
from p4comp.judging.models import SecondFinding
from p4comp.judging.policy import Locked
from p4comp.judging.rules import seconding, sheets


def note_second(found: Locked, indicator: str, level: str, note: str, *, by: Actor, at: datetime) -> SecondFinding:
    """Note what the evaluator thinks now, after others' findings; the locked sheet stays as it is and goes on counting."""
    demand(policy.may_note_second(by, found, at))
    instrument = found.office.spec.instrument_of(found.assignment.entry.category)
    code, _name = sheets.address(instrument, f"{indicator}.level")
    first = queries.findings(found.assignment.id)[code].level
    assert first is not None  # a locked sheet has every level
    given = {"indicator": code, "first": first, "level": seconding.level(instrument, first, level), "note": seconding.reason(note)}
    made = SecondFinding(assignment_id=found.assignment.id, noted_at=at, **given)
    session().add(made)
    session().flush()
    audit.record("second_finding.noted", made, by=by, at=at, sheet=found.assignment.id, entry=found.assignment.entry_id, **given)
    return made
