"""What an evaluator sees: own readings, never one of an institution they are bound to, never another's sheet."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import contains_eager, joinedload, load_only

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.own_sheets import OwnSheet
from p4comp.competition.rules import Calendar
from p4comp.competition.spec import EditionSpec, Stage, Window
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.entries.models import Entry, Evidence
from p4comp.entries.models import State as EntryState
from p4comp.judging.models import Assignment, Evaluator, Finding
from p4comp.judging.policy import Desk, DeskFile
from p4comp.judging.queries.bonds import bonds
from p4comp.judging.queries.gates import Gate, gate
from p4comp.judging.rules.moves import LIVE, SheetState


@dataclass(frozen=True)
class Worked:
    """How far a sheet is: indicators with a level, those in doubt, and the field that was saved last."""

    done: int = 0
    doubts: int = 0
    indicator: str = ""
    field: str = ""


@dataclass(frozen=True)
class Mine:
    """One line of an evaluator's list: the reading, how far it is, and the aspect somebody worked on last.

    `is_first`: of a calibration round that runs; `waits`: opens after it.
    """

    assignment: Assignment
    worked: Worked
    of: int
    window: Window
    aspect: str = ""
    is_first: bool = False
    waits: bool = False


def roles(person_id: str) -> Select[str, str]:
    """The editions in which the person evaluates documents, as roles of theirs."""
    return select(literal("evaluator"), Evaluator.edition_id).where(Evaluator.person_id == person_id, Evaluator.is_active)


def _own(actor: Actor) -> Select[Assignment]:
    """An evaluator's own live readings of verified entries."""
    own = (Evaluator.person_id == actor.id, Evaluator.is_active, Assignment.state.in_(LIVE), Entry.state == EntryState.VERIFIED)
    return select(Assignment).join(Assignment.evaluator).join(Assignment.entry).where(*own)


def visible_to(actor: Actor) -> Select[Assignment]:
    """An evaluator's own live readings of verified entries; conflicts are taken out by `unbound`."""
    return _own(actor).options(
        contains_eager(Assignment.entry).joinedload(Entry.edition),
        contains_eager(Assignment.entry).joinedload(Entry.institution),
        contains_eager(Assignment.evaluator),
    )


def readings(actor: Actor) -> Select[Assignment]:
    """An evaluator's own live readings with the entry's name and category; conflicts are taken out by `unbound`."""
    shown = load_only(Entry.edition_id, Entry.category, Entry.institution_id, Entry.institution_name)
    return _own(actor).options(contains_eager(Assignment.entry).options(shown), contains_eager(Assignment.evaluator))


def unlocked(actor: Actor) -> list[OwnSheet]:
    """The readings that wait for this evaluator's lock, those of conflicted entries among them; one query."""
    query = select(Entry.edition_id, Entry.category, Entry.id).join(Assignment, Assignment.entry_id == Entry.id).join(Assignment.evaluator)
    open_ones = Assignment.state.in_(LIVE - {SheetState.LOCKED})
    query = query.where(Evaluator.person_id == actor.id, Evaluator.is_active, open_ones, Entry.state == EntryState.VERIFIED)
    return [OwnSheet(*row) for row in db.session().execute(query)]


def unbound(assignments: list[Assignment], spec: EditionSpec) -> list[Assignment]:
    """Those readings of one edition whose evaluator nothing bars from the entrant by now; two queries."""
    if not assignments:
        return []
    found = bonds({one.evaluator for one in assignments}, {one.entry.institution_id for one in assignments}, spec)
    return [one for one in assignments if found.bar(one.evaluator_id, one.entry.institution_id, one.entry_id) is None]


def desk(actor: Actor, assignment_id: str, **_more: str) -> Desk | None:
    """The evaluator's own desk; for the conflicted, the recused and everybody else there is none."""
    if not actor.has("evaluator"):
        return None
    assignment = db.first(db.held(visible_to(actor), Assignment).where(Assignment.id == assignment_id))
    if assignment is None:
        return None
    calendar, key = calendar_of(assignment.entry.edition), (assignment.evaluator_id, assignment.entry.institution_id, assignment.entry_id)
    found = bonds([assignment.evaluator], [assignment.entry.institution_id], calendar.spec)
    if found.bar(*key) is not None:
        return None
    waits = gate(assignment.entry.edition_id, calendar.spec).holds(assignment.entry.category, assignment.entry_id)
    return replace(desk_of(assignment, calendar), light=tuple(found.light(*key)), waits=waits)


