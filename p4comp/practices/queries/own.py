"""An institution's own practices: which entries it may share, what it has written, what of its dossier could serve.

Before the winners of an edition are announced finalists and winners find the same: nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from p4comp.competition import queries as competition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force
from p4comp.entries.models import Answer, Entry
from p4comp.practices.models import Practice, PracticeFile, PracticeTextVersion
from p4comp.practices.policy import Invited
from p4comp.practices.rules import State


@dataclass(frozen=True)
class Narrative:
    """What the dossier says on one indicator."""

    code: str
    name: str
    text: str


def _is_invited(at: datetime) -> ColumnElement[bool]:
    """Entries on a list in force of an edition whose winners are announced."""
    won = aliased(Decision)
    known = select(won.id).where(won.edition_id == Entry.edition_id, won.purpose == Purpose.WINNERS, won.announced_at <= at).exists()
    listed = select(DecisionLine.subject_id).join(Decision, Decision.id == DecisionLine.decision_id).where(in_force(at))
    return and_(known, Entry.id.in_(listed))


def invited(actor: Actor, entry_id: str) -> Invited | None:
    """An own entry whose practice may be shared."""
    query = select(Entry).where(Entry.id == entry_id, Entry.institution_id.in_(actor.institutions), _is_invited(clock.arrived()))
    entry = db.first(db.held(query.options(joinedload(Entry.edition)), Entry)) if actor.institutions else None
    if entry is None:
        return None
    return Invited(entry, db.first(select(func.count(Practice.id)).where(Practice.entry_id == entry.id)) or 0)


def invitations(actor: Actor, at: datetime) -> list[Invited]:
    """All own entries whose practices may be shared, the newest edition first; one query."""
    begun = select(func.count(Practice.id)).where(Practice.entry_id == Entry.id).scalar_subquery()
    query = select(Entry, begun).where(Entry.institution_id.in_(actor.institutions), _is_invited(at)).options(joinedload(Entry.edition))
    return [Invited(entry, count) for entry, count in db.session().execute(query.order_by(Entry.began_at.desc()))]


def to_begin(drafted: Collection[str], at: datetime) -> Select[int]:
    """How many entries of these institutions have shared nothing yet."""
    query = select(func.count(Entry.id)).where(Entry.institution_id.in_(drafted), _is_invited(at))
    return query.where(~select(Practice.id).where(Practice.entry_id == Entry.id).exists())


def to_decide(approved: Collection[str], drafted: Collection[str]) -> Select[int]:
    """How many practices wait for an approver of the ones, or came back with words to a drafter of the others."""
    waits = and_(Practice.institution_id.in_(approved), Practice.state.in_([State.READY, State.PROPOSED]))
    came_back = and_(Practice.institution_id.in_(drafted), Practice.state == State.DRAFT, Practice.returned != "")
    return select(func.count(Practice.id)).where(or_(waits, came_back))


def owned(actor: Actor) -> list[Practice]:
    """All practices of one's institutions, the latest first; two queries."""
    query = select(Practice).where(Practice.institution_id.in_(actor.institutions)).options(selectinload(Practice.written))
    return db.everything(query.order_by(Practice.begun_at.desc(), Practice.id))


def own(actor: Actor, practice_id: str) -> Practice | None:
    """One of them, with all that hangs on it."""
    query = select(Practice).where(Practice.id == practice_id, Practice.institution_id.in_(actor.institutions))
    parts = (joinedload(Practice.edition), selectinload(Practice.written), selectinload(Practice.files).joinedload(PracticeFile.file))
    return db.first(db.held(query, Practice).options(*parts)) if actor.institutions else None


def piece(actor: Actor, practice_id: str, file_id: str) -> PracticeFile | None:
    """A file of an own practice, or of one that the secretariat reads."""
    query = select(PracticeFile).join(Practice, Practice.id == PracticeFile.practice_id)
    query = query.where(PracticeFile.id == file_id, Practice.id == practice_id, PracticeFile.removed_at.is_(None))
    mine = Practice.institution_id.in_(actor.institutions)
    is_staff = actor.has("secretariat") or actor.has("auditor")
    return db.first(query.where(or_(mine, Practice.consented_at.is_not(None)) if is_staff else mine).options(joinedload(PracticeFile.file)))


def narratives(practice: Practice) -> list[Narrative]:
    """What the institution's own dossier says, indicator by indicator; empty ones left out."""
    query = select(Answer.indicator, Answer.narrative).where(Answer.entry_id == practice.entry_id, Answer.narrative != "")
    texts = {row[0]: row[1] for row in db.session().execute(query)}
    instrument = competition.spec_of(practice.edition).instrument_of(practice.category)
    return [Narrative(one.code, one.name, texts[one.code]) for one in instrument.indicators if one.code in texts]


def history(practice: Practice) -> list[PracticeTextVersion]:
    """What its fields held before, the latest first."""
    query = select(PracticeTextVersion).where(PracticeTextVersion.practice_id == practice.id)
    return db.everything(query.order_by(PracticeTextVersion.saved_at.desc(), PracticeTextVersion.id).limit(100))
