"""Persons who take part in their own name: whom lists may name today, and one of them for the secretariat."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.spec import Category
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.results.models import Nominee
from p4comp.results.policy.score_tables import Naming
from p4comp.results.rules import nominees


def named(entry_ids: Iterable[str]) -> dict[str, str]:
    """How known lists show these persons, by entry: by name while the consent stands, by code otherwise."""
    query = select(Nominee, Entry.institution_name, Institution.name).join(Nominee.entry).join(Entry.institution)
    rows = db.session().execute(query.where(Nominee.entry_id.in_(list(entry_ids))))
    return {one.entry_id: nominees.shown(one.name, home) if one.has_agreed else nominees.hidden(label) for one, label, home in rows}


@dataclass(frozen=True)
class Called:
    """A line of a decided list with the name that is called."""

    subject_id: str
    subject_name: str
    place: int
    award: str


def called(decided: Mapping[str, Decision], categories: Iterable[Category]) -> dict[str, list[Called]]:
    """The lines of decided lists by category, persons as `named` shows them: what the decree, the stage and the press are told."""
    ids = [line.subject_id for one in categories if one.is_personal and one.code in decided for line in decided[one.code].lines]
    people = named(ids) if ids else {}
    return {
        code: [Called(one.subject_id, people.get(one.subject_id, one.subject_name), one.place, one.award) for one in decision.lines]
        for code, decision in decided.items()
    }


def printed(entry_ids: Iterable[str]) -> dict[str, str | None]:
    """What a certificate prints of each of these entries that is a person: the name, or None where the consent does not stand."""
    query = select(Nominee).where(Nominee.entry_id.in_(list(entry_ids)))
    return {one.entry_id: one.name if one.has_agreed else None for one in db.everything(query)}


def nominee(actor: Actor, nominee_id: str) -> Naming | None:
    """A person, for staff; nobody else knows of them."""
    if not is_staff(actor):
        return None
    query = db.held(select(Nominee), Nominee).where(Nominee.id == nominee_id)
    found = db.first(query.options(joinedload(Nominee.edition), joinedload(Nominee.entry)))
    return Naming(found, competition.spec_of(found.edition).category(found.category)) if found else None
