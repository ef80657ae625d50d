"""Persons who take part in their own name: whom lists may name today, and one of them for the secretariat."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.results.models import Nominee
from p4comp.results.policy.score_tables import Naming
from p4comp.results.rules import nominees


def named(entry_ids: Iterable[str]) -> dict[str, str]:
    """How those are shown whose consent stands, by entry; all others keep the name their list gives them."""
    query = select(Nominee.entry_id, Nominee.name, Institution.name).join(Nominee.entry).join(Entry.institution)
    query = query.where(Nominee.entry_id.in_(list(entry_ids)), Nominee.agreed_at.is_not(None), Nominee.withdrawn_at.is_(None))
    return {row[0]: nominees.shown(row[1], row[2]) for row in db.session().execute(query)}


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
