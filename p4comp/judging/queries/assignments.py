"""Who reads what, as the secretariat sees it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.competition.own_sheets import hidden_entries
from p4comp.competition.queries import spec_of
from p4comp.core import db, paging
from p4comp.core.access import Actor
from p4comp.core.paging import Page
from p4comp.decisions.models import Plenary, PlenaryState, Purpose
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.queries import relation as bond
from p4comp.institutions.rules.conflicts import Relation
from p4comp.judging.models import Assignment, Evaluator, Pin, PinKind
from p4comp.judging.policy import Lot, Pinned, Readers
from p4comp.judging.queries.bonds import bonds
from p4comp.judging.queries.office import office, office_of
from p4comp.judging.queries.sharing import rooms
from p4comp.judging.rules.moves import GIVEN_UP, LIVE, SheetState


@dataclass(frozen=True)
class EvaluatorLoad:
    """An evaluator and how many of their readings are in which state."""

    evaluator: Evaluator
    states: Counter[SheetState] = field(default_factory=Counter)

    @property
    def live(self) -> int:
        """How many readings they have to do or have done."""
        return sum(self.states[state] for state in LIVE)

    @property
    def locked(self) -> int:
        """How many are done."""
        return self.states[SheetState.LOCKED]


@dataclass(frozen=True)
class Progress:
    """How far desk evaluation is in a category."""

    category: str
    entries: int = 0
    short: int = 0
    readings: int = 0
    locked: int = 0
    missing: int = 0

    @property
    def wanted(self) -> int:
        """All sheets there have to be: those given, more than the plan's readings where all read a dossier, and those that lack."""
        return self.readings + self.missing

    @property
    def is_complete(self) -> bool:
        """Whether every verified entry has all its readings, locked."""
        return self.entries > 0 and self.short == 0 and self.readings == self.locked


@dataclass(frozen=True)
class Reading:
    """A reading of an evaluator, and what binds them to the entrant, if anything does by now."""

    assignment: Assignment
    relation: Relation | None


@dataclass(frozen=True)
class Candidate:
    """An evaluator who may be given an entry, or why not."""

    evaluator: Evaluator
    load: int
    relation: Relation | None
    has_read: bool
    most: int | None = None
    pin: PinKind | None = None
    is_foreign: bool = False

    @property
    def is_full(self) -> bool:
        """Whether they have as many as they take."""
        return self.most is not None and self.load >= self.most

    @property
    def is_forbidden(self) -> bool:
        """Whether a pin forbids the pair."""
        return self.pin is PinKind.FORBID

    @property
    def is_free(self) -> bool:
        """Whether they may be given it."""
        may_come = self.relation is None and not self.is_forbidden and not self.is_foreign
        return may_come and not self.has_read and not self.is_full and self.evaluator.is_active


def _evaluators(edition_id: str) -> Select[Evaluator]:
    query = select(Evaluator).join(Evaluator.person).where(Evaluator.edition_id == edition_id).options(contains_eager(Evaluator.person))
    return query.options(joinedload(Evaluator.employer)).order_by(Evaluator.is_active.desc(), Evaluator.id)


def evaluator_page(edition_id: str) -> Page[EvaluatorLoad]:
    """A page of the evaluators of an edition by name, with their loads; three queries."""
    by_name = _evaluators(edition_id).order_by(None).order_by(Evaluator.is_active.desc(), Person.name, Evaluator.id)
    found = paging.page(by_name)
    states = _states(Assignment.evaluator_id.in_([one.id for one in found.rows]))
    return Page([EvaluatorLoad(one, states[one.id]) for one in found.rows], found.number, found.pages, found.total)


def _states(narrowed: ColumnElement[bool]) -> dict[str, Counter[SheetState]]:
    states: dict[str, Counter[SheetState]] = defaultdict(Counter)
    query = select(Assignment.evaluator_id, Assignment.state, func.count()).join(Assignment.evaluator)
    for evaluator_id, state, number in db.session().execute(query.where(narrowed).group_by(Assignment.evaluator_id, Assignment.state)):
        states[evaluator_id][state] = number
    return states


