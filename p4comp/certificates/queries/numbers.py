"""Certificates of a list that can be given official numbers."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.certificates.models import LISTED, Certificate
from p4comp.certificates.rules import State
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision


@dataclass(frozen=True)
class Batch:
    """A decision and its valid certificates, in the order of their portal numbers."""

    decision: Decision
    certificates: list[Certificate]

    @property
    def unnumbered(self) -> list[Certificate]:
        """Those without a number."""
        return [one for one in self.certificates if not one.number]


def batch(actor: Actor, decision_id: str) -> Batch | None:
    """The certificates of a decision, for the secretariat."""
    if not actor.has("secretariat"):
        return None
    found = db.first(select(Decision).where(Decision.id == decision_id).options(joinedload(Decision.edition)))
    if found is None:
        return None
    query = select(Certificate).where(Certificate.decision_id == found.id, Certificate.kind.in_(LISTED), Certificate.state == State.ISSUED)
    query = query.options(joinedload(Certificate.decision), joinedload(Certificate.edition))
    return Batch(found, db.everything(query.order_by(Certificate.serial)))
