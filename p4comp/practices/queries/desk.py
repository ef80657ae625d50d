"""The secretariat's desk: practices that institutions consented to, what waits, what was proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy import case as either
from sqlalchemy.orm import joinedload, selectinload

from p4comp.accounts.policy import is_staff
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.institutions.queries import relation
from p4comp.practices.models import Practice, PracticeFile, PracticeProposal, PracticeText, PracticeVersion
from p4comp.practices.policy import Case
from p4comp.practices.rules import State


@dataclass(frozen=True)
class Desk:
    """All that the desk may see, those that wait first."""

    query: Select[Practice]


def desk(actor: Actor) -> Desk | None:
    """What those inside see: nothing that an institution has not consented to at least once."""
    if not is_staff(actor):
        return None
    waits = either((Practice.state == State.CONSENTED, 0), else_=1)
    query = select(Practice).where(Practice.consented_at.is_not(None)).options(joinedload(Practice.edition))
    return Desk(query.order_by(waits, Practice.consented_at.desc(), Practice.id))


def titles(practices: Sequence[Practice]) -> dict[str, str]:
    """Their titles by id; one query."""
    query = select(PracticeText.practice_id, PracticeText.value)
    query = query.where(PracticeText.practice_id.in_([one.id for one in practices]), PracticeText.field == "title")
    return {row[0]: row[1] for row in db.session().execute(query)}


def case(actor: Actor, practice_id: str) -> Case | None:
    """One practice on the desk, and what binds whoever asks to its institution."""
    if not is_staff(actor):
        return None
    query = select(Practice).where(Practice.id == practice_id, Practice.consented_at.is_not(None))
    parts = (joinedload(Practice.edition), selectinload(Practice.written), selectinload(Practice.files).joinedload(PracticeFile.file))
    practice = db.first(db.held(query, Practice).options(*parts))
    return Case(practice, relation(actor, [practice.institution_id])) if practice else None


def to_publish() -> Select[int]:
    """How many practices wait for the secretariat."""
    return select(func.count(Practice.id)).where(Practice.state == State.CONSENTED)


def last_proposal(practice: Practice) -> PracticeProposal | None:
    """What was proposed last."""
    query = select(PracticeProposal).where(PracticeProposal.practice_id == practice.id)
    return db.first(query.order_by(PracticeProposal.made_at.desc(), PracticeProposal.id).limit(1))


def versions_of(practice: Practice) -> list[PracticeVersion]:
    """Its published versions, the newest first."""
    query = select(PracticeVersion).where(PracticeVersion.practice_id == practice.id)
    return db.everything(query.order_by(PracticeVersion.number.desc()))
