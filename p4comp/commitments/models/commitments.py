"""What signatories took on, its proof, and what the partner thinks of it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.commitments.models.agreements import Accord, AccordScope, Signatory
from p4comp.commitments.rules.states import Opinion, State
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.storage import StoredFile


class Commitment(Keyed):
    """What one signatory does until a day. `reminded` is the last reminder that was sent, `returned` why it came back."""

    __tablename__ = "commitment"

    agreement_id: Mapped[str] = mapped_column(ForeignKey("accord.id"), index=True)
    signatory_id: Mapped[str] = mapped_column(ForeignKey("signatory.id"), index=True)
    scope_id: Mapped[str] = mapped_column(ForeignKey("accord_scope.id"), index=True)
    title: Mapped[str] = mapped_column(String(250))
    measure: Mapped[str] = mapped_column(Text, default="")
    responsible: Mapped[str] = mapped_column(String(160), default="")
    due_on: Mapped[date] = mapped_column(index=True)
    state: Mapped[State] = mapped_column(Choice(State), default=State.PLANNED, index=True)
    report: Mapped[str] = mapped_column(Text, default="")
    returned: Mapped[str] = mapped_column(Text, default="")
    reminded: Mapped[str] = mapped_column(String(10), default="")
    added_at: Mapped[datetime] = mapped_column(Moment)
    shown_at: Mapped[datetime | None] = mapped_column(Moment)
    shown_by: Mapped[str] = mapped_column(String(12), default="")
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    accepted_by: Mapped[str] = mapped_column(String(12), default="")

    agreement: Mapped[Accord] = relationship()
    signatory: Mapped[Signatory] = relationship()
    scope: Mapped[AccordScope] = relationship()
    view: Mapped["PartnerView | None"] = relationship(uselist=False)
    files: Mapped[list["CommitmentProof"]] = relationship(order_by="CommitmentProof.added_at, CommitmentProof.id")

    @property
    def proofs(self) -> list["CommitmentProof"]:
        """The files that prove it now."""
        return [one for one in self.files if one.removed_at is None]


class CommitmentProof(Keyed):
    """A file that proves a commitment; `caption` says what it proves."""

    __tablename__ = "commitment_proof"

    commitment_id: Mapped[str] = mapped_column(ForeignKey("commitment.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    caption: Mapped[str] = mapped_column(String(300), default="")
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(String(12))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)

    file: Mapped[StoredFile] = relationship()


class PartnerView(Keyed):
    """What the partner, for example the Ombudsman's regional office, thinks of a commitment; what it thought before is in the log."""

    __tablename__ = "partner_view"

    commitment_id: Mapped[str] = mapped_column(ForeignKey("commitment.id"), unique=True)
    opinion: Mapped[Opinion] = mapped_column(Choice(Opinion))
    words: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime] = mapped_column(Moment)
    written_by: Mapped[str] = mapped_column(String(12))