def desk_of(assignment: Assignment, calendar: Calendar) -> Desk:
    """A reading with its window."""
    entry = assignment.entry
    return Desk(assignment, calendar.spec, calendar.window(Stage.DESK, entry.category, entry.id))


def calendar_of(edition: Edition) -> Calendar:
    """The edition's calendar; of the running one the page has it already."""
    running = competition.current_calendar()
    return running[1] if running and running[0].id == edition.id else competition.calendar(edition)


def desk_file(actor: Actor, assignment_id: str, evidence_id: str, **_more: str) -> DeskFile | None:
    """A piece of evidence, seen through an own desk that was opened by the declaration."""
    found = desk(actor, assignment_id)
    if found is None or found.assignment.state is SheetState.ASSIGNED:
        return None
    query = select(Evidence).options(joinedload(Evidence.file)).where(Evidence.id == evidence_id, Evidence.entry_id == found.entry.id)
    evidence = db.first(query.where(Evidence.removed_at.is_(None)))
    return DeskFile(found, evidence) if evidence else None


def findings(assignment_id: str) -> dict[str, Finding]:
    """What was found so far, by indicator."""
    return {finding.indicator: finding for finding in db.everything(select(Finding).where(Finding.assignment_id == assignment_id))}


def waiting(actor: Actor, edition: Edition, calendar: Calendar) -> list[Assignment]:
    """The evaluator's readings that are not locked, without those a conflict hides; three queries, one where there is none."""
    query = _own(actor).options(contains_eager(Assignment.entry).load_only(Entry.institution_id), contains_eager(Assignment.evaluator))
    return unbound(db.everything(query.where(Evaluator.edition_id == edition.id, Assignment.state != SheetState.LOCKED)), calendar.spec)


def mine(actor: Actor, at: datetime) -> list[Mine]:
    """The evaluator's readings in the edition that is run: open ones first, then those to begin, then the locked."""
    edition = competition.current()
    if edition is None:
        return []
    calendar = calendar_of(edition)
    found = unbound(db.everything(readings(actor).where(Evaluator.edition_id == edition.id)), calendar.spec)
    known = worked([one.id for one in found])
    first = gate(edition.id, calendar.spec)
    lines = [_line(one, known.get(one.id, Worked()), calendar, first) for one in found]
    order = {SheetState.OPEN: 0, SheetState.ASSIGNED: 1, SheetState.LOCKED: 2}
    return sorted(
        lines, key=lambda line: (order[line.assignment.state], line.waits, not line.is_first, line.assignment.entry.institution_name)
    )


def _line(one: Assignment, known: Worked, calendar: Calendar, first: Gate) -> Mine:
    window = calendar.window(Stage.DESK, one.entry.category, one.entry_id)
    instrument = calendar.spec.instrument_of(one.entry.category)
    aspect = next((each.code for each in instrument.aspects if known.indicator in {line.code for line in each.indicators}), "")
    place = one.entry.category, one.entry_id
    return Mine(one, known, len(instrument.indicators), window, aspect, first.is_first(*place), first.holds(*place))


def worked(assignment_ids: list[str]) -> dict[str, Worked]:
    """How far these sheets are; one query past the ORM."""
    query = select(Finding.assignment_id, Finding.indicator, Finding.level, Finding.in_doubt, Finding.touched)
    rows = db.session().connection().execute(query.where(Finding.assignment_id.in_(assignment_ids)).order_by(Finding.saved_at)).all()
    found: dict[str, Worked] = {}
    for sheet, indicator, level, in_doubt, touched in rows:
        one = found.get(sheet, Worked())
        found[sheet] = Worked(one.done + (level is not None), one.doubts + in_doubt, indicator, touched)
    return found
