"""Sheets of jurors who have become conflicted: unlocked ones are set aside at once, with a trail."""

from collections.abc import Collection
from datetime import datetime

from p4comp.accounts import queries as accounts
from p4comp.competition.models import Edition
from p4comp.core import audit, db, mail
from p4comp.core.access import Actor
from p4comp.institutions.rules.conflicts import WORDS
from p4comp.interviews.models import JurorSheet
from p4comp.interviews.queries import people
from p4comp.interviews.queries.people import Overtaken
from p4comp.interviews.rules.states import SHEETS


def recheck(edition: Edition, *, only: Collection[str] | None = None, by: Actor | None, at: datetime) -> list[JurorSheet]:
    """Set every unlocked sheet aside whose juror a conflict bars by now; a locked one was given in freedom, counts, and is told of."""
    found = people.overtaken(edition, None if only is None else list(only))
    opened = [one for one in found if SHEETS.allows(one.sheet.state, "recuse")]
    for one in opened:
        _set_aside(one, by=by, at=at)
    if found:
        db.session().flush()
        for person in accounts.secretariat():
            mail.to_person("interviews/mail/juror_bound.txt", person, at=at, opened=len(opened), locked=len(found) - len(opened))
    return [one.sheet for one in opened]


def _set_aside(one: Overtaken, *, by: Actor | None, at: datetime) -> None:
    sheet, before = one.sheet, one.sheet.state
    sheet.state, sheet.reason = SHEETS.after(before, "recuse"), str(WORDS[one.relation])
    sheet.declared_at = None
    values = {"entry": sheet.interview.entry_id, "relation": one.relation.value, "before": before.value}
    audit.record("juror_sheet.set_aside", sheet, by=by, at=at, **values)
