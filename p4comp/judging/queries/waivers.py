"""Waivers, and the bonds they are about."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts.queries import hand_of
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.institutions.queries import relation as bond
from p4comp.judging.models import Evaluator, Waiver, WaiverState
from p4comp.judging.policy import Barred, Waived
from p4comp.judging.queries.assignments import candidate, lot, readers
from p4comp.judging.queries.office import office


def _waivers() -> Select[Waiver]:
    whole = (joinedload(Waiver.evaluator).joinedload(Evaluator.person), joinedload(Waiver.proposer), joinedload(Waiver.answerer))
    return select(Waiver).join(Waiver.entry).options(contains_eager(Waiver.entry), *whole)


def waivers_of(entry_id: str) -> list[Waiver]:
    """All waivers of an entry, the newest first; one query."""
    return db.everything(_waivers().where(Waiver.entry_id == entry_id).order_by(Waiver.proposed_at.desc(), Waiver.id))


def waivers(edition_id: str) -> list[Waiver]:
    """All waivers of an edition, those that wait first; one query."""
    order = (Waiver.state != WaiverState.PROPOSED, Waiver.proposed_at.desc(), Waiver.id)
    return db.everything(_waivers().where(Entry.edition_id == edition_id).order_by(*order))


def waived(actor: Actor, waiver_id: str) -> Waived | None:
    """A waiver of the edition that is run, for the secretariat and auditors."""
    place = office(actor)
    found = db.first(_waivers().where(Waiver.id == waiver_id, Entry.edition_id == place.edition.id)) if place else None
    return Waived(found, place, bond(actor, [found.entry.institution_id])) if place and found else None


def barred(actor: Actor, entry_id: str, evaluator_id: str) -> Barred | None:
    """An evaluator and an entry of the edition that is run, with what bars them from it."""
    found, one = readers(actor, entry_id), lot(actor, evaluator_id)
    return Barred(one, found, candidate(found.entry, one.evaluator).relation) if found and one else None


def waivers_to_answer(edition_id: str, person_id: str) -> Select[int]:
    """How many waivers wait for another hand than who proposed them and whom they are for."""
    query, hand = select(func.count()).select_from(Waiver).join(Waiver.entry).join(Waiver.evaluator), hand_of(person_id)
    query = query.where(Entry.edition_id == edition_id, Waiver.proposed_by.not_in(hand), Evaluator.person_id.not_in(hand))
    return query.where(Waiver.state == WaiverState.PROPOSED)
