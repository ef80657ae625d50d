"""What evaluators settle together: the calibration round of a category, and findings agreed beside the independent ones."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.entries.models import Entry
from p4comp.judging.models.people import Evaluator
from p4comp.judging.rules.reconciling import AgreementState as AgreementState
from p4comp.judging.rules.reconciling import ReasonCode as ReasonCode


class CalibrationRound(Keyed):
    """What was said about a category's calibration dossiers, and when its other dossiers were opened."""

    __tablename__ = "calibration_round"
    __table_args__ = (UniqueConstraint("edition_id", "category"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    category: Mapped[str] = mapped_column(String(20))
    notes: Mapped[str] = mapped_column(Text, default="")
    notes_version: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))


class Divergence(Base):
    """An entry whose locked sheets differ by more than the plan allows; `found` says where, empty once agreed findings bring them together."""

    __tablename__ = "divergence"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    found_at: Mapped[datetime] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)

    entry: Mapped[Entry] = relationship()


class Agreement(Keyed):
    """A finding on one indicator that one reader proposes beside the independent ones, and that counts once all readers agree."""

    __tablename__ = "agreement"
    __table_args__ = (Index("ix_agreement_entry_id_state", "entry_id", "state"),)

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"))
    indicator: Mapped[str] = mapped_column(String(20))
    level: Mapped[int]
    code: Mapped[ReasonCode] = mapped_column(Choice(ReasonCode))
    note: Mapped[str] = mapped_column(Text)
    state: Mapped[AgreementState] = mapped_column(Choice(AgreementState), default=AgreementState.PROPOSED)
    proposed_by: Mapped[str] = mapped_column(ForeignKey("evaluator.id"))
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)

    entry: Mapped[Entry] = relationship()
    proposer: Mapped[Evaluator] = relationship()
    voices: Mapped[list["AgreementVoice"]] = relationship(order_by="AgreementVoice.said_at")


class AgreementVoice(Base):
    """A reader's word on a proposed finding."""

    __tablename__ = "agreement_voice"

    agreement_id: Mapped[str] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    evaluator_id: Mapped[str] = mapped_column(ForeignKey("evaluator.id"), primary_key=True)
    agrees: Mapped[bool]
    note: Mapped[str] = mapped_column(Text, default="")
    said_at: Mapped[datetime] = mapped_column(Moment)


class SecondFinding(Keyed):
    """What an evaluator came to think of an indicator after the others' findings could be seen; `first` is what they had locked.

    It is never changed, and counts in no score: the newest of an indicator is the one that is shown.
    """

    __tablename__ = "second_finding"

    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignment.id"), index=True)
    indicator: Mapped[str] = mapped_column(String(20))
    first: Mapped[int]
    level: Mapped[int]
    note: Mapped[str] = mapped_column(Text)
    noted_at: Mapped[datetime] = mapped_column(Moment)
