"""The rows of announced decisions: an entrant's own with its proof, and the roots everybody sees."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from p4comp.accounts.policy import is_staff
from p4comp.competition.queries import spec_of
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions import rules
from p4comp.decisions.models import Decision, Purpose
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.institutions.queries import relation
from p4comp.results.policy.rows import OwnRows, ProvenRow


def own_rows(actor: Actor, entry_id: str) -> OwnRows | None:
    """The rows of an entry, once the winners of its category are announced: for its institution, and for those inside whom nothing binds."""
    if not (actor.has("member") or is_staff(actor)):
        return None
    query = select(Entry).where(Entry.id == entry_id, Entry.state == EntryState.VERIFIED)
    entry = db.first(query.options(joinedload(Entry.edition), joinedload(Entry.institution)))
    if entry is None or not _may_know(actor, entry):
        return None
    at = clock.arrived()
    found = _known(entry, at) if is_open(entry, at) else []
    proven = tuple(_proven(one, entry, at) for one in found if "rows" in one.snapshot)
    older = tuple(one for one in found if "rows" not in one.snapshot)
    return OwnRows(entry, proven, older, spec_of(entry.edition).plan.openness) if found else None


def _may_know(actor: Actor, entry: Entry) -> bool:
    if actor.has("member", entry.institution_id):
        return True
    return is_staff(actor) and relation(actor, [entry.institution_id]) is None


def is_open(entry: Entry, at: datetime) -> bool:
    """Whether the winners of an entry's category are announced: before that no row of it is told, its own neither."""
    return decisions.is_announced(entry.edition_id, Purpose.WINNERS, entry.category, at)


def _known(entry: Entry, at: datetime) -> list[Decision]:
    """The announced decisions that ranked an entry, with their snapshots."""
    query = select(Decision).where(
        Decision.edition_id == entry.edition_id, Decision.category == entry.category, Decision.announced_at <= at
    )
    found = db.everything(
        query.options(undefer(Decision.snapshot), joinedload(Decision.replacement)).order_by(Decision.decided_at, Decision.code)
    )
    return [one for one in found if any(row["subject_id"] == entry.id for row in [*one.snapshot["ranking"], *one.snapshot["list"]])]


def _proven(one: Decision, entry: Entry, at: datetime) -> ProvenRow:
    proof = rules.row_proof(one.snapshot, entry.id)
    assert proof is not None
    about = {"keputusan": one.code, "sha256_keputusan": one.sha256, "diumumkan": one.announced_at and one.announced_at.isoformat()}
    newer = one.replacement.code if one.replacement is not None and one.replacement.is_known(at) else ""
    return ProvenRow(one, json.loads(proof["baris"]), proof | about, newer)


def roots(found: Iterable[Decision]) -> dict[str, str]:
    """The roots of the rows of these decisions, by code, without loading their snapshots; one query."""
    root = Decision.snapshot[("rows", "root")].as_string()
    query = select(Decision.code, root).where(Decision.id.in_([one.id for one in found]))
    return {row[0]: row[1] for row in db.session().execute(query) if row[1]}
