"""Who could enter the running edition and has not yet: by province and type, with who can be called."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
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
    """The state of registration at a moment, and what it leads to if it goes on as in 2022."""

    edition: Edition
    candidates: tuple[Candidate, ...]
    provinces: dict[str, str]
    opens: datetime | None
    closes: datetime | None
    entered: int
    at: datetime

    @property
    def missing(self) -> list[Candidate]:
        """Those that have not handed in."""
        return [one for one in self.candidates if one.standing is not Standing.ENTERED]

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
        for one in self.candidates:
            found.setdefault(str(getattr(one, key)), Counter())[one.standing] += 1
        return sorted(found.items())


def not_yet(actor: Actor) -> NotYet | None:
    """All institutions of the kinds that may enter the running edition; four queries."""
    running = current_calendar()
    if running is None:
        return None
    edition, calendar = running
    window = calendar.window(Stage.REGISTRATION)
    kinds = {Kind(one) for category in calendar.spec.categories for one in category.entrant_types if one in set(Kind)}
    handed_in = select(func.count()).select_from(Entry).where(Entry.edition_id == edition.id, Entry.first_submitted_at.is_not(None))
    entered = session().execute(handed_in).scalar_one()
    names = {one.code: one.name for one in provinces()}
    return NotYet(edition, _candidates(edition, kinds), names, window.opens, window.closes, entered, arrived())


def _candidates(edition: Edition, kinds: set[Kind]) -> tuple[Candidate, ...]:
    today, parent = day(arrived()), aliased(Institution)
    people = select(Membership.institution_id, func.min(Person.id).label("person_id")).join(Person, Person.id == Membership.person_id)
    people = people.where(Membership.role == Role.MEMBER, Person.is_active).group_by(Membership.institution_id)
    called = people.subquery()
    place = func.coalesce(Institution.region_code, parent.region_code, "")
    query = select(
        *(Institution.code, Institution.name, Institution.kind, place, Entry.state, Entry.first_submitted_at, Person.name, Person.phone)
    )
    query = query.outerjoin(parent, parent.id == Institution.parent_id)
    query = query.outerjoin(Entry, (Entry.institution_id == Institution.id) & (Entry.edition_id == edition.id))
    query = query.outerjoin(called, called.c.institution_id == Institution.id).outerjoin(Person, Person.id == called.c.person_id)
    living = (
        or_(Institution.valid_to.is_(None), Institution.valid_to > today),
        or_(Institution.valid_from.is_(None), Institution.valid_from <= today),
    )
    rows = session().execute(query.where(Institution.kind.in_(kinds), *living).order_by(Institution.name, Institution.id))
    return tuple(
        Candidate(code, name, kind, where[:2], _standing(state, handed_in, contact), contact or "", phone or "")
        for code, name, kind, where, state, handed_in, contact, phone in rows
    )


def _standing(state: State | None, handed_in: datetime | None, contact: str | None) -> Standing:
    if state is State.WITHDRAWN:
        return Standing.WITHDRAWN
    if handed_in is not None:
        return Standing.ENTERED
    if state is not None:
        return Standing.DRAFT
    return Standing.NO_ENTRY if contact else Standing.NO_ACCOUNT
