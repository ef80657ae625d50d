"""Readings of evaluators who have become conflicted: set aside, with a trail; the entry then lacks a reader."""

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts import queries as accounts
from p4comp.competition.models import Edition
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.institutions.rules.conflicts import WORDS, Relation
from p4comp.judging import policy, queries
from p4comp.judging.actions.copies import forget_copies
from p4comp.judging.actions.reviewing import review
from p4comp.judging.models import AsideState, Assignment, SettingAside, SheetState
from p4comp.judging.policy import Aside
from p4comp.judging.queries import Conflicted
from p4comp.judging.rules.moves import MOVES
from p4comp.judging.rules.setting_aside import MOVES as ASIDE_MOVES


def recheck(edition: Edition, *, only: Collection[str] | None = None, reason: str = "", by: Actor | None, at: datetime) -> list[Assignment]:
    """Set every unlocked sheet aside whose evaluator a conflict bars by now, of all evaluators or of `only` these.

    A locked one counts until two people have decided; here it is only asked for. All that a conflict has overtaken.
    """
    found = queries.conflicted(edition, only=only)
    locked = [one for one in found if one.assignment.state is SheetState.LOCKED]
    opened = [one for one in found if one.assignment.state is not SheetState.LOCKED]
    for one in opened:
        _set_aside(one.assignment, one.relation, by=by, at=at)
    if found:
        forget_copies([one.assignment.id for one in found])
    if opened:
        review(edition, {one.assignment.entry_id for one in opened}, at=at)
        _tell("judging/mail/set_aside.txt", len(opened), at)
    if asked := [one for one in locked if not one.is_asked]:
        for one in asked:
            _ask(one, reason, by=by, at=at)
        _tell("judging/mail/aside_asked.txt", len(asked), at)
    return [one.assignment for one in found]


def _set_aside(sheet: Assignment, relation: Relation, *, by: Actor | None, at: datetime) -> None:
    """The sheet keeps its findings and its total, and counts no more."""
    before = sheet.state
    sheet.state, sheet.reason = MOVES.after(before, "set_aside"), str(WORDS[relation])
    values = {"entry": sheet.entry_id, "relation": relation.value, "before": before.value, "total": sheet.total}
    audit.record("sheet.set_aside", sheet, by=by, at=at, **values)


def _ask(one: Conflicted, reason: str, *, by: Actor | None, at: datetime) -> None:
    sheet, asked_by = one.assignment, by.id if by else None
    given = {"relation": one.relation, "reason": reason.strip(), "total": sheet.total, "asked_by": asked_by, "asked_at": at}
    made = SettingAside(assignment_id=sheet.id, state=AsideState.ASKED, **given)
    session().add(made)
    values = {"sheet": sheet.id, "entry": sheet.entry_id, "relation": one.relation.value, "reason": made.reason}
    audit.record("setting_aside.asked", made, by=by, at=at, **values)


def _tell(template: str, number: int, at: datetime) -> None:
    """The secretariat learns that readers, or answers, are wanted; the page behind the link says for which entries."""
    for person in accounts.secretariat():
        mail.to_person(template, person, at=at, number=number)


def set_aside(found: Aside, *, by: Actor, at: datetime) -> None:
    """The second person's yes: the locked sheet counts no more, and its entry wants another reader."""
    one, sheet = found.request, found.request.assignment
    session().refresh(sheet, ["state"], with_for_update=True)
    demand(policy.may_set_aside(by, found, at))
    _answer(one, "grant", "", by=by, at=at)
    audit.record("setting_aside.granted", one, by=by, at=at, sheet=sheet.id, entry=sheet.entry_id)
    _set_aside(sheet, one.relation, by=by, at=at)
    session().flush()
    review(found.office.edition, [sheet.entry_id], at=at)


def keep_sheet(found: Aside, *, answer: str, by: Actor, at: datetime) -> None:
    """The second person's no, with the reason: the evaluator was free when they scored, so the sheet goes on counting."""
    demand(policy.may_keep_sheet(by, found, at))
    if not answer.strip():
        raise Invalid(_("Isi alasannya."), "answer")
    _answer(found.request, "keep", answer.strip(), by=by, at=at)
    values = {"sheet": found.request.assignment_id, "entry": found.request.assignment.entry_id, "answer": answer.strip()}
    audit.record("setting_aside.kept", found.request, by=by, at=at, **values)


def _answer(one: SettingAside, verb: str, answer: str, *, by: Actor, at: datetime) -> None:
    session().refresh(one, ["state"], with_for_update=True)
    one.state, one.answer, one.answered_by, one.answered_at = ASIDE_MOVES.after(one.state, verb), answer, by.id, at
