"""Who could enter the running edition and has not yet: by province and type, with who can be called."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, or_, select, text
from sqlalchemy.orm import aliased

from p4comp.accounts.models import Membership, Person, Role
from p4comp.competition.models import Edition
from p4comp.competition.queries import current_calendar
from p4comp.competition.spec import Stage
from p4comp.core.access import Actor
from p4comp.core.clock import arrived
from p4comp.core.db import session
from p4comp.entries.models import Entry, State
from p4comp.entries.rules import forecast
from p4comp.entries.rules.standing import Standing
from p4comp.institutions.models import Institution, Kind
from p4comp.institutions.queries import day, provinces


@dataclass(frozen=True)
class Candidate:
    """An institution that may enter: where it lies, how far it has come, whom to call."""

    code: str
    name: str
    kind: Kind
    province: str
    standing: Standing
    contact: str
    phone: str


@dataclass(frozen=True)
class NotYet:
    """The state of registration at a moment, and what it leads to if it goes on as in 2022.

    `missing` are those that have not handed in; `counts` say of all how many stand where, by province and kind.
    """

    edition: Edition
    missing: list[Candidate]
    counts: dict[tuple[str, Kind], Counter[Standing]]
    provinces: dict[str, str]
    opens: datetime | None
    closes: datetime | None
    entered: int
    at: datetime

    @property
    def expected(self) -> int | None:
        """How many will have handed in at the end, or None while nobody can say."""
        return forecast.at_closing(self.entered, self.opens, self.closes, self.at) if self.opens and self.closes else None

    @property
    def days_left(self) -> int | None:
        """Whole days until registration ends; None where no end is set or it is past."""
        return (self.closes - self.at).days if self.closes and self.closes > self.at else None

    def by_province(self) -> dict[str, int]:
        """How many of each province are missing; central institutions stand under an empty code."""
        return dict(Counter(one.province for one in self.missing))

    def table(self, key: str) -> list[tuple[str, Counter[Standing]]]:
        """For each province or kind, how many stand where."""
        found: dict[str, Counter[Standing]] = {}
        for (province, kind), counted in self.counts.items():
            found.setdefault(province if key == "province" else str(kind), Counter()).update(counted)
        return sorted(found.items())


def not_yet(actor: Actor) -> NotYet | None:
    """All institutions of the kinds that may enter the running edition; five queries."""
    running = current_calendar()
    if running is None:
        return None
    edition, calendar = running
    window = calendar.window(Stage.REGISTRATION)
    kinds = {Kind(one) for category in calendar.spec.categories for one in category.entrant_types if one in set(Kind)}
    handed_in = select(func.count()).select_from(Entry).where(Entry.edition_id == edition.id, Entry.first_submitted_at.is_not(None))
    entered = session().execute(handed_in).scalar_one()
    names = {one.code: one.name for one in provinces()}
    missing = _missing(edition, kinds)
    counts = _counts(missing, edition, kinds)
    return NotYet(edition, missing, counts, names, window.opens, window.closes, entered, arrived())


_parent = aliased(Institution)
_region_of_parent = select(_parent.region_code).where(_parent.id == Institution.parent_id).correlate(Institution).scalar_subquery()
PLACE = func.substr(func.coalesce(Institution.region_code, _region_of_parent, ""), 1, 2)


def _called() -> ScalarSelect[str]:
    """The person to be called of an institution, asked only of those that are missing."""
    member = aliased(Person)
    people = select(func.min(member.id)).join(Membership, Membership.person_id == member.id)
    people = people.where(Membership.role == Role.MEMBER, member.is_active, Membership.institution_id == Institution.id)
    return people.correlate(Institution).scalar_subquery()


def _all(query: Select[Any], edition: Edition, kinds: set[Kind]) -> Select[Any]:
    """What is asked of every living institution that may enter, with its entries."""
    today = day(arrived())
    query = query.select_from(Institution)
    query = query.outerjoin(Entry, (Entry.institution_id == Institution.id) & (Entry.edition_id == edition.id) & ~Entry.is_tabled)
    living = (
        or_(Institution.valid_to.is_(None), Institution.valid_to > today),
        or_(Institution.valid_from.is_(None), Institution.valid_from <= today),
    )
    return query.where(Institution.kind.in_(kinds), *living)


def _missing(edition: Edition, kinds: set[Kind]) -> list[Candidate]:
    called: ColumnElement[str] = Person.id.expression
    query: Select[Any] = select(Institution.code, Institution.name, Institution.kind, PLACE, _standing(called), Person.name, Person.phone)
    query = _all(query, edition, kinds).outerjoin(Person, Person.id == _called()).where(~_has_entered())
    rows = session().execute(query.order_by(Institution.name, Institution.id))
    return [
        Candidate(code, name, kind, place, Standing(standing), contact or "", phone or "")
        for code, name, kind, place, standing, contact, phone in rows
    ]


def _counts(missing: list[Candidate], edition: Edition, kinds: set[Kind]) -> dict[tuple[str, Kind], Counter[Standing]]:
    """How many stand where, by province and kind: those that are missing as they were found, the others counted by a query."""
    found: dict[tuple[str, Kind], Counter[Standing]] = {}
    for one in missing:
        found.setdefault((one.province, one.kind), Counter())[one.standing] += 1
    query = _all(select(PLACE, Institution.kind, func.count()), edition, kinds).where(_has_entered())
    for place, kind, count in session().execute(query.group_by(text("1, 2"))):
        found.setdefault((place, kind), Counter())[Standing.ENTERED] = count
    return found


def _has_entered() -> ColumnElement[bool]:
    """Handed in, and not withdrawn since."""
    return and_(Entry.id.is_not(None), Entry.state != State.WITHDRAWN, Entry.first_submitted_at.is_not(None))


def _standing(contact: ColumnElement[Any]) -> ColumnElement[str]:
    return case(
        (Entry.state == State.WITHDRAWN, Standing.WITHDRAWN.value),
        (Entry.first_submitted_at.is_not(None), Standing.ENTERED.value),
        (Entry.state.is_not(None), Standing.DRAFT.value),
        (contact.is_not(None), Standing.NO_ENTRY.value),
        else_=Standing.NO_ACCOUNT.value,
    )
