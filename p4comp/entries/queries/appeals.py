"""Whether a refused entry's institution may object."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from p4comp.competition.queries import spec_of
from p4comp.core.access import Actor
from p4comp.core.db import everything, first
from p4comp.decisions.models import Objection
from p4comp.decisions.queries import objections_about
from p4comp.decisions.rules import ObjectionKind, objection_closes
from p4comp.entries.models import Entry, State
from p4comp.entries.policy import Appeal, Case
from p4comp.entries.queries.sight import case


def appeal_term(entry: Entry) -> tuple[datetime | None, str]:
    """Until when a refusal may be objected to (None: it may not), and what the edition says of its finality; no query."""
    terms = spec_of(entry.edition).verification
    if terms is None or entry.refused_at is None:
        return None, ""
    return objection_closes(entry.refused_at, terms.objection_days, entry.edition.zone), terms.finality


def appeal(actor: Actor, entry_id: str) -> Appeal | None:
    """A visible entry that was refused, or objected once, with its objection; None for any other."""
    found = case(actor, entry_id)
    if found is None:
        return None
    made = appeal_in(found)
    return made if found.entry.state is State.REFUSED or made.objection else None


def objected(entry_ids: Collection[str]) -> set[str]:
    """Which of these entries were objected about, by one query."""
    query = select(Objection.subject_id).where(Objection.kind == ObjectionKind.ENTRY, Objection.subject_id.in_(entry_ids))
    return set(everything(query))


def appeal_in(found: Case) -> Appeal:
    """An entry's appeal with its objection, by one query."""
    return Appeal(found, *appeal_term(found.entry), first(objections_about(ObjectionKind.ENTRY, found.entry.id)))
