"""Calibration rounds: what they hold back, who has locked what, how findings spread."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, select

from p4comp.accounts.models import Person
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.own_sheets import hidden_entries
from p4comp.competition.spec import EditionSpec, Indicator
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.queries import relation as bond
from p4comp.judging.models import Assignment, Calibration, CalibrationRound, Evaluator, Finding
from p4comp.judging.policy import Calibrating
from p4comp.judging.queries.gates import Gate, gate
from p4comp.judging.queries.office import office, office_of
from p4comp.judging.queries.sight import readings, unbound
from p4comp.judging.rules.moves import LIVE, SheetState


@dataclass(frozen=True)
class Spread:
    """How the findings on one indicator of one dossier lie: how many at each level, the own one, the furthest apart."""

    indicator: Indicator
    counts: Counter[int]
    own: int | None

    @property
    def apart(self) -> int:
        """The highest less the lowest."""
        return max(self.counts) - min(self.counts) if self.counts else 0


def round_of(edition_id: str, category: str) -> CalibrationRound | None:
    """What is kept of a category's round."""
    wanted = (CalibrationRound.edition_id == edition_id, CalibrationRound.category == category)
    return db.first(select(CalibrationRound).where(*wanted))


def calibrations(actor: Actor) -> tuple[Gate, list[str]] | None:
    """The rounds of the edition that is run that this person may look at, by category."""
    running = competition.current_calendar()
    found = gate(running[0].id, running[1].spec) if running else Gate()
    if running is None or not running[1].spec.reading.begins_together:
        return None
    if office(actor) is not None:
        return found, list(found.first)
    if not actor.has("evaluator"):
        return None
    own = {one.entry.category for one in _own(actor, running[1].spec, [key for some in found.first.values() for key in some])}
    return found, [category for category in found.first if category in own]


def _own(actor: Actor, spec: EditionSpec, entry_ids: Collection[str]) -> list[Assignment]:
    if not actor.has("evaluator"):
        return []
    return unbound(db.everything(readings(actor).where(Assignment.entry_id.in_(list(entry_ids)))), spec)


def calibration(actor: Actor, category: str) -> Calibrating | None:
    """A category's round; of its dossiers those are `seen` that this person has locked or, inside, does not score and is not bound to.

    Whoever still has one of them to lock sees none.
    """
    running = competition.current_calendar()
    found = gate(running[0].id, running[1].spec) if running else Gate()
    names = found.first.get(category)
    if running is None or not names:
        return None
    edition, calendar = running
    own, inside = _own(actor, calendar.spec, names), office(actor) is not None
    if not own and not inside:
        return None
    made = Calibrating(office_of(edition, category), round_of(edition.id, category), names, is_inside=inside)
    live, locked = _counts(names)
    done = all(one.state is SheetState.LOCKED for one in own)
    seen = {one.entry_id for one in own} if done else set()
    if inside and done:
        seen |= _free(actor, names)
    if not inside:
        names = {key: name for key, name in names.items() if key in {one.entry_id for one in own}}
    return replace(made, names=names, seen=frozenset(seen), live=live, locked=locked, own=frozenset(one.id for one in own))


def _free(actor: Actor, names: Mapping[str, str]) -> set[str]:
    query = select(Entry.id, Entry.institution_id).where(Entry.id.in_(list(names)), Entry.id.not_in(list(hidden_entries(actor))))
    return {key for key, institution in db.session().execute(query).all() if bond(actor, [institution]) is None}


def _counts(names: Mapping[str, str]) -> tuple[int, int]:
    live, locked = (func.count().filter(states) for states in (Assignment.state.in_(LIVE), Assignment.state == SheetState.LOCKED))
    row = db.session().execute(select(live, locked).where(Assignment.entry_id.in_(list(names)))).one()
    return row[0], row[1]


def spreads(found: Calibrating) -> dict[str, list[Spread]]:
    """How the locked findings on each dossier that may be seen lie, by indicator; one query. No evaluator is named."""
    query = select(Assignment.entry_id, Assignment.id, Finding.indicator, Finding.level).join(
        Finding, Finding.assignment_id == Assignment.id
    )
    query = query.where(Assignment.entry_id.in_(list(found.seen)), Assignment.state == SheetState.LOCKED, Finding.level.is_not(None))
    counts: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    own: dict[tuple[str, str], int] = {}
    rows: Any = db.session().execute(query)
    for entry_id, sheet, indicator, level in rows:
        counts[entry_id, indicator][level] += 1
        if sheet in found.own:
            own[entry_id, indicator] = level
    assert found.office.category is not None
    lines = found.office.spec.instrument_of(found.office.category.code).indicators
    return {
        key: [Spread(one, counts[key, one.code], own.get((key, one.code))) for one in lines] for key in found.names if key in found.seen
    }


def rounds_to_end(edition_id: str) -> Select[int]:
    """In how many categories every calibration sheet is locked and the round not ended."""
    query = select(Entry.category).join(Calibration, Calibration.entry_id == Entry.id).join(Assignment, Assignment.entry_id == Entry.id)
    over = select(CalibrationRound.category).where(CalibrationRound.edition_id == edition_id, CalibrationRound.ended_at.is_not(None))
    wanted = (Calibration.edition_id == edition_id, Entry.state == EntryState.VERIFIED, Assignment.state.in_(LIVE))
    found = query.where(*wanted, Entry.category.not_in(over)).group_by(Entry.category)
    done = found.having(func.count() == func.count().filter(Assignment.state == SheetState.LOCKED))
    return select(func.count()).select_from(done.subquery())


def unlocked_names(found: Calibrating) -> list[str]:
    """Whose calibration sheets are not locked yet, for the secretariat; one query."""
    query = select(Person.name).join(Evaluator, Evaluator.person_id == Person.id).join(Assignment, Assignment.evaluator_id == Evaluator.id)
    open_ones = Assignment.state.in_(LIVE - {SheetState.LOCKED})
    query = query.where(Assignment.entry_id.in_(list(found.names)), open_ones)
    return sorted(set(db.session().execute(query).scalars()))


def waiting_readers(edition: Edition, category: str) -> list[Person]:
    """The people who have a dossier of a category to open, by name; one query."""
    query = select(Evaluator.person_id).join(Assignment, Assignment.evaluator_id == Evaluator.id).join(Assignment.entry)
    wanted = (Entry.edition_id == edition.id, Entry.category == category, Entry.state == EntryState.VERIFIED)
    waiting = query.where(*wanted, Assignment.state == SheetState.ASSIGNED, Evaluator.is_active)
    return db.everything(select(Person).where(Person.id.in_(waiting)).order_by(Person.name, Person.id))
