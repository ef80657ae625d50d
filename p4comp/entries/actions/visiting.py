"""Looking at an entrant's pages as the entrant sees them."""

from datetime import datetime

from p4comp.core import audit
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.entries.actions.handing_in import tell
from p4comp.entries.models import Entry, Visit


def visit(entry: Entry, *, reason: str, by: Actor, at: datetime) -> Visit:
    """Begin a look at an entrant's pages: it is logged, and the entrant is told who looks and why."""
    begun = Visit(entry_id=entry.id, person_id=by.id, reason=reason, began_at=at)
    session().add(begun)
    audit.record("entry.visited", entry, by=by, at=at, reason=reason)
    tell(entry, "visited", at, visitor=by.name, reason=reason)
    return begun
