"""Giving dossiers to evaluators: all at once, one by hand, one instead of another."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import insert, select

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Window
from p4comp.core import audit, canonical, mail
from p4comp.core.access import Actor
from p4comp.core.db import everything, new_id, session
from p4comp.core.errors import Invalid, Refused
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.queries import parties
from p4comp.institutions.rules import conflicts
from p4comp.judging import queries
from p4comp.judging.models import Assignment, Evaluator
from p4comp.judging.rules.assignment import Pair, Shortage, balance
from p4comp.judging.rules.moves import LIVE, MOVES, SheetState


@dataclass(frozen=True)
class Outcome:
    """What giving out did: how many readings it made, which entries stay short and by how many."""

    made: int = 0
    shortages: list[Shortage] = field(default_factory=list)


@dataclass
class _Table:
    """What is given out already: live readings by entry, loads by evaluator, pairs that may not come (again)."""

    wanted: dict[str, int]
    loads: Counter[str]
    barred: set[Pair]


def assign_all(edition: Edition, *, by: Actor, at: datetime) -> Outcome:
    """Give every verified entry the readings the plan wants, without conflicts; run again it only fills what is missing."""
    entries = everything(select(Entry).where(Entry.edition_id == edition.id, Entry.state == EntryState.VERIFIED).order_by(Entry.id))
    people = [load.evaluator for load in queries.evaluators(edition.id) if load.evaluator.is_active]
    table = _table(edition, entries, people)
    seed = f"{spec_of(edition).plan.lot_seed}:penugasan"
    result = balance(table.wanted, sorted(one.id for one in people), table.barred, table.loads, seed=seed)
    _insert(result.pairs, at)
    _tell(edition, people, result.pairs, at)
    pairs = sorted(result.pairs)
    audit.record(
        "assignments.made", edition, by=by, at=at, count=len(pairs), short=len(result.shortages), seed=seed, sha256=canonical.sha256(pairs)
    )
    return Outcome(len(pairs), result.shortages)


def _table(edition: Edition, entries: list[Entry], people: list[Evaluator]) -> _Table:
    readings = spec_of(edition).plan.readings
    table = _Table({entry.id: readings for entry in entries}, Counter(), _conflicts(entries, people))
    query = (
        select(Assignment.entry_id, Assignment.evaluator_id, Assignment.state).join(Assignment.entry).where(Entry.edition_id == edition.id)
    )
    for entry_id, evaluator_id, state in session().execute(query):
        table.barred.add((entry_id, evaluator_id))
        if state in LIVE:
            table.loads[evaluator_id] += 1
            if entry_id in table.wanted:
                table.wanted[entry_id] -= 1
    return table


def _conflicts(entries: list[Entry], people: list[Evaluator]) -> set[Pair]:
    known = parties()
    sides = {key: [known[one] for one in sorted(ids) if one in known] for key, ids in queries.sides_of(people).items()}
    return {
        (entry.id, evaluator_id)
        for entry in entries
        for evaluator_id, employers in sides.items()
        if employers and conflicts.first(employers, known[entry.institution_id]) is not None
    }


def _insert(pairs: list[Pair], at: datetime) -> None:
    if pairs:
        rows = [
            {"id": new_id(), "entry_id": entry, "evaluator_id": evaluator, "state": SheetState.ASSIGNED, "assigned_at": at, "reason": ""}
            for entry, evaluator in pairs
        ]
        session().execute(insert(Assignment), rows)


def _tell(edition: Edition, people: list[Evaluator], pairs: list[Pair], at: datetime) -> None:
    number: Counter[str] = Counter(evaluator for _entry, evaluator in pairs)
    window = queries.office_of(edition).window
    for one in people:
        if number[one.id]:
            _mail(edition, one, number[one.id], window, at)


def _mail(edition: Edition, one: Evaluator, number: int, window: Window, at: datetime) -> None:
    person = one.person
    mail.to_person("judging/mail/assigned.txt", person, at=at, edition=edition, number=number, window=window)


def assign(entry: Entry, evaluator: Evaluator, *, by: Actor, at: datetime) -> Assignment:
    """Give one entry to one evaluator by hand, under the same checks as the rest: edition, conflict, number of readings."""
    _check(entry, evaluator, _readings(entry))
    return _give(entry, evaluator, by=by, at=at)


def replace(assignment: Assignment, evaluator: Evaluator, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """Take a reading that is not locked from one evaluator and give it to another; the first loses sight of the dossier."""
    if not reason.strip():
        raise Invalid(_("Isi alasan penggantian."), "reason")
    session().refresh(assignment, ["state"], with_for_update=True)
    target = MOVES.after(assignment.state, "withdraw")
    _check(assignment.entry, evaluator, _readings(assignment.entry), leaving=assignment)
    assignment.state, assignment.reason = target, reason.strip()
    audit.record("assignment.withdrawn", assignment, by=by, at=at, reason=assignment.reason)
    return _give(assignment.entry, evaluator, by=by, at=at)


def _readings(entry: Entry) -> list[Assignment]:
    return everything(select(Assignment).where(Assignment.entry_id == entry.id))


def _check(entry: Entry, evaluator: Evaluator, found: list[Assignment], *, leaving: Assignment | None = None) -> None:
    if evaluator.edition_id != entry.edition_id or not evaluator.is_active:
        raise Invalid(_("Pilih evaluator yang bertugas pada edisi ini."), "evaluator")
    if entry.state is not EntryState.VERIFIED:
        raise Refused(_("Hanya berkas yang lolos verifikasi yang dibagikan kepada evaluator."))
    if any(one.evaluator_id == evaluator.id for one in found):
        raise Invalid(_("Evaluator ini sudah pernah mendapat berkas ini. Pilih evaluator lain."), "evaluator")
    if sum(one.state in LIVE and one is not leaving for one in found) >= spec_of(entry.edition).plan.readings:
        raise Invalid(
            _("Berkas ini sudah memiliki pembaca sebanyak yang ditetapkan rencana penilaian. Pilih siapa yang digantikan."), "replaces"
        )
    _check_conflict(entry, evaluator)


def _check_conflict(entry: Entry, evaluator: Evaluator) -> None:
    sides = queries.sides_of([evaluator])[evaluator.id]
    known = parties(sides | {entry.institution_id})
    relation = conflicts.first([known[side] for side in sorted(sides) if side in known], known[entry.institution_id])
    if relation is not None:
        raise Invalid(_("Evaluator ini %(relation)s. Pilih evaluator lain.", relation=conflicts.WORDS[relation]), "evaluator")


def _give(entry: Entry, evaluator: Evaluator, *, by: Actor, at: datetime) -> Assignment:
    assignment = Assignment(entry_id=entry.id, evaluator_id=evaluator.id, state=SheetState.ASSIGNED, assigned_at=at)
    assignment.entry, assignment.evaluator = entry, evaluator
    session().add(assignment)
    _mail(entry.edition, evaluator, 1, queries.office_of(entry.edition, entry.category).window, at)
    audit.record("assignment.made", assignment, by=by, at=at, entry=entry.id, evaluator=evaluator.id)
    return assignment
