"""What can be asked about objections, and about the announced lists that may be objected to."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from p4comp.accounts.models import Membership, Role
from p4comp.accounts.policy import is_staff
from p4comp.accounts.queries import hand_of
from p4comp.competition import own_sheets
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import EditionSpec
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions import rules
from p4comp.decisions.models import Decision, Objection, Plenary, Purpose
from p4comp.decisions.policy import Objected
from p4comp.decisions.queries.lists import in_force, newest
from p4comp.decisions.rules import CaseFile, ObjectionKind, ObjectionState
from p4comp.institutions.queries import relation

LISTS = (ObjectionKind.FINALISTS, ObjectionKind.WINNERS)


def _visible_to(actor: Actor) -> Select[Objection]:
    """Members see the objections of their institutions, those inside all, others none."""
    found = select(Objection).options(joinedload(Objection.edition), joinedload(Objection.institution), joinedload(Objection.file))
    if is_staff(actor):
        return found
    return found.where(Objection.institution_id.in_([one for one in actor.institutions if actor.has("member", one)]))


def objection(actor: Actor, objection_id: str) -> Objected | None:
    """An objection, if the person may know of it."""
    found = db.first(db.held(_visible_to(actor).where(Objection.id == objection_id), Objection))
    return objected(found, actor) if found else None


def objected(found: Objection, actor: Actor) -> Objected:
    """An objection as its answer is asked about; for a list with its decision and the newest of its chain."""
    if not is_staff(actor):
        return Objected(found)
    decision = against(found) if found.decision_id else None
    sides = decision.plenary.concerned if decision else [found.institution_id]
    bond = relation(actor, sides) if actor.has("secretariat") and actor.institutions else None
    if decision is None:
        return Objected(found, bond)
    return Objected(found, bond, decision, _newest_of(decision), _has_others(decision.plenary))


def _has_others(plenary: Plenary) -> bool:
    """Whether the secretariat has anybody who is not one hand with those who confirmed the list."""
    hands = (Membership.person_id.not_in(hand_of(one)) for one in (plenary.first_confirmed_by, plenary.second_confirmed_by))
    return db.first(select(Membership.person_id).where(Membership.role == Role.SECRETARIAT, *hands).limit(1)) is not None


def against(found: Objection) -> Decision | None:
    """The decision whose list is objected to, with its plenary."""
    query = select(Decision).where(Decision.id == found.decision_id).options(joinedload(Decision.edition), joinedload(Decision.replacement))
    return db.first(query.options(joinedload(Decision.plenary).undefer(Plenary.concerned)))


def _newest_of(decision: Decision) -> Decision | None:
    same = (Decision.edition_id == decision.edition_id, Decision.purpose == decision.purpose, Decision.category == decision.category)
    return db.first(select(Decision).where(*same, newest()).options(joinedload(Decision.replacement), joinedload(Decision.plenary)))


def case_of(found: Objected, actor: Actor) -> CaseFile | None:
    """The facts an objection to a list is answered from; nothing for whoever is bound to an institution it ranks, or still scores there."""
    decision = found.decision
    if decision is None or found.relation is not None or own_sheets.hides(actor, decision.edition_id, decision.category):
        return None
    snapshot = db.session().execute(select(Decision.snapshot).where(Decision.id == decision.id)).scalar_one()
    return rules.case_file(snapshot, found.objection.subject_id)


def objection_file(actor: Actor, objection_id: str) -> Objected | None:
    """An objection that came with a file."""
    found = objection(actor, objection_id)
    return found if found is not None and found.objection.sha256 else None


def objections_about(kind: ObjectionKind, subject_id: str, decision_id: str = "") -> Select[Objection]:
    """The objection about a subject, or against the decision named; for the room of that subject."""
    return select(Objection).where(Objection.kind == kind, Objection.subject_id == subject_id, Objection.decision_id == decision_id)


def objections(state: ObjectionState) -> Select[Objection]:
    """The objections in a state, the longest waiting first; for those inside."""
    query = select(Objection).options(joinedload(Objection.edition)).where(Objection.state == state)
    return query.order_by(Objection.filed_at, Objection.code)


def objection_counts() -> dict[ObjectionState, int]:
    """How many objections are in which state."""
    return {row[0]: row[1] for row in db.session().execute(select(Objection.state, func.count()).group_by(Objection.state))}


def against_decision(decision_id: str) -> dict[ObjectionState, int]:
    """How many objections to one list are in which state."""
    query = select(Objection.state, func.count()).where(Objection.decision_id == decision_id).group_by(Objection.state)
    return {row[0]: row[1] for row in db.session().execute(query)}


def unanswered(person_id: str) -> Select[int]:
    """How many objections wait for an answer that this person may give, ties of institutions apart."""
    confirmed = or_(Plenary.first_confirmed_by.in_(hand_of(person_id)), Plenary.second_confirmed_by.in_(hand_of(person_id)))
    others = Membership.person_id.not_in([Plenary.first_confirmed_by, Plenary.second_confirmed_by])
    has_others = select(Membership.id).where(Membership.role == Role.SECRETARIAT, others).correlate(Plenary).exists()
    own = select(Decision.id).join(Decision.plenary).where(Decision.id == Objection.decision_id, confirmed, has_others).exists()
    foreign = or_(Objection.decision_id != "", Objection.against_by.not_in(hand_of(person_id)))
    waiting = (Objection.state == ObjectionState.WAITING, foreign, ~own)
    return select(func.count(Objection.id)).where(*waiting)


def proposed() -> list[Objection]:
    """The objections whose acceptance waits for a second person, the longest waiting first; one query."""
    return db.everything(
        select(Objection).where(Objection.state == ObjectionState.PROPOSED).order_by(Objection.answered_at, Objection.code)
    )


def to_agree(person_id: str) -> Select[int]:
    """How many accepted objections wait for this person as the second."""
    return select(func.count(Objection.id)).where(
        Objection.state == ObjectionState.PROPOSED, Objection.answered_by.not_in(hand_of(person_id))
    )


def uncorrected() -> Select[int]:
    """How many accepted objections to lists no correction has followed."""
    return select(func.count(Objection.id)).where(Objection.state == ObjectionState.ACCEPTED, ~_followed())


def _followed() -> ColumnElement[bool]:
    """Whether the objection is about no list, or a correction of its list was decided since it was accepted."""
    old, new = aliased(Decision), aliased(Decision)
    same = and_(new.edition_id == old.edition_id, new.purpose == old.purpose, new.category == old.category)
    corrected = select(new.id).join(old, same).where(old.id == Objection.decision_id, new.replaces_id.is_not(None))
    return or_(Objection.decision_id == "", corrected.where(new.decided_at >= Objection.agreed_at).exists())


def objection_days(spec: EditionSpec, purpose: Purpose) -> int | None:
    """For how many days a list of a purpose may be objected to; None where the edition says nothing."""
    return spec.objecting.finalists if purpose is Purpose.FINALISTS else spec.objecting.winners


def list_closes(decision: Decision) -> datetime | None:
    """The first moment at which it is too late to object to an announced list; None where nobody may."""
    days = objection_days(spec_of(decision.edition), decision.purpose)
    return rules.objection_closes(decision.announced_at, days, decision.edition.zone) if days and decision.announced_at else None


def contested(edition_id: str, categories: Collection[str], at: datetime) -> list[Decision]:
    """The lists of categories that anybody may know of at `at`, replaced ones as well, with whom they concern; the oldest first."""
    query = select(Decision).where(Decision.edition_id == edition_id, Decision.category.in_(categories), Decision.announced_at <= at)
    query = query.options(
        joinedload(Decision.edition), joinedload(Decision.replacement), joinedload(Decision.replaces).selectinload(Decision.lines)
    )
    query = query.options(selectinload(Decision.lines), joinedload(Decision.plenary).undefer(Plenary.concerned))
    return db.everything(query.order_by(Decision.announced_at, Decision.decided_at, Decision.id))


def fresh(edition_id: str, earliest: datetime, at: datetime) -> Select[int]:
    """How many lists of an edition were announced since `earliest` and are in force: a cheap question before the dear one."""
    return select(func.count(Decision.id)).where(Decision.edition_id == edition_id, Decision.announced_at >= earliest, in_force(at))


def own_objections(subject_ids: Collection[str]) -> list[Objection]:
    """The objections against lists that were filed for these entries; one query."""
    query = select(Objection).where(Objection.subject_id.in_(subject_ids), Objection.kind.in_(LISTS))
    return db.everything(query.options(joinedload(Objection.edition)).order_by(Objection.filed_at))
