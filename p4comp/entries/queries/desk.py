"""The secretariat's list of entries, and counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from p4comp.core.access import Actor
from p4comp.core.db import count, session
from p4comp.core.paging import Page, page
from p4comp.entries.models import Entry, State
from p4comp.entries.queries.sight import visible_to
from p4comp.institutions.models import Institution


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty means all."""

    category: str = ""
    state: str = ""
    text: str = ""


def listed(actor: Actor, edition_id: str, wanted: Wanted) -> Page[Entry]:
    """One page of the entries of an edition by what is wanted: those that wait longest first, then by name."""
    query = _narrowed(visible_to(actor).where(Entry.edition_id == edition_id), wanted)
    total = count(query)
    institution = joinedload(Entry.institution)
    query = query.options(institution.joinedload(Institution.region), institution.joinedload(Institution.parent))
    return page(query.order_by(Entry.submitted_at, Entry.institution_name, Entry.id), total)


def _narrowed(query: Select[Entry], wanted: Wanted) -> Select[Entry]:
    if wanted.category:
        query = query.where(Entry.category == wanted.category)
    if wanted.state in set(State):
        query = query.where(Entry.state == State(wanted.state))
    for word in wanted.text.split():
        query = query.where(
            or_(Entry.institution_name.icontains(word, autoescape=True), Entry.system_name.icontains(word, autoescape=True))
        )
    return query


def states(edition_id: str) -> dict[State, int]:
    """How many entries of an edition are in which state."""
    query = select(Entry.state, func.count()).where(Entry.edition_id == edition_id).group_by(Entry.state)
    return {row[0]: row[1] for row in session().execute(query)}


def waiting() -> int:
    """How many handed-in entries wait for verification."""
    return count(select(Entry.id).where(Entry.state == State.SUBMITTED))


def entered(edition_id: str, at: datetime) -> Mapping[str, int]:
    """How many of each category had been handed in at least once by `at`."""
    return _per_category(edition_id, Entry.first_submitted_at.is_not(None), Entry.first_submitted_at <= at)


def accepted(edition_id: str, at: datetime) -> Mapping[str, int]:
    """How many of each category are verified, as of `at`."""
    return _per_category(edition_id, Entry.state == State.VERIFIED, or_(Entry.verified_at.is_(None), Entry.verified_at <= at))


def _per_category(edition_id: str, *conditions: ColumnElement[bool]) -> Mapping[str, int]:
    query = select(Entry.category, func.count()).where(Entry.edition_id == edition_id, *conditions).group_by(Entry.category)
    return {row[0]: row[1] for row in session().execute(query)}
