"""The letters on desk evaluation's result."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import undefer

from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision, Plenary, Purpose
from p4comp.entries.models import Entry
from p4comp.judging.models import LetterHead
from p4comp.judging.policy import Letters, OwnLetter
from p4comp.judging.rules.letters import outcomes


def letters(actor: Actor, decision_id: str) -> Letters | None:
    """A decision on finalists with its letters' head, for those inside."""
    found = decisions.decision(actor, decision_id)
    if found is None or found.purpose is not Purpose.FINALISTS:
        return None
    return Letters(found, db.first(db.held(select(LetterHead), LetterHead).where(LetterHead.decision_id == decision_id)))


def own_letter(actor: Actor, entry_id: str) -> OwnLetter | None:
    """The letter of an own entry, once the list is announced and the letter has number, day and signatory; nothing before."""
    entry = db.session().get(Entry, entry_id)
    if entry is None or not actor.has("member", entry.institution_id):
        return None
    found = db.first(
        select(Decision)
        .where(Decision.edition_id == entry.edition_id, Decision.category == entry.category, Decision.purpose == Purpose.FINALISTS)
        .where(decisions.in_force(clock.arrived()))
        .options(undefer(Decision.snapshot))
    )
    head = db.session().get(LetterHead, found.id) if found else None
    if found is None or head is None or not head.is_final:
        return None
    outcome = next((one for one in outcomes(found.snapshot) if one.subject_id == entry_id), None)
    return OwnLetter(Letters(found, head), outcome) if outcome else None


def has_letter(entry: Entry, at: datetime) -> bool:
    """Whether the letter of an entry may be read by its institution at `at`; one query, without the snapshot."""
    query = select(Plenary.concerned, LetterHead).join(Decision, Decision.plenary_id == Plenary.id)
    query = query.join(LetterHead, LetterHead.decision_id == Decision.id)
    same = (Decision.edition_id == entry.edition_id, Decision.category == entry.category, Decision.purpose == Purpose.FINALISTS)
    row = db.session().execute(query.where(*same, decisions.in_force(at))).first()
    return row is not None and row[1].is_final and entry.institution_id in row[0]
