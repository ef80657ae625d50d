"""The secretariat's word on a handed-in entry."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit
from p4comp.core.access import Actor
from p4comp.core.errors import Invalid
from p4comp.entries.actions.handing_in import tell
from p4comp.entries.actions.holding import hold
from p4comp.entries.models import Entry
from p4comp.entries.rules import MOVES


def verify(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Accept the entry: it goes on to the evaluators, and neither side changes it any more."""
    hold(entry)
    entry.state = MOVES.after(entry.state, "verify")
    entry.verified_at, entry.verified_by, entry.reason = at, by.id, ""
    audit.record("entry.verified", entry, by=by, at=at)
    tell(entry, "verified", at)


def return_for_correction(entry: Entry, *, reason: str, until: datetime, by: Actor, at: datetime) -> None:
    """Give the entry back with a reason and a day until which it may be corrected and handed in again."""
    hold(entry)
    state = MOVES.after(entry.state, "return")
    if until <= at:
        raise Invalid(_("Batas perbaikan harus sesudah saat ini."), "until")
    entry.state, entry.reason, entry.correct_until = state, reason, until
    audit.record("entry.returned", entry, by=by, at=at, reason=reason, until=until.isoformat())
    tell(entry, "returned", at)


def refuse(entry: Entry, *, reason: str, by: Actor, at: datetime) -> None:
    """Refuse the entry for a reason; it takes no further part."""
    hold(entry)
    entry.state, entry.reason = MOVES.after(entry.state, "refuse"), reason
    audit.record("entry.refused", entry, by=by, at=at, reason=reason)
    tell(entry, "refused", at)
