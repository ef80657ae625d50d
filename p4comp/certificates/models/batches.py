"""Batches of certificates that are signed outside, and the files that come back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.certificates.models.certificates import Certificate
from p4comp.certificates.rules.batches import BatchState, Outcome
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.decisions.models import Decision


class SigningBatch(Keyed):
    """The certificates of a decision that went out to be signed; released in portions, each by two people."""

    __tablename__ = "signing_batch"

    decision_id: Mapped[str] = mapped_column(ForeignKey("decision.id"), index=True)
    state: Mapped[BatchState] = mapped_column(Choice(BatchState), default=BatchState.OPEN)
    exported_at: Mapped[datetime] = mapped_column(Moment)
    exported_by: Mapped[str] = mapped_column(String(12))
    proposed_at: Mapped[datetime | None] = mapped_column(Moment)
    proposed_by: Mapped[str] = mapped_column(String(12), default="")

    decision: Mapped[Decision] = relationship()


class SigningItem(Keyed):
    """A certificate of a batch with the very file that went out."""

    __tablename__ = "signing_item"
    __table_args__ = (UniqueConstraint("batch_id", "certificate_id"),)

    batch_id: Mapped[str] = mapped_column(ForeignKey("signing_batch.id"))
    certificate_id: Mapped[str] = mapped_column(ForeignKey("certificate.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))

    certificate: Mapped[Certificate] = relationship()
    file: Mapped[StoredFile] = relationship()


class SignedCopy(Keyed):
    """A file that came back, with what was found of it; `item` is the certificate it belongs to. `signers` are names as their certificates say."""

    __tablename__ = "signed_copy"

    batch_id: Mapped[str] = mapped_column(ForeignKey("signing_batch.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(ForeignKey("signing_item.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    name: Mapped[str] = mapped_column(String(200))
    outcome: Mapped[Outcome] = mapped_column(Choice(Outcome), default=Outcome.CHECKING)
    signers: Mapped[list[Any]] = mapped_column(JSON, default=list)
    received_at: Mapped[datetime] = mapped_column(Moment)
    received_by: Mapped[str] = mapped_column(String(12))

    item: Mapped[SigningItem | None] = relationship()

    @property
    def is_certified(self) -> bool:
        """Whether every signature comes from an authority the operator trusts."""
        return bool(self.signers) and all(one["trusted"] for one in self.signers)
