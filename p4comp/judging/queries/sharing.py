"""What is to be shared out among evaluators: entries, people, what binds them, what has been given."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import select

from p4comp.competition.models import Edition
from p4comp.competition.spec import EditionSpec, Stage
from p4comp.core import canonical, clock
from p4comp.core.db import everything, session
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.models import Institution
from p4comp.judging.models import Assignment, Calibration, Evaluator, Pin, PinKind
from p4comp.judging.queries.bonds import Bonds, bonds
from p4comp.judging.queries.sight import calendar_of
from p4comp.judging.rules import affinity
from p4comp.judging.rules.assignment import Pair, Question, Reader
from p4comp.judging.rules.moves import LIVE, SheetState
from p4comp.judging.rules.narrowing import narrow

MOVED, BARRED, FORBIDDEN = "moved", "conflict", "pin"


@dataclass(frozen=True)
class Given:
    """A reading there is: its id, entry, evaluator and state."""

    id: str
    entry_id: str
    evaluator_id: str
    state: SheetState

    @property
    def pair(self) -> Pair:
        """Entry and evaluator."""
        return self.entry_id, self.evaluator_id


@dataclass(frozen=True)
class Read:
    """An entry to be read: id, category, institution, its type."""

    id: str
    category: str
    institution_id: str
    kind: str


@dataclass
class Sharing:
    """Everything that giving out looks at.

    `kept` are readings that stay, `gone` those that have to go with the reason, `shared` pairs of dossiers that all read.
    """

    edition: Edition
    spec: EditionSpec
    entries: list[Read]
    people: list[Evaluator]
    bonds: Bonds
    rooms: Mapping[str, int | None]
    kept: list[Given] = field(default_factory=list)
    gone: dict[str, tuple[Given, str]] = field(default_factory=dict)
    held: list[Given] = field(default_factory=list)
    closed: set[Pair] = field(default_factory=set)
    pinned: set[Pair] = field(default_factory=set)
    calibration: list[str] = field(default_factory=list)
    shared: list[Pair] = field(default_factory=list)

    def question(self) -> Question:
        """The question for the solver, from what is known so far."""
        loads = Counter(one.evaluator_id for one in self.kept)
        loads.update(one for _entry, one in self.shared)
        done = Counter(one.entry_id for one in self.kept)
        done.update(entry for entry, _one in self.shared)
        readings, terms = self.spec.plan.readings, self.spec.reading
        readers = [self._reader(one, loads[one.id], terms.least) for one in self.people]
        expert = {one.id for one in self.people if one.is_experienced}
        settled = {pair[0] for pair in [*(one.pair for one in self.kept), *self.shared] if pair[1] in expert}
        wanted = {one.id: max(0, readings - done[one.id]) for one in self.entries}
        return Question(
            wanted,
            readers,
            self.closed | set(self.shared),
            self.pinned,
            self._fits(wanted),
            {one.pair for one in self.held},
            {entry for entry, number in wanted.items() if number and entry not in settled} if terms.experienced else set(),
        )

    def _reader(self, one: Evaluator, load: int, least: int) -> Reader:
        most = self.rooms[one.id]
        return Reader(one.id, load, least if most is None else min(least, most), most, one.is_experienced)

    def _fits(self, wanted: Mapping[str, int]) -> dict[Pair, int]:
        """How well each evaluator fits each entry that wants readers; alike pairs are weighed once."""
        weights = {
            one.code: {aspect.code: aspect.weight for aspect in self.spec.instrument_of(one.code).aspects} for one in self.spec.categories
        }
        known: dict[tuple[str, str, str], int] = {}
        found = {}
        for entry in (one for one in self.entries if wanted[one.id]):
            for one in self.people:
                key = (entry.category, entry.kind, one.id)
                if key not in known:
                    known[key] = affinity.fit(entry.kind, weights[entry.category], one.kinds, one.themes)
                light = bool(self.bonds.ties.get(one.id)) and bool(self.bonds.light(one.id, entry.institution_id, entry.id))
                found[entry.id, one.id] = max(0, known[key] - affinity.LIGHT * light)
        return found

    @cached_property
    def asked(self) -> Question:
        """The question once everything is settled."""
        return self.question()

    def basis(self, seed: str) -> str:
        """The SHA-256 of all that the answer depends on."""
        asked = self.asked
        readers = sorted([one.id, one.load, one.least, one.most, one.is_experienced] for one in asked.readers)
        facts: list[Any] = [sorted(asked.wanted.items()), readers, sorted(asked.closed), sorted(asked.pinned), sorted(asked.held)]
        facts += [sorted(asked.mixed), sorted(asked.affinity.items()), sorted(self.shared), sorted(self.gone)]
        return canonical.sha256([seed, *facts])


def sharing(edition: Edition, seed: str, *, moves_waiting: bool = False) -> Sharing:
    """What is to be shared out; with `moves_waiting` readings nobody has begun may go to somebody else. Seven queries."""
    spec = calendar_of(edition).spec
    entries, people = _entries(edition.id), _people(edition.id)
    found = Sharing(edition, spec, entries, people, bonds(people, None, spec), rooms(edition, people))
    pins = _pins(edition.id)
    _sort(found, _given(edition.id), pins, moves_waiting)
    _close(found, pins)
    _calibrate(found, seed)
    _narrow(found, seed)
    return found


def _entries(edition_id: str) -> list[Read]:
    query = select(Entry.id, Entry.category, Entry.institution_id, Institution.kind).join(
        Institution, Institution.id == Entry.institution_id
    )
    query = query.where(Entry.edition_id == edition_id, Entry.state == EntryState.VERIFIED).order_by(Entry.id)
    return [Read(*row) for row in session().execute(query)]


def _people(edition_id: str) -> list[Evaluator]:
    return everything(select(Evaluator).where(Evaluator.edition_id == edition_id, Evaluator.is_active).order_by(Evaluator.id))


def _given(edition_id: str) -> list[Given]:
    query = select(Assignment.id, Assignment.entry_id, Assignment.evaluator_id, Assignment.state).join(Assignment.evaluator)
    return [Given(*row) for row in session().execute(query.where(Evaluator.edition_id == edition_id).order_by(Assignment.id))]


def _pins(edition_id: str) -> dict[Pair, PinKind]:
    query = select(Pin.entry_id, Pin.evaluator_id, Pin.kind).join(Pin.evaluator).where(Evaluator.edition_id == edition_id)
    return {(row[0], row[1]): row[2] for row in session().execute(query)}


def rooms(edition: Edition, people: Sequence[Evaluator]) -> dict[str, int | None]:
    """The most each takes in all, for the days of the window they are there."""
    calendar = calendar_of(edition)
    window, zone, most = calendar.window(Stage.DESK), calendar.spec.zone, calendar.spec.reading.most
    if window.opens is None or window.closes is None:
        return {one.id: affinity.room(one.most, most, 1.0) for one in people}
    first, last = (clock.local(moment, zone).date() for moment in (window.opens, window.closes))
    return {one.id: affinity.room(one.most, most, affinity.present(first, last, one.away)) for one in people}


def _sort(found: Sharing, given: list[Given], pins: dict[Pair, PinKind], moves_waiting: bool) -> None:
    """Readings that stay, those that may move, and those that conflicts or pins end; a pair that was once stays closed."""
    institutions = {one.id: one.institution_id for one in found.entries}
    known = {one.id for one in found.people}
    for one in given:
        if one.state not in LIVE or one.entry_id not in institutions:
            found.closed.add(one.pair)
        elif one.state is SheetState.LOCKED:  # counts, whatever binds its evaluator by now, until two people have set it aside
            found.kept.append(one)
            found.closed.add(one.pair)
        elif one.evaluator_id in known and found.bonds.bar(one.evaluator_id, institutions[one.entry_id], one.entry_id) is not None:
            found.gone[one.id] = one, BARRED
            found.closed.add(one.pair)
        elif one.state is SheetState.ASSIGNED and pins.get(one.pair) is PinKind.FORBID:
            found.gone[one.id] = one, FORBIDDEN
        elif one.state is SheetState.ASSIGNED and moves_waiting and one.evaluator_id in known and one.pair not in pins:
            found.held.append(one)
        else:
            found.kept.append(one)
            found.closed.add(one.pair)


def _close(found: Sharing, pins: dict[Pair, PinKind]) -> None:
    """Pairs that must not be: by conflict, by pin, by category; and pairs that must."""
    for one in found.people:
        is_tied = bool(found.bonds.ties.get(one.id))
        for entry in found.entries:
            is_foreign = bool(one.categories) and entry.category not in one.categories
            if is_foreign or (is_tied and found.bonds.bar(one.id, entry.institution_id, entry.id) is not None):
                found.closed.add((entry.id, one.id))
    found.closed.update(pair for pair, kind in pins.items() if kind is PinKind.FORBID)
    found.pinned.update(pair for pair, kind in pins.items() if kind is PinKind.KEEP and pair not in found.closed)


def _calibrate(found: Sharing, seed: str) -> None:
    """Dossiers that all evaluators of a category read: those chosen before, and new ones that the fewest are barred from."""
    wanted = found.spec.reading.calibration
    query = select(Calibration.entry_id).where(Calibration.edition_id == found.edition.id)
    chosen = set(session().execute(query).scalars())
    open_ones = _open_ones(found)
    for category in found.spec.categories if wanted else ():
        own = [one.id for one in found.entries if one.category == category.code]
        left = wanted - len(chosen & set(own))
        order = sorted(set(own) - chosen, key=lambda key: (-len(open_ones[key]), canonical.sha256([seed, key])))
        found.calibration += order[: max(0, left)]
    kept = {one.pair for one in found.kept}
    loads = Counter(one.evaluator_id for one in found.kept)
    for entry_id in sorted({one.id for one in found.entries} & (chosen | set(found.calibration))):
        for one in sorted(open_ones[entry_id]):
            room = found.rooms[one]
            if (entry_id, one) not in kept and (room is None or loads[one] < room):
                found.shared.append((entry_id, one))
                loads[one] += 1


def _narrow(found: Sharing, seed: str) -> None:
    """Let a small category go to a few evaluators, experienced ones and those who know its entrants first."""
    category = {one.id: one.category for one in found.entries}
    reading: dict[str, set[str]] = defaultdict(set)
    for entry_id, one in [*(each.pair for each in found.kept), *found.shared]:
        reading[category[entry_id]].add(one)
    order = {}
    for code in {one.code for one in found.spec.categories}:
        kinds = {entry.kind for entry in found.entries if entry.category == code}
        ranked = sorted(found.people, key=lambda one: (-_suits(one, code, kinds), canonical.sha256([seed, code, one.id])))
        order[code] = [one.id for one in ranked]
    asked = found.question()
    free = {key: {one.id for one in found.people if (key, one.id) not in asked.closed} for key, number in asked.wanted.items() if number}
    found.closed |= narrow(asked.wanted, category, free, reading, order)


def _suits(one: Evaluator, code: str, kinds: set[str]) -> int:
    """Who chose the category comes first, then who knows its entrants, then the experienced."""
    return 4 * (code in one.categories) + 2 * bool(kinds & set(one.kinds)) + one.is_experienced


def _open_ones(found: Sharing) -> dict[str, set[str]]:
    """By entry the evaluators who may read it, or do."""
    open_ones: dict[str, set[str]] = defaultdict(set)
    kept = {one.pair for one in found.kept}
    for entry in found.entries:
        open_ones[entry.id] = {one.id for one in found.people if (entry.id, one.id) not in found.closed or (entry.id, one.id) in kept}
    return open_ones