def evaluators(edition_id: str) -> list[EvaluatorLoad]:
    """All evaluators of an edition by name, with their loads; two queries."""
    states = _states(Evaluator.edition_id == edition_id)
    loads = [EvaluatorLoad(one, states[one.id]) for one in db.everything(_evaluators(edition_id))]
    return sorted(loads, key=lambda load: (not load.evaluator.is_active, load.evaluator.person.name, load.evaluator.id))


def evaluator(actor: Actor, evaluator_id: str) -> Evaluator | None:
    """An evaluator of the edition that is run, for the secretariat and auditors."""
    place = office(actor)
    return db.first(_evaluators(place.edition.id).where(Evaluator.id == evaluator_id)) if place else None


def lot(actor: Actor, evaluator_id: str) -> Lot | None:
    """An evaluator with the office they work for."""
    place, found = office(actor), evaluator(actor, evaluator_id)
    return Lot(found, place) if place and found else None


def readings_of(one: Evaluator) -> list[Reading]:
    """All readings of an evaluator by institution, with what bars them by now; four queries at most."""
    query = select(Assignment).join(Assignment.entry).options(contains_eager(Assignment.entry)).where(Assignment.evaluator_id == one.id)
    found = db.everything(query.order_by(Entry.institution_name, Entry.id))
    if not found:
        return []
    spec = spec_of(db.session().get_one(Edition, one.edition_id))
    bound = bonds([one], {assignment.entry.institution_id for assignment in found}, spec)
    return [Reading(each, bound.bar(one.id, each.entry.institution_id, each.entry_id)) for each in found]


def readers(actor: Actor, entry_id: str) -> Readers | None:
    """A verified entry of the edition that is run with all its readings, for the secretariat and auditors."""
    place = office(actor)
    if place is None:
        return None
    wanted = (Entry.id == entry_id, Entry.edition_id == place.edition.id, Entry.state == EntryState.VERIFIED)
    entry = db.first(select(Entry).where(*wanted).options(joinedload(Entry.edition), joinedload(Entry.institution)))
    if entry is None:
        return None
    relation = bond(actor, [entry.institution_id])
    return Readers(entry, office_of(place.edition, entry.category), _readings(entry), entry.id in hidden_entries(actor), relation)


def _readings(entry: Entry) -> list[Assignment]:
    query = select(Assignment).where(Assignment.entry_id == entry.id).options(joinedload(Assignment.evaluator).joinedload(Evaluator.person))
    return db.everything(query.order_by(Assignment.assigned_at, Assignment.id))


def candidates(entry: Entry, assignments: list[Assignment]) -> list[Candidate]:
    """The evaluators of the edition, the least loaded first, with what speaks against each; five queries."""
    loads = [load for load in evaluators(entry.edition_id) if load.evaluator.is_active]
    found = _candidates(entry, loads, {assignment.evaluator_id for assignment in assignments})
    return sorted(found, key=lambda one: (not one.is_free, one.load, one.evaluator.person.name))


def candidate(entry: Entry, one: Evaluator) -> Candidate:
    """An evaluator with what speaks against giving them the entry, but for having had it."""
    load = EvaluatorLoad(one, _states(Assignment.evaluator_id == one.id)[one.id])
    return _candidates(entry, [load], set())[0]


def _candidates(entry: Entry, loads: list[EvaluatorLoad], taken: set[str]) -> list[Candidate]:
    people = [load.evaluator for load in loads]
    bound = bonds(people, {entry.institution_id}, spec_of(entry.edition))
    pins = {pin.evaluator_id: pin.kind for pin in pins_of(entry)}
    most = rooms(entry.edition, people)
    return [
        Candidate(
            one,
            load.live,
            bound.bar(one.id, entry.institution_id, entry.id),
            one.id in taken,
            most[one.id],
            pins.get(one.id),
            bool(one.categories) and entry.category not in one.categories,
        )
        for one, load in zip(people, loads, strict=True)
    ]


def pins_of(entry: Entry) -> list[Pin]:
    """The fixed pairs of an entry; one query."""
    query = select(Pin).where(Pin.entry_id == entry.id).options(joinedload(Pin.evaluator).joinedload(Evaluator.person))
    return db.everything(query.order_by(Pin.pinned_at, Pin.id))


