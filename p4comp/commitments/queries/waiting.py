"""What waits for whom; for start pages and reminders."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from p4comp.commitments.models import Accord, Commitment, Signatory
from p4comp.commitments.queries.looking import unviewed
from p4comp.commitments.rules.states import OPEN, STEPS, AccordState, State
from p4comp.core import db


def _standing(query: Select[int]) -> Select[int]:
    return query.join(Accord, Accord.id == Commitment.agreement_id).where(Accord.state == AccordState.IN_FORCE)


def to_do(homes: Collection[str], until: date) -> Select[int]:
    """How many commitments of these institutions are open and due by a day."""
    query = _standing(select(func.count(Commitment.id))).join(Signatory, Signatory.id == Commitment.signatory_id)
    return query.where(Signatory.institution_id.in_(homes), Commitment.state.in_(OPEN), Commitment.due_on <= until)


def to_check() -> Select[int]:
    """How many commitments were shown and wait for the secretariat."""
    return _standing(select(func.count(Commitment.id))).where(Commitment.state == State.SHOWN)


def to_view(homes: Collection[str]) -> Select[int]:
    """How many shown commitments wait for a word of these partners, where the agreement lets them read."""
    query = _standing(select(func.count(Commitment.id))).where(Accord.partner_id.in_(homes), Accord.partner_reads)
    return query.where(unviewed())


def coming(today: date) -> list[Commitment]:
    """The open commitments whose time for a reminder may have come, by day."""
    query = select(Commitment).join(Accord, Accord.id == Commitment.agreement_id).where(Accord.state == AccordState.IN_FORCE)
    query = query.where(Commitment.state.in_(OPEN), Commitment.due_on <= today + STEPS["h14"], Commitment.reminded != "late")
    return db.everything(query.options(joinedload(Commitment.signatory), joinedload(Commitment.agreement)).order_by(Commitment.due_on))
