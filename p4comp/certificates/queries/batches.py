"""Batches that are signed outside."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.queries import hand_of
from p4comp.certificates.models import Certificate, SignedCopy, SigningBatch, SigningItem
from p4comp.certificates.rules import STANDING, Sealing
from p4comp.certificates.rules.batches import BatchState, Outcome
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision


@dataclass(frozen=True)
class Parcel:
    """A batch with its certificates and all that came back, the newest first."""

    batch: SigningBatch
    items: list[SigningItem]
    copies: list[SignedCopy]

    @property
    def accepted(self) -> list[SignedCopy]:
        """What can be released."""
        return [one for one in self.copies if one.outcome is Outcome.ACCEPTED]

    @property
    def kinds(self) -> Counter[str]:
        """How many of each kind go out: proofs of participation hang on the list's decision, too."""
        return Counter(one.certificate.kind_word for one in self.items)

    @property
    def is_checking(self) -> bool:
        """Whether something is still being looked into."""
        return any(one.outcome is Outcome.CHECKING for one in self.copies)

    @property
    def waiting(self) -> list[SigningItem]:
        """The certificates that nothing good came back for."""
        done = {one.item_id for one in self.copies if one.outcome in (Outcome.ACCEPTED, Outcome.RELEASED)}
        return [one for one in self.items if one.id not in done]


def parcel(actor: Actor, batch_id: str) -> Parcel | None:
    """A batch with all that belongs to it, for the secretariat only; held in a writing transaction."""
    return whole(batch_id) if actor.has("secretariat") else None


def whole(batch_id: str) -> Parcel | None:
    """A batch with all that belongs to it."""
    wanted = select(SigningBatch).where(SigningBatch.id == batch_id)
    found = db.first(db.held(wanted.options(joinedload(SigningBatch.decision).joinedload(Decision.edition)), SigningBatch))
    return Parcel(found, items(found.id), copies(found.id)) if found else None


def items(batch_id: str) -> list[SigningItem]:
    """The certificates of a batch by their portal numbers."""
    query = select(SigningItem).join(SigningItem.certificate).where(SigningItem.batch_id == batch_id).order_by(Certificate.serial)
    return db.everything(query.options(joinedload(SigningItem.certificate), joinedload(SigningItem.file)))


def copies(batch_id: str) -> list[SignedCopy]:
    """All that came back for a batch, the newest first."""
    query = select(SignedCopy).where(SignedCopy.batch_id == batch_id).order_by(SignedCopy.received_at.desc(), SignedCopy.name)
    return db.everything(query.options(joinedload(SignedCopy.item).joinedload(SigningItem.certificate)))


def of_decision(decision: Decision) -> list[SigningBatch]:
    """The batches of a decision, the newest first."""
    return db.everything(select(SigningBatch).where(SigningBatch.decision_id == decision.id).order_by(SigningBatch.exported_at.desc()))


def to_sign(decision: Decision) -> list[Certificate]:
    """The standing certificates of a decision whose printed file waits for an official's signature."""
    query = select(Certificate).where(Certificate.decision_id == decision.id, Certificate.pdf_sha256.is_not(None))
    query = query.where(Certificate.state.in_(STANDING), Certificate.sealing != Sealing.FINAL)
    signed = select(SigningItem.certificate_id).join(SignedCopy, SignedCopy.item_id == SigningItem.id)
    signed = signed.where(SignedCopy.outcome == Outcome.RELEASED, SignedCopy.sha256 == Certificate.pdf_sha256).correlate(Certificate)
    return db.everything(query.where(Certificate.id.not_in(signed)).order_by(Certificate.serial))


def count_proposed() -> Select[int]:
    """How many batches of all editions wait for a second person."""
    return select(func.count(SigningBatch.id)).where(SigningBatch.state == BatchState.PROPOSED)


def to_release(person_id: str) -> Select[int]:
    """How many proposals of others wait for this person as the second."""
    return count_proposed().where(SigningBatch.proposed_by.not_in(hand_of(person_id)))


def proposed(edition_id: str) -> Sequence[SigningBatch]:
    """The batches of an edition that wait for a second person."""
    query = select(SigningBatch).join(SigningBatch.decision).where(Decision.edition_id == edition_id)
    return db.everything(query.where(SigningBatch.state == BatchState.PROPOSED).options(joinedload(SigningBatch.decision)))
