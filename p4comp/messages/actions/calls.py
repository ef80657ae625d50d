"""What is noted of attempts to reach people."""

from datetime import datetime

from p4comp.accounts.models import Person
from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.messages import policy
from p4comp.messages.models import ContactNote
from p4comp.messages.rules.phones import CallOutcome


def note_call(person: Person, outcome: CallOutcome, note: str, *, by: Actor, at: datetime) -> ContactNote:
    """Note who of the secretariat tried to reach whom, and what came of it."""
    demand(policy.may_see_outbox(by, None, at))
    found = ContactNote(person_id=person.id, called_by=by.id, called_at=at, outcome=outcome, note=note.strip())
    session().add(found)
    audit.record("person.contacted", person, by=by, at=at, outcome=outcome)
    return found
