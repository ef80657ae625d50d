"""The secretariat's list of entries, and counts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g, has_request_context
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from p4comp.competition.participants import Participant
from p4comp.core.access import Actor
from p4comp.core.db import count, everything, first, session
from p4comp.core.paging import Page, page
from p4comp.entries.models import DeskPlace, Entry, Likeness, State
from p4comp.entries.queries.sight import visible_to
from p4comp.entries.rules.verification import LEASE
from p4comp.institutions.models import Institution, Kind, Region

OVERDUE = "overdue"


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty means all."""

    category: str = ""
    state: str = ""
    text: str = ""
    province: str = ""
    kind: str = ""
    mark: str = ""
    person: str = ""
    at: datetime | None = None

    @property
    def kept(self) -> dict[str, Any]:
        """The filter as the arguments of an address."""
        named = {"kategori": self.category, "cari": self.text, "provinsi": self.province, "jenis": self.kind}
        named |= {"tanda": self.mark, "petugas": self.person}
        status = {} if self.state == State.SUBMITTED else {"status": self.state}
        return status | {key: value for key, value in named.items() if value}


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
    elif wanted.state == OVERDUE and wanted.at:
        query = query.where(Entry.state == State.RETURNED, Entry.correct_until <= wanted.at)
    if wanted.province:
        query = query.where(_institution(Institution.region_code.startswith(wanted.province, autoescape=True)))
    if wanted.kind:
        query = query.where(_institution(Institution.kind.in_([one for one in Kind if one == wanted.kind])))
    if wanted.mark:
        query = query.where(or_(_placed(DeskPlace.flag != ""), _is_alike()))
    if wanted.person:
        query = query.where(_placed(DeskPlace.assigned_to == wanted.person))
    for word in wanted.text.split():
        query = query.where(
            or_(Entry.institution_name.icontains(word, autoescape=True), Entry.system_name.icontains(word, autoescape=True))
        )
    return query


def _institution(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Entry.institution_id.in_(select(Institution.id).where(condition))


def _placed(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Entry.id.in_(select(DeskPlace.entry_id).where(condition))


def _is_alike() -> ColumnElement[bool]:
    return or_(Entry.id.in_(select(Likeness.entry_id)), Entry.id.in_(select(Likeness.other_id)))


def neighbour(
    actor: Actor, edition_id: str, wanted: Wanted, beside: Entry | None, now: datetime, *, backwards: bool = False
) -> Entry | None:
    """The next entry of the list that nobody else has open (backwards: the one before); after the last one the first that is left."""
    held = _placed(and_(DeskPlace.opened_by != actor.id, DeskPlace.opened_at > now - LEASE))
    query = _narrowed(visible_to(actor).where(Entry.edition_id == edition_id, ~held), wanted)
    keys = (Entry.submitted_at, Entry.institution_name, Entry.id)
    query = query.order_by(*(key.desc() if backwards else key for key in keys)).limit(1)
    if beside is None:
        return first(query)
    others = query.where(Entry.id != beside.id)
    return first(others.where(_before(beside) if backwards else _after(beside))) or (None if backwards else first(others))


def _after(entry: Entry) -> ColumnElement[bool]:
    later = or_(
        Entry.institution_name > entry.institution_name, and_(Entry.institution_name == entry.institution_name, Entry.id > entry.id)
    )
    if entry.submitted_at is None:
        return and_(Entry.submitted_at.is_(None), later)
    return or_(Entry.submitted_at > entry.submitted_at, and_(Entry.submitted_at == entry.submitted_at, later))


def _before(entry: Entry) -> ColumnElement[bool]:
    sooner = or_(
        Entry.institution_name < entry.institution_name, and_(Entry.institution_name == entry.institution_name, Entry.id < entry.id)
    )
    if entry.submitted_at is None:
        return and_(Entry.submitted_at.is_(None), sooner)
    return or_(Entry.submitted_at < entry.submitted_at, and_(Entry.submitted_at == entry.submitted_at, sooner))


def in_list(actor: Actor, edition_id: str, ids: Collection[str]) -> list[Entry]:
    """The entries of an edition with these ids, as far as a person may know of them; for what is done to many at once."""
    query = visible_to(actor).where(Entry.edition_id == edition_id, Entry.id.in_(list(ids))).options(joinedload(Entry.institution))
    return everything(query.order_by(Entry.institution_name, Entry.id))


def provinces() -> list[tuple[str, str]]:
    """Code and name of every province, by name."""
    rows = session().execute(select(Region.code, Region.name).where(Region.parent_code.is_(None)).order_by(Region.name))
    return [(str(code), str(name)) for code, name in rows]


def states(edition_id: str) -> dict[State, int]:
    """How many entries of an edition are in which state; one query a request."""
    known: dict[str, dict[State, int]] = g.setdefault("entry_states", {}) if has_request_context() else {}
    if edition_id not in known:
        query = select(Entry.state, func.count()).where(Entry.edition_id == edition_id).group_by(Entry.state)
        known[edition_id] = {row[0]: row[1] for row in session().execute(query)}
    return known[edition_id]


def entered(edition_id: str, at: datetime) -> Mapping[str, int]:
    """How many of each category had been handed in at least once by `at`."""
    return {category: row[0] for category, row in _per_category(edition_id, at).items() if row[0]}


def accepted(edition_id: str, at: datetime) -> Mapping[str, int]:
    """How many of each category are verified, as of `at`."""
    return {category: row[1] for category, row in _per_category(edition_id, at).items() if row[1]}


def _per_category(edition_id: str, at: datetime) -> dict[str, tuple[int, int]]:
    """Both counts by category, by one query a request."""
    known: dict[tuple[str, datetime], dict[str, tuple[int, int]]] = g.setdefault("entries_counted", {}) if has_request_context() else {}
    if (edition_id, at) not in known:
        handed_in = func.count().filter(Entry.first_submitted_at <= at)
        is_verified = and_(Entry.state == State.VERIFIED, or_(Entry.verified_at.is_(None), Entry.verified_at <= at))
        query = select(Entry.category, handed_in, func.count().filter(is_verified)).where(Entry.edition_id == edition_id, ~Entry.is_tabled)
        known[edition_id, at] = {row[0]: (row[1], row[2]) for row in session().execute(query.group_by(Entry.category))}
    return known[edition_id, at]


def participants(edition_id: str, ids: Collection[str]) -> list[Participant]:
    """The entries of an edition with these ids; for the deadline ledger, without regard to sight."""
    query = select(Entry.id, Entry.institution_name, Entry.category).where(Entry.edition_id == edition_id, Entry.id.in_(ids))
    return [Participant(*row) for row in session().execute(query)]


def participants_called(edition_id: str, text: str, most: int) -> list[Participant]:
    """The entries of an edition whose institution's or system's name has all the words; for the deadline ledger, without regard to sight."""
    query = _narrowed(select(Entry).where(Entry.edition_id == edition_id, ~Entry.is_tabled), Wanted(text=text)).order_by(
        Entry.institution_name, Entry.id
    )
    rows = session().execute(query.with_only_columns(Entry.id, Entry.institution_name, Entry.category).limit(most))
    return [Participant(*row) for row in rows]
