"""Readings of evaluators who have become conflicted: set aside, with a trail; the entry then lacks a reader."""

from collections.abc import Collection
from datetime import datetime

from p4comp.accounts import queries as accounts
from p4comp.competition.models import Edition
from p4comp.core import audit, mail
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.institutions.rules.conflicts import WORDS
from p4comp.judging import queries
from p4comp.judging.actions.reviewing import review
from p4comp.judging.models import Assignment
from p4comp.judging.rules.moves import MOVES


def recheck(edition: Edition, *, only: Collection[str] | None = None, by: Actor | None, at: datetime) -> list[Assignment]:
    """Set every living sheet aside whose evaluator a conflict bars by now, of all evaluators or of `only` these.

    The sheet keeps its findings and its total, and counts no more.
    """
    found = queries.conflicted(edition, only=only)
    for one in found:
        reading, before = one.assignment, one.assignment.state
        reading.state, reading.reason = MOVES.after(before, "set_aside"), str(WORDS[one.relation])
        values = {"entry": reading.entry_id, "relation": one.relation.value, "before": before.value, "total": reading.total}
        audit.record("sheet.set_aside", reading, by=by, at=at, **values)
    if found:
        session().flush()
        review(edition, {one.assignment.entry_id for one in found}, at=at)
        _ask_for_replacements(len(found), at)
    return [one.assignment for one in found]


def _ask_for_replacements(number: int, at: datetime) -> None:
    """The secretariat learns that readers are wanted; the list says for which entries."""
    for person in accounts.secretariat():
        mail.to_person("judging/mail/set_aside.txt", person, at=at, number=number)
