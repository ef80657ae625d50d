"""Commitments: who finds which, and what of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, false, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from p4comp.commitments.models import Accord, Commitment, CommitmentProof, PartnerView, Signatory
from p4comp.commitments.policy import Case, Pact, Piece
from p4comp.commitments.queries.agreements import agreement
from p4comp.commitments.queries.looking import unviewed
from p4comp.commitments.rules.openness import Thing
from p4comp.commitments.rules.states import OPEN, State
from p4comp.core import db
from p4comp.core.access import Actor

LATE, UNVIEWED = "terlambat", "pandangan"


@dataclass(frozen=True)
class Asked:
    """What a reader filters by: a state or “late”, a signatory, a scope's number."""

    keadaan: str = ""
    instansi: str = ""
    lingkup: str = ""


def commitments(pact: Pact, asked: Asked, today: date) -> Select[Commitment]:
    """The commitments that these eyes see, by signatory and day; filtered by what they see of them."""
    table = pact.agreement.openness
    query = select(Commitment).join(Commitment.signatory).options(contains_eager(Commitment.signatory), joinedload(Commitment.scope))
    query = query.options(joinedload(Commitment.view))
    query = query.where(Commitment.agreement_id == pact.agreement.id)
    if not pact.eyes.sees(table, Thing.COMMITMENTS):
        query = query.where(Signatory.institution_id.in_(pact.eyes.homes))
    if asked.instansi:
        query = query.where(Signatory.institution_id == asked.instansi)
    if asked.lingkup:
        query = query.where(Commitment.scope_id.in_([one.id for one in pact.agreement.scopes if str(one.number) == asked.lingkup]))
    if asked.keadaan == UNVIEWED and not (pact.eyes.is_partner or pact.eyes.sees(table, Thing.VIEW)):
        return query.where(false())
    if asked.keadaan:
        query = _in_state(query, asked.keadaan, today)
        query = query if pact.eyes.sees(table, Thing.STATES) else query.where(Signatory.institution_id.in_(pact.eyes.homes))
    return query.order_by(Signatory.institution_name, Commitment.due_on, Commitment.title, Commitment.id)


def _in_state(query: Select[Commitment], state: str, today: date) -> Select[Commitment]:
    if state == UNVIEWED:
        return query.where(unviewed())
    if state == LATE:
        return query.where(Commitment.due_on < today, Commitment.state.in_(OPEN))
    return query.where(Commitment.state == State(state) if state in set(State) else false())


def written_with(agreement_id: str, key: str) -> list[Commitment]:
    """What was written down by one sending of a form, which the first bears the id of."""
    query = select(Commitment).where(Commitment.agreement_id == agreement_id)
    first = select(Commitment.added_at, Commitment.title, Commitment.scope_id).where(Commitment.id == key).subquery()
    told = (Commitment.added_at == first.c.added_at, Commitment.title == first.c.title, Commitment.scope_id == first.c.scope_id)
    return db.everything(query.join(first, and_(*told)))


def case(actor: Actor, commitment_id: str) -> Case | None:
    """A commitment, if the agreement shows it to whoever asks."""
    query = db.held(select(Commitment).where(Commitment.id == commitment_id), Commitment)
    parts = (joinedload(Commitment.signatory), joinedload(Commitment.scope), joinedload(Commitment.view))
    found = db.first(query.options(*parts, selectinload(Commitment.files).joinedload(CommitmentProof.file)))
    pact = agreement(actor, found.agreement_id) if found else None
    if found is None or pact is None or not pact.sees(Thing.COMMITMENTS, found.signatory.institution_id):
        return None
    return Case(pact, found)


def piece(actor: Actor, commitment_id: str, proof_id: str) -> Piece | None:
    """A file that proves it, if the agreement shows files to whoever asks."""
    found = case(actor, commitment_id)
    if found is None or not found.pact.sees(Thing.EVIDENCE, found.institution_id):
        return None
    return next((Piece(found, one) for one in found.commitment.proofs if one.id == proof_id), None)


def in_full(found: Accord) -> list[tuple[Commitment, PartnerView | None]]:
    """All commitments with what the partner thinks, for a review; one query."""
    query = select(Commitment, PartnerView).outerjoin(PartnerView, PartnerView.commitment_id == Commitment.id)
    query = query.options(joinedload(Commitment.scope)).where(Commitment.agreement_id == found.id)
    return [(row[0], row[1]) for row in db.session().execute(query.order_by(Commitment.due_on, Commitment.title, Commitment.id))]
