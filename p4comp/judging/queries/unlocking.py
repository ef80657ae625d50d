"""Locked sheets that are to be opened again."""

from dataclasses import replace

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from p4comp.accounts.models import Membership, Role
from p4comp.accounts.queries import hand_of
from p4comp.competition.models import Edition
from p4comp.competition.own_sheets import hidden_entries
from p4comp.competition.spec import EditionSpec
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Purpose
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.queries import relation as bond
from p4comp.judging.models import Assignment, Calibration, Divergence, Evaluator, Unlocking, UnlockState
from p4comp.judging.policy import Locked, Office, Unlock
from p4comp.judging.queries.office import office, office_of
from p4comp.judging.queries.sight import desk
from p4comp.judging.rules.moves import LIVE, SheetState


def locked(actor: Actor, assignment_id: str) -> Locked | None:
    """A sheet as its own evaluator finds it, or the secretariat and auditors, with the request that waits."""
    found = own_or_seen(actor, assignment_id)
    return replace(found, waiting=_waiting(assignment_id)) if found else None


def own_or_seen(actor: Actor, assignment_id: str, **_more: str) -> Locked | None:
    """The same sheet, whatever is asked of its lock."""
    own, place = desk(actor, assignment_id), office(actor)
    if own is not None:
        there = _office(own.edition, own.entry.category)
        return Locked(own.assignment, there, is_own=True, shown=others_shown(own.assignment, own.spec))
    if place is None:
        return None
    wanted = (Assignment.id == assignment_id, Entry.edition_id == place.edition.id, Entry.state == EntryState.VERIFIED)
    query = select(Assignment).join(Assignment.entry).where(*wanted)
    whole = joinedload(Assignment.evaluator).joinedload(Evaluator.person)
    found = db.first(query.options(contains_eager(Assignment.entry), whole))
    if found is None:
        return None
    relation, there = bond(actor, [found.entry.institution_id]), _office(place.edition, found.entry.category)
    return Locked(found, there, is_own=False, relation=relation, shown=others_shown(found, there.spec))


def _office(edition: Edition, category: str) -> Office:
    return replace(office_of(edition, category), standing=decisions.standing(edition.id, Purpose.FINALISTS, category))


def others_shown(sheet: Assignment, spec: EditionSpec) -> bool:
    """Whether a locked sheet's evaluator could see what others found; one query.

    In reconciliation; in a calibration round or as one of the secretariat, once none of the sheets that were theirs when this
    one was locked waits any more: until then the others' are closed to them.
    """
    others = (Assignment.entry_id == sheet.entry_id, Assignment.id != sheet.id, Assignment.state == SheetState.LOCKED)
    there, entry = select(Assignment.id).where(*others).exists(), aliased(Entry)
    ways: list[ColumnElement[bool]] = [select(Divergence.entry_id).where(Divergence.entry_id == sheet.entry_id).exists()]
    staff = select(Membership.id).join(Evaluator, Evaluator.person_id == Membership.person_id)
    staff = staff.where(Evaluator.id == sheet.evaluator_id, Membership.role.in_([Role.SECRETARIAT, Role.AUDITOR]))
    open_ones = (Assignment.evaluator_id == sheet.evaluator_id, Assignment.state.in_(LIVE - {SheetState.LOCKED}))
    left = select(Assignment.id).join(entry, entry.id == Assignment.entry_id).where(*open_ones, entry.category == sheet.entry.category)
    left = left.where(Assignment.assigned_at <= sheet.locked_at) if sheet.locked_at else left
    ways.append(and_(staff.exists(), there, ~left.exists()))
    if spec.reading.begins_together:
        shared = select(Calibration.entry_id).where(Calibration.entry_id == sheet.entry_id).exists()
        common = left.join(Calibration, Calibration.entry_id == Assignment.entry_id)
        ways.append(and_(shared, there, ~common.exists()))
    return db.first(select(literal(1)).where(or_(*ways))) is not None


def _waiting(assignment_id: str) -> Unlocking | None:
    return db.first(select(Unlocking).where(Unlocking.assignment_id == assignment_id, Unlocking.state == UnlockState.ASKED))


def _unlockings() -> Select[Unlocking]:
    query = select(Unlocking).join(Unlocking.assignment).join(Assignment.entry)
    sheet = contains_eager(Unlocking.assignment)
    people = (joinedload(Unlocking.asker), joinedload(Unlocking.answerer))
    return query.options(
        sheet.contains_eager(Assignment.entry), sheet.joinedload(Assignment.evaluator).joinedload(Evaluator.person), *people
    )


def unlockings(edition_id: str) -> list[Unlocking]:
    """All requests of an edition, those that wait first; one query."""
    order = (Unlocking.state != UnlockState.ASKED, Unlocking.asked_at.desc(), Unlocking.id)
    return db.everything(_unlockings().where(Entry.edition_id == edition_id).order_by(*order))


def unlockings_of(assignment_id: str) -> list[Unlocking]:
    """The requests about one sheet, the newest first; one query."""
    return db.everything(_unlockings().where(Unlocking.assignment_id == assignment_id).order_by(Unlocking.asked_at.desc()))


def unlock(actor: Actor, unlocking_id: str) -> Unlock | None:
    """A request of the edition that is run, for the secretariat and auditors."""
    place = office(actor)
    found = db.first(_unlockings().where(Unlocking.id == unlocking_id, Entry.edition_id == place.edition.id)) if place else None
    if place is None or found is None:
        return None
    entry = found.assignment.entry
    there = _office(place.edition, entry.category)
    shown = found.state is UnlockState.ASKED and others_shown(found.assignment, there.spec)
    return Unlock(found, there, entry.id in hidden_entries(actor), bond(actor, [entry.institution_id]), shown)


def unlocks_to_answer(edition_id: str, person_id: str) -> Select[int]:
    """How many requests wait for another hand than who asked and whose sheet it is."""
    query = select(func.count()).select_from(Unlocking).join(Unlocking.assignment).join(Assignment.entry).join(Assignment.evaluator)
    hand = hand_of(person_id)
    others = (Unlocking.asked_by.not_in(hand), Evaluator.person_id.not_in(hand))
    return query.where(Entry.edition_id == edition_id, Unlocking.state == UnlockState.ASKED, *others)
