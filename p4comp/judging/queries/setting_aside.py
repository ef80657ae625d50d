"""Locked sheets that are to count no more, as their evaluator is bound to the entrant by now."""

from dataclasses import replace

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts.queries import hand_of
from p4comp.competition.own_sheets import hidden_entries
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Purpose
from p4comp.entries.models import Entry
from p4comp.institutions.queries import relation as bond
from p4comp.judging.models import AsideState, Assignment, Evaluator, SettingAside
from p4comp.judging.policy import Aside
from p4comp.judging.queries.bonds import bonds
from p4comp.judging.queries.office import office, office_of


def _asides() -> Select[SettingAside]:
    query = select(SettingAside).join(SettingAside.assignment).join(Assignment.entry)
    sheet = contains_eager(SettingAside.assignment)
    whole = (sheet.contains_eager(Assignment.entry), sheet.joinedload(Assignment.evaluator).joinedload(Evaluator.person))
    return query.options(*whole, joinedload(SettingAside.asker), joinedload(SettingAside.answerer))


def asides(edition_id: str) -> list[SettingAside]:
    """All requests of an edition, those that wait first; one query."""
    order = (SettingAside.state != AsideState.ASKED, SettingAside.asked_at.desc(), SettingAside.id)
    return db.everything(_asides().where(Entry.edition_id == edition_id).order_by(*order))


def aside(actor: Actor, aside_id: str) -> Aside | None:
    """A request of the edition that is run, for the secretariat and auditors."""
    place = office(actor)
    found = db.first(_asides().where(SettingAside.id == aside_id, Entry.edition_id == place.edition.id)) if place else None
    if place is None or found is None:
        return None
    sheet, entry = found.assignment, found.assignment.entry
    there = office_of(place.edition, entry.category)
    there = replace(there, standing=decisions.standing(place.edition.id, Purpose.FINALISTS, entry.category))
    barred = bonds([sheet.evaluator], [entry.institution_id], there.spec).bar(sheet.evaluator_id, entry.institution_id, entry.id)
    return Aside(found, there, barred is not None, entry.id in hidden_entries(actor), bond(actor, [entry.institution_id]))


def asides_waiting(edition_id: str) -> Select[int]:
    """How many requests of an edition wait, whoever may answer."""
    query = select(func.count()).select_from(SettingAside).join(SettingAside.assignment).join(Assignment.entry)
    return query.where(Entry.edition_id == edition_id, SettingAside.state == AsideState.ASKED)


def asides_to_answer(edition_id: str, person_id: str) -> Select[int]:
    """How many requests wait for another hand than who asked and whose sheet it is."""
    query = select(func.count()).select_from(SettingAside).join(SettingAside.assignment).join(Assignment.entry).join(Assignment.evaluator)
    hand = hand_of(person_id)
    others = (func.coalesce(SettingAside.asked_by, "").not_in(hand), Evaluator.person_id.not_in(hand))
    return query.where(Entry.edition_id == edition_id, SettingAside.state == AsideState.ASKED, *others)
