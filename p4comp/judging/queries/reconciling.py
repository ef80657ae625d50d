"""Entries whose locked sheets differ by more than the plan allows, and what their readers agreed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from p4comp.accounts.policy import is_staff
from p4comp.competition import own_sheets
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Purpose
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.queries import relation as bond
from p4comp.judging.models import Agreement, AgreementState, Assignment, Divergence, Evaluator, Finding
from p4comp.judging.policy import Case, Voice
from p4comp.judging.queries.office import office_of
from p4comp.judging.queries.seconding import seconds
from p4comp.judging.queries.sight import readings, unbound
from p4comp.judging.rules.moves import LIVE, SheetState


@dataclass(frozen=True)
class Sheets:
    """The living sheets of an entry: how many, and the levels of the locked ones."""

    live: int
    levels: list[dict[str, int | None]]


def agreed_findings(edition: Edition, category: str) -> dict[str, dict[str, int]]:
    """Per entry the levels its readers agreed, by indicator: they stand in for that indicator's mean. Empty where the plan says otherwise."""
    terms = spec_of(edition).reconciling
    if terms is None or not terms.replaces:
        return {}
    query = select(Agreement.entry_id, Agreement.indicator, Agreement.level).join(Agreement.entry)
    query = query.where(Entry.edition_id == edition.id, Entry.category == category, Entry.state == EntryState.VERIFIED)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for entry_id, indicator, level in db.session().execute(query.where(Agreement.state == AgreementState.AGREED)):
        found[entry_id][indicator] = level
    return dict(found)


@cache
def _agreed() -> Select[str, str, int]:
    query = select(Agreement.entry_id, Agreement.indicator, Agreement.level)
    return query.where(Agreement.entry_id.in_(bindparam("ids")), Agreement.state == AgreementState.AGREED)


def agreed_of(entry_ids: Collection[str]) -> dict[str, dict[str, int]]:
    """What was agreed on these entries, by indicator; one query."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for entry_id, indicator, level in db.session().execute(_agreed(), {"ids": list(entry_ids)}):
        found[entry_id][indicator] = level
    return found


def live_sheets(entry_ids: Collection[str]) -> dict[str, Sheets]:
    """The living sheets of these entries with the levels of those that are locked; two queries."""
    wanted = Assignment.entry_id.in_(list(entry_ids))
    counted = select(Assignment.entry_id, func.count()).where(wanted, Assignment.state.in_(LIVE)).group_by(Assignment.entry_id)
    live = {row[0]: row[1] for row in db.session().execute(counted)}
    query = select(Assignment.entry_id, Assignment.id, Finding.indicator, Finding.level)
    query = query.join(Finding, Finding.assignment_id == Assignment.id).where(wanted, Assignment.state == SheetState.LOCKED)
    levels: dict[str, dict[str, dict[str, int | None]]] = defaultdict(lambda: defaultdict(dict))
    for entry_id, sheet, indicator, level in db.session().connection().execute(query):
        levels[entry_id][sheet][indicator] = level
    return {key: Sheets(number, list(levels[key].values())) for key, number in live.items()}


def _unsettled(edition_id: str) -> Select[Divergence]:
    query = select(Divergence).join(Divergence.entry).options(contains_eager(Divergence.entry))
    return query.where(Entry.edition_id == edition_id, Entry.state == EntryState.VERIFIED)


def divergences(actor: Actor) -> list[Divergence]:
    """The entries with too wide a difference that this person may look into, those to settle first."""
    running = competition.current_calendar()
    if running is None or running[1].spec.reconciling is None:
        return []
    edition, calendar = running
    order = (Divergence.settled_at.is_not(None), Entry.category, Entry.institution_name, Entry.id)
    found = db.everything(_unsettled(edition.id).order_by(*order))
    own = _own_ids(actor, [one.entry_id for one in found], calendar.spec)
    if not is_staff(actor):
        return [one for one in found if one.entry_id in own]
    bound = {one for one in {row.entry.institution_id for row in found} if bond(actor, [one]) is not None} if actor.institutions else set()
    return [one for one in found if one.entry_id in own or not (_hidden(actor, one.entry) or one.entry.institution_id in bound)]


def _hidden(actor: Actor, entry: Entry) -> bool:
    return own_sheets.hides(actor, entry.edition_id, entry.category)


def _own_ids(actor: Actor, entry_ids: list[str], spec: Any) -> set[str]:
    if not entry_ids or not actor.has("evaluator"):
        return set()
    locked = readings(actor).where(Assignment.entry_id.in_(entry_ids), Assignment.state == SheetState.LOCKED)
    return {one.entry_id for one in unbound(db.everything(locked), spec)}


def case(actor: Actor, entry_id: str, **_more: str) -> Case | None:
    """An entry's sheets side by side: for its readers once theirs is locked, and for those inside whom nothing bars or makes score there."""
    running = competition.current_calendar()
    if running is None or running[1].spec.reconciling is None:
        return None
    edition, calendar = running
    found = db.first(_unsettled(edition.id).where(Divergence.entry_id == entry_id))
    if found is None:
        return None
    entry = found.entry
    is_own = entry_id in _own_ids(actor, [entry_id], calendar.spec)
    if not is_own and (not is_staff(actor) or _hidden(actor, entry) or bond(actor, [entry.institution_id]) is not None):
        return None
    sheets = _sheets(entry_id)
    own = next((one for one in sheets if is_own and one.evaluator.person_id == actor.id), None)
    place = replace(office_of(edition, entry.category), standing=decisions.standing(edition.id, Purpose.FINALISTS, entry.category))
    ids = [one.id for one in sheets]
    return Case(entry, place, found, sheets, _findings(ids), _agreements(entry_id), own, seconds(ids))


def _sheets(entry_id: str) -> list[Assignment]:
    query = select(Assignment).where(Assignment.entry_id == entry_id, Assignment.state == SheetState.LOCKED)
    query = query.options(joinedload(Assignment.evaluator).joinedload(Evaluator.person))
    return db.everything(query.order_by(Assignment.assigned_at, Assignment.id))


def _findings(ids: list[str]) -> Mapping[str, Mapping[str, Finding]]:
    found: dict[str, dict[str, Finding]] = defaultdict(dict)
    for one in db.everything(select(Finding).where(Finding.assignment_id.in_(ids))):
        found[one.assignment_id][one.indicator] = one
    return found


def _agreements(entry_id: str) -> list[Agreement]:
    whole = (selectinload(Agreement.voices), joinedload(Agreement.proposer).joinedload(Evaluator.person))
    query = select(Agreement).where(Agreement.entry_id == entry_id).options(*whole)
    return db.everything(query.order_by(Agreement.proposed_at.desc(), Agreement.id))


def voice(actor: Actor, entry_id: str, agreement_id: str) -> Voice | None:
    """A finding proposed on an entry that this person may look into."""
    found = case(actor, entry_id)
    one = next((each for each in found.agreements if each.id == agreement_id), None) if found else None
    return Voice(one, found) if found and one else None


def unsettled(edition_id: str) -> Select[int]:
    """How many entries of an edition wait for a voice, whosever."""
    query = select(func.count()).select_from(Divergence).join(Divergence.entry)
    return query.where(Entry.edition_id == edition_id, Entry.state == EntryState.VERIFIED, Divergence.settled_at.is_(None))


def to_settle(actor: Actor) -> int:
    """How many entries wait for this person's voice, or, for the secretariat, for their readers."""
    return sum(one.settled_at is None for one in divergences(actor))
