"""A proposal as the secretariat looks at it: what comes, moves and goes, loads, entries that stay short and why."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from p4comp.accounts.models import Person
from p4comp.core import db, paging
from p4comp.core.access import Actor
from p4comp.core.paging import Page
from p4comp.entries.models import Entry
from p4comp.judging.models import Calibration, Evaluator, Proposal
from p4comp.judging.policy import Draft
from p4comp.judging.queries.office import office

SHORT_SHOWN = 50


@dataclass
class Change:
    """An entry whose readers change: who comes, who goes and why."""

    entry_id: str
    name: str = ""
    category: str = ""
    added: list[str] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class LoadLine:
    """An evaluator's readings before and after, and the most they take."""

    evaluator_id: str
    name: str
    before: int
    after: int
    most: int | None
    below: int = 0

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing comes or goes, and nothing is to be said."""
        return self.before == self.after and not self.below

    @property
    def is_full(self) -> bool:
        """Whether there is no room left."""
        return self.most is not None and self.after >= self.most


@dataclass(frozen=True)
class DraftPage:
    """What a proposal's page shows: numbers, loads, a page of changes, entries that stay short, evaluators who stand apart."""

    found: dict[str, Any]
    loads: list[LoadLine]
    changes: Page[Change]
    shortages: list[tuple[str, int, int, str]]
    apart: dict[str, list[str]]
    few: dict[str, list[str]]
    calibration: list[str]
    counts: dict[str, int]


def draft(actor: Actor, proposal_id: str) -> Draft | None:
    """A proposal of the edition that is run, for the secretariat and auditors."""
    place = office(actor)
    if place is None:
        return None
    query = select(Proposal).where(Proposal.id == proposal_id, Proposal.edition_id == place.edition.id)
    found = db.first(query.options(undefer(Proposal.found), joinedload(Proposal.maker), joinedload(Proposal.job)))
    return Draft(found, place) if found else None


def latest_proposal(edition_id: str) -> Proposal | None:
    """The newest proposal, or None; one query."""
    query = select(Proposal).where(Proposal.edition_id == edition_id).order_by(Proposal.made_at.desc(), Proposal.id.desc()).limit(1)
    return db.first(query.options(joinedload(Proposal.maker)))


def draft_page(proposal: Proposal) -> DraftPage:
    """The page of a computed proposal; two queries."""
    found, names = proposal.found, _names(proposal.edition_id)
    changes = _changes(found, names)
    shown = paging.part(sorted(changes.values(), key=lambda one: (not one.taken, one.entry_id)))
    entries = _entries(
        {one.entry_id for one in shown.rows} | {row[0] for row in found["shortages"][:SHORT_SHOWN]} | {*found["calibration"]}
    )
    for one in shown.rows:
        one.name, one.category = entries[one.entry_id]
    return DraftPage(
        found,
        _loads(found, names),
        shown,
        [(entries[key][0], missing, barred, ground) for key, missing, barred, ground in found["shortages"][:SHORT_SHOWN]],
        {category: [names[one] for one in people] for category, people in found["apart"].items()},
        {category: [names[one] for one in people] for category, people in found["few"].items()},
        [entries[one][0] for one in found["calibration"]],
        _counts(changes),
    )


def _names(edition_id: str) -> dict[str, str]:
    query = select(Evaluator.id, Person.name).join(Person, Person.id == Evaluator.person_id).where(Evaluator.edition_id == edition_id)
    return {row[0]: row[1] for row in db.session().execute(query)}


def _entries(ids: set[str]) -> dict[str, tuple[str, str]]:
    query = select(Entry.id, Entry.institution_name, Entry.category).where(Entry.id.in_(ids))
    return {row[0]: (row[1], row[2]) for row in db.session().execute(query)}


def _changes(found: dict[str, Any], names: dict[str, str]) -> dict[str, Change]:
    changes: dict[str, Change] = defaultdict(lambda: Change(""))
    for entry_id, evaluator_id in found["added"]:
        changes[entry_id].entry_id = entry_id
        changes[entry_id].added.append(names[evaluator_id])
    for _id, entry_id, evaluator_id, why in found["taken"]:
        changes[entry_id].entry_id = entry_id
        changes[entry_id].taken.append((names[evaluator_id], why))
    return changes


def _counts(changes: dict[str, Change]) -> dict[str, int]:
    """How many readings are new, go to somebody else, or are taken away."""
    moved = sum(min(len(one.added), len(one.taken)) for one in changes.values())
    added = sum(len(one.added) for one in changes.values()) - moved
    return {"added": added, "moved": moved, "taken": sum(len(one.taken) for one in changes.values()) - moved}


def _loads(found: dict[str, Any], names: dict[str, str]) -> list[LoadLine]:
    below: dict[str, int] = found["below"]
    loads: dict[str, tuple[int, int, int | None]] = found["loads"]
    lines = [LoadLine(key, names[key], before, after, most, below.get(key, 0)) for key, (before, after, most) in loads.items()]
    return sorted(lines, key=lambda one: (one.name, one.evaluator_id))


def calibration_entries(edition_id: str) -> set[str]:
    """The entries that all evaluators of their category read; one query."""
    return set(db.session().execute(select(Calibration.entry_id).where(Calibration.edition_id == edition_id)).scalars())
