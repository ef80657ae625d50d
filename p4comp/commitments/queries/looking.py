"""What of an agreement waits for a word of whoever looks: of the partner a view, of the secretariat a check."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from p4comp.commitments.models import Commitment, PartnerView, Signatory
from p4comp.commitments.policy import Pact, gives_views
from p4comp.commitments.rules.openness import Thing
from p4comp.commitments.rules.states import AccordState, State
from p4comp.core import db
from p4comp.core.access import Actor

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Queue:
    """The commitments that wait, in their order, each by institution, day, title and id."""

    keys: Sequence[Key] = ()

    def after(self, key: Key | None = None) -> Key | None:
        """The one that comes after another, else the first; never that one itself."""
        others = [one for one in self.keys if one != key]
        return next((one for one in others if key is None or one > key), others[0] if others else None)


def key_of(one: Commitment) -> Key:
    """Where a commitment stands in the order."""
    return one.signatory.institution_name, one.due_on.isoformat(), one.title, one.id


def unviewed() -> ColumnElement[bool]:
    """Commitments that were shown and of which the partner has said nothing."""
    said = select(PartnerView.id).where(PartnerView.commitment_id == Commitment.id).exists()
    return Commitment.state.in_([State.SHOWN, State.ACCEPTED]) & ~said


def queue(actor: Actor, pact: Pact) -> Queue:
    """What waits in an agreement that is in force; one query, none where nobody is asked."""
    asked = _asked_of(actor, pact)
    if asked is None or pact.agreement.state is not AccordState.IN_FORCE:
        return Queue()
    query = select(Signatory.institution_name, Commitment.due_on, Commitment.title, Commitment.id)
    query = query.join(Commitment, Commitment.signatory_id == Signatory.id)
    rows = db.session().execute(query.where(Commitment.agreement_id == pact.agreement.id, asked))
    return Queue(sorted((name, due_on.isoformat(), title, key) for name, due_on, title, key in rows))


def _asked_of(actor: Actor, pact: Pact) -> ColumnElement[bool] | None:
    if gives_views(actor, pact):
        return unviewed() if pact.sees(Thing.COMMITMENTS) and pact.sees(Thing.STATES) else None
    if actor.has("secretariat"):
        return (Commitment.state == State.SHOWN) & Signatory.institution_id.not_in(actor.institutions)
    return None
