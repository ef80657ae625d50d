"""Proposals for giving dossiers out, and sheets that a conflict has overtaken."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core.db import everything, session
from p4comp.decisions.models import Decision, Purpose
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.rules.conflicts import Relation
from p4comp.judging.models import AsideState, Assignment, Evaluator, Proposal, ProposalState, SettingAside
from p4comp.judging.queries.bonds import bonds
from p4comp.judging.queries.sight import calendar_of
from p4comp.judging.rules import linkage
from p4comp.judging.rules.moves import LIVE, SheetState


@dataclass(frozen=True)
class Conflicted:
    """A living reading, what bars its evaluator by now, and the request to count it no more that waits for a second person, if it is locked."""

    assignment: Assignment
    relation: Relation
    request_id: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether a second person has been asked already."""
        return bool(self.request_id)


def conflicted(edition: Edition, *, only: Collection[str] | None = None) -> list[Conflicted]:
    """Living readings whose evaluator a conflict bars by now; five queries, or two where nobody is bound to anything.

    Those of a category whose finalists were decided are left alone: they were free when they counted, and a list stands by its snapshot.
    So are locked ones that two people decided to keep in spite of this very bond.
    """
    people = everything(
        select(Evaluator).where(Evaluator.edition_id == edition.id, *([] if only is None else [Evaluator.id.in_(list(only))]))
    )
    found = bonds(people, None, calendar_of(edition).spec) if people else None
    if found is None or not found.ties:
        return []
    query = select(Assignment).join(Assignment.entry).where(Assignment.evaluator_id.in_(list(found.ties)), Assignment.state.in_(LIVE))
    decided = select(Decision.category).where(Decision.edition_id == edition.id, Decision.purpose == Purpose.FINALISTS)
    query = query.where(Entry.state == EntryState.VERIFIED, Entry.category.not_in(decided))
    query = query.options(contains_eager(Assignment.entry)).order_by(Assignment.id)
    readings = everything(query.options(joinedload(Assignment.evaluator).joinedload(Evaluator.person)))
    barred = ((one, found.bar(one.evaluator_id, one.entry.institution_id, one.entry_id)) for one in readings)
    return _undecided([Conflicted(one, relation) for one, relation in barred if relation is not None])


def _undecided(found: list[Conflicted]) -> list[Conflicted]:
    locked = [one.assignment.id for one in found if one.assignment.state is SheetState.LOCKED]
    if not locked:
        return found
    query = select(SettingAside.assignment_id, SettingAside.relation, SettingAside.state, SettingAside.id)
    rows = session().execute(query.where(SettingAside.assignment_id.in_(locked), SettingAside.state != AsideState.GRANTED)).all()
    kept = {(row[0], row[1]) for row in rows if row[2] is AsideState.KEPT}
    asked = {row[0]: row[3] for row in rows if row[2] is AsideState.ASKED}
    left = (one for one in found if (one.assignment.id, one.relation) not in kept)
    return [replace(one, request_id=asked.get(one.assignment.id, "")) for one in left]


@dataclass(frozen=True)
class Checks:
    """Sheets that a conflict has overtaken; by category the names of evaluators who stand apart from the largest linked group."""

    conflicted: list[Conflicted]
    apart: dict[str, list[str]]


def checks(edition: Edition) -> Checks:
    """What to look at before the numbers are trusted; six queries."""
    query = select(Entry.category, Assignment.entry_id, Assignment.evaluator_id).join(Assignment.entry)
    rows = session().connection().execute(query.where(Entry.edition_id == edition.id, Assignment.state.in_(LIVE))).all()
    by_category: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for category, entry_id, evaluator_id in rows:
        by_category[category].append((entry_id, evaluator_id))
    apart = {category: linkage.apart(pairs) for category, pairs in sorted(by_category.items())}
    who = select(Evaluator.id, Person.name).join(Evaluator.person).where(Evaluator.id.in_({one for ids in apart.values() for one in ids}))
    names: dict[str, str] = {row[0]: row[1] for row in session().execute(who)}
    return Checks(conflicted(edition), {category: [names[one] for one in ids] for category, ids in apart.items() if ids})


def open_proposals(edition_id: str) -> Select[Proposal]:
    """Proposals that are computed or wait for an answer."""
    return select(Proposal).where(Proposal.edition_id == edition_id, Proposal.state.in_([ProposalState.WAITING, ProposalState.READY]))


def pairs_to_weigh(edition_id: str) -> int:
    """How many pairs of verified entry and evaluator there are; one query."""
    entries = (
        select(func.count()).select_from(Entry).where(Entry.edition_id == edition_id, Entry.state == EntryState.VERIFIED, ~Entry.is_tabled)
    )
    people = select(func.count()).select_from(Evaluator).where(Evaluator.edition_id == edition_id, Evaluator.is_active)
    found = session().execute(select(entries.scalar_subquery(), people.scalar_subquery())).one()
    return int(found[0] * found[1])
