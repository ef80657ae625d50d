"""What a hand-in waits for: an approver's word, a parent's recommendation; and who was reminded."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.entries.models.entry import Entry
from p4comp.entries.rules.endorsing import EndorsementState
from p4comp.entries.rules.sign_off import SignOffState

OPEN = text("state = 'waiting'")


class SignOffRequest(Keyed):
    """A drafter asks the approvers to sign; one open request an entry. `content` is each part's fingerprint at that moment."""

    __tablename__ = "sign_off_request"
    __table_args__ = (Index("uq_sign_off_request_open", "entry_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),)

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    state: Mapped[SignOffState] = mapped_column(Choice(SignOffState), default=SignOffState.WAITING, index=True)
    content: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(12))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(12), default="")
    words: Mapped[str] = mapped_column(Text, default="")

    entry: Mapped[Entry] = relationship()


class Endorsement(Keyed):
    """A unit asks those above it for their recommendation; one open request an entry. `number` is the official letter's, as typed."""

    __tablename__ = "endorsement"
    __table_args__ = (Index("uq_endorsement_open", "entry_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),)

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    state: Mapped[EndorsementState] = mapped_column(Choice(EndorsementState), default=EndorsementState.WAITING, index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(12))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(12), default="")
    answered_name: Mapped[str] = mapped_column(String(160), default="")
    answered_for: Mapped[str] = mapped_column(String(250), default="")
    number: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    entry: Mapped[Entry] = relationship()


class LetterStanding(Base):
    """Since when a unit's uploaded letter lies there, and that the secretariat took it without the parent's word."""

    __tablename__ = "letter_standing"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    put_at: Mapped[datetime] = mapped_column(Moment)
    told: Mapped[int] = mapped_column(default=0)
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    accepted_by: Mapped[str] = mapped_column(String(12), default="")


class Reminder(Base):
    """A reminder that was sent: of a kind, about an entry or a request, for the deadline that held then. Each once."""

    __tablename__ = "reminder"

    subject_id: Mapped[str] = mapped_column(String(12), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    closes: Mapped[datetime] = mapped_column(Moment, primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(Moment)
