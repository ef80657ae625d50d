"""Proposals for giving dossiers out, and sheets that a conflict has overtaken."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from p4comp.competition.models import Edition
from p4comp.core.db import everything, session
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.rules.conflicts import Relation
from p4comp.judging.models import Assignment, Evaluator, Proposal, ProposalState
from p4comp.judging.queries.bonds import bonds
from p4comp.judging.queries.sight import calendar_of
from p4comp.judging.rules.moves import LIVE


@dataclass(frozen=True)
class Conflicted:
    """A living reading, and what bars its evaluator by now."""

    assignment: Assignment
    relation: Relation


def conflicted(edition: Edition, *, only: Collection[str] | None = None) -> list[Conflicted]:
    """Living readings whose evaluator a conflict bars by now; three queries, or one where there is none."""
    query = select(Assignment).join(Assignment.evaluator).join(Assignment.entry).where(Evaluator.edition_id == edition.id)
    query = query.where(Assignment.state.in_(LIVE), Entry.state == EntryState.VERIFIED).order_by(Assignment.id)
    query = query.options(joinedload(Assignment.evaluator), joinedload(Assignment.entry))
    if only is not None:
        query = query.where(Assignment.evaluator_id.in_(list(only)))
    readings = everything(query)
    if not readings:
        return []
    found = bonds({one.evaluator for one in readings}, {one.entry.institution_id for one in readings}, calendar_of(edition).spec)
    barred = ((one, found.bar(one.evaluator_id, one.entry.institution_id, one.entry_id)) for one in readings)
    return [Conflicted(one, relation) for one, relation in barred if relation is not None]


def open_proposals(edition_id: str) -> Select[Proposal]:
    """Proposals that are computed or wait for an answer."""
    return select(Proposal).where(Proposal.edition_id == edition_id, Proposal.state.in_([ProposalState.WAITING, ProposalState.READY]))


def pairs_to_weigh(edition_id: str) -> int:
    """How many pairs of verified entry and evaluator there are; one query."""
    entries = select(func.count()).select_from(Entry).where(Entry.edition_id == edition_id, Entry.state == EntryState.VERIFIED)
    people = select(func.count()).select_from(Evaluator).where(Evaluator.edition_id == edition_id, Evaluator.is_active)
    found = session().execute(select(entries.scalar_subquery(), people.scalar_subquery())).one()
    return int(found[0] * found[1])
