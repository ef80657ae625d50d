"""Announced lists to which an entry's institution may object."""

from collections.abc import Collection
from datetime import datetime, timedelta

from flask import g

from p4comp.competition.queries import spec_of
from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions import rules
from p4comp.decisions.models import Decision, Objection
from p4comp.entries.models import Entry, State
from p4comp.entries.policy import Case, Contest
from p4comp.entries.queries.sight import case

A_DAY = timedelta(days=1)


def contest(actor: Actor, entry_id: str, decision_id: str) -> Contest | None:
    """An announced list as far as it concerns a visible entry; none where the edition says nothing of objections."""
    found = case(actor, entry_id)
    return next((one for one in contests([found], clock.arrived()) if one.decision.id == decision_id), None) if found else None


def contests(cases: Collection[Case], at: datetime) -> list[Contest]:
    """The announced lists that concern entries of one edition, the oldest first; three queries, none where the edition says nothing."""
    assessed = [one for one in cases if one.entry.state is State.VERIFIED]
    if not assessed or not spec_of(assessed[0].entry.edition).objecting.are_stated:
        return []
    lists = decisions.contested(assessed[0].entry.edition_id, {one.entry.category for one in assessed}, at)
    pairs = [(one, found) for one in lists for found in assessed if found.entry.category == one.category and _may_concern(one, found.entry)]
    own = decisions.own_objections({found.entry.id for _one, found in pairs}) if pairs else []
    filed = {(one.subject_id, one.decision_id): one for one in own}
    return [_contest(found, one, filed.get((found.entry.id, one.id))) for one, found in pairs]


def _contest(found: Case, one: Decision, objection: Objection | None) -> Contest:
    award, terms = _award(one, found.entry.id), spec_of(found.entry.edition).objecting
    return Contest(found, one, decisions.list_closes(one), terms.finality, award is not None, (award or ("",))[0], objection)


def _may_concern(decision: Decision, entry: Entry) -> bool:
    """Whether the edition says anything of objections to such lists, and this one concerns the entry."""
    if decisions.objection_days(spec_of(entry.edition), decision.purpose) is None:
        return False
    corrects = decision.is_published_correction
    before = _award(decision.replaces, entry.id) if corrects and decision.replaces else None
    ranked = entry.institution_id in decision.plenary.concerned
    return rules.concerns(ranked=ranked, corrects=corrects, before=before, after=_award(decision, entry.id))


def _award(decision: Decision, entry_id: str) -> tuple[str, ...] | None:
    return next(((line.award,) for line in decision.lines if line.subject_id == entry_id), None)


def open_contests(cases: Collection[Case], at: datetime) -> list[Contest]:
    """Of these cases of an edition, each announced list to which nobody has objected and whose days run; asked once a request."""
    if "open_contests" not in g:
        running = [one for one in contests(cases, at) if one.objection is None and one.closes and at < one.closes]
        g.open_contests = [one for one in running if one.decision.is_in_force(at)]
    found: list[Contest] = g.open_contests
    return found


def earliest(longest: int, at: datetime) -> datetime:
    """Since when a list must have been announced that may still be objected to, if no term is longer than so many days."""
    return at - (longest + 2) * A_DAY