def pinned(actor: Actor, entry_id: str, pin_id: str) -> Pinned | None:
    """A fixed pair of an entry that may be looked at."""
    found = readers(actor, entry_id)
    pin = db.first(select(Pin).where(Pin.id == pin_id, Pin.entry_id == entry_id)) if found else None
    return Pinned(pin, found) if found and pin else None


def _live_readings(edition_id: str) -> Select[*tuple[Any, ...]]:
    """Per verified entry: category, id, live readings and locked ones; two indexes hold all it needs."""
    live = func.count().filter(Assignment.state.in_(LIVE)).label("live")
    locked = func.count().filter(Assignment.state == SheetState.LOCKED).label("locked")
    query = select(Entry.category, Entry.id, live, locked).outerjoin(Assignment, Assignment.entry_id == Entry.id)
    return query.where(Entry.edition_id == edition_id, Entry.state == EntryState.VERIFIED).group_by(Entry.category, Entry.id)


def progress(edition_id: str, readings: int) -> dict[str, Progress]:
    """Per category how many verified entries there are, how many lack readings, and how many sheets are locked; one query."""
    each = _live_readings(edition_id).subquery().c
    short: ColumnElement[int] = func.count().filter(each.live < readings)
    missing = func.sum(case((each.live < readings, readings - each.live), else_=0))
    query = select(each.category, func.count(), short, func.sum(each.live), func.sum(each.locked), missing).group_by(each.category)
    return {row[0]: Progress(row[0], row[1], row[2], *(int(one or 0) for one in row[3:6])) for row in db.session().execute(query)}


def unproposed(edition_id: str, readings: int) -> list[str]:
    """The categories whose sheets are all locked and whose shortlist has not come before the plenary; one query."""
    each = _live_readings(edition_id).subquery()
    category, live, locked = (each.c[name] for name in ("category", "live", "locked"))
    proposed = select(Plenary.category).where(Plenary.edition_id == edition_id, Plenary.purpose == Purpose.FINALISTS)
    query = select(category).where(category.not_in(proposed.where(Plenary.state != PlenaryState.WITHDRAWN))).group_by(category)
    query = query.having(func.min(live) >= readings, func.sum(live) == func.sum(locked))
    return list(db.session().execute(query).scalars())


def sheet_counts(edition_id: str) -> tuple[int, int]:
    """How many readings of an edition are live, and how many of them locked; one query."""
    live, locked = (func.count().filter(states) for states in (Assignment.state.in_(LIVE), Assignment.state == SheetState.LOCKED))
    query = select(live, locked).select_from(Assignment).join(Assignment.evaluator).where(Evaluator.edition_id == edition_id)
    found = db.session().execute(query).one()
    return found[0], found[1]


def named_entries(edition_id: str, text: str, limit: int = 20) -> list[Entry]:
    """Verified entries of institutions whose names hold every word, to look at their readers; one query."""
    query = select(Entry).where(Entry.edition_id == edition_id, Entry.state == EntryState.VERIFIED, ~Entry.is_tabled)
    for word in text.lower().split():
        query = query.where(func.lower(Entry.institution_name).contains(word, autoescape=True))
    return db.everything(query.order_by(Entry.institution_name, Entry.id).limit(limit))


def given_up(edition_id: str) -> Select[int]:
    """How many readings of an edition were recused or withdrawn: a cheap question before the dear one."""
    query = select(func.count()).select_from(Assignment).join(Assignment.entry)
    return query.where(Entry.edition_id == edition_id, Assignment.state.in_(GIVEN_UP))


def short_entries(edition_id: str, readings: int, *, given_up_only: bool = False, limit: int = 50) -> list[tuple[str, str, str, int]]:
    """Verified entries with fewer live readings than the plan wants: id, category, name, how many are missing."""
    found = _live_readings(edition_id)
    if given_up_only:
        found = found.where(Entry.id.in_(select(Assignment.entry_id).where(Assignment.state.in_(GIVEN_UP))))
    each = found.subquery()
    query = select(Entry.id, Entry.category, Entry.institution_name, each.c.live).join(each, each.c.id == Entry.id)
    short = query.where(each.c.live < readings).order_by(Entry.category, Entry.institution_name, Entry.id)
    rows = db.session().execute(short.limit(limit))
    return [(row[0], row[1], row[2], readings - row[3]) for row in rows]
