"""Mass mail and the snapshot of whom it goes to."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.messages.rules.broadcasts import BroadcastState


class Broadcast(Keyed):
    """A text to many. `sha256` is over text and recipients as they stood when approval was asked for."""

    __tablename__ = "broadcast"

    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    audience: Mapped[str] = mapped_column(String(60))
    category: Mapped[str] = mapped_column(String(20), default="")
    province: Mapped[str] = mapped_column(String(8), default="")
    state: Mapped[BroadcastState] = mapped_column(Choice(BroadcastState), default=BroadcastState.DRAFT, index=True)
    written_by: Mapped[str] = mapped_column(String(12))
    written_at: Mapped[datetime] = mapped_column(Moment, index=True)
    changed_by: Mapped[str] = mapped_column(String(12))
    asked_by: Mapped[str] = mapped_column(String(12), default="")
    asked_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[str] = mapped_column(String(12), default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    doubles: Mapped[int] = mapped_column(default=0)


class BroadcastRecipient(Keyed):
    """One recipient of the snapshot; `mail_id` once its letter is written, `skipped` when it was not to be."""

    __tablename__ = "broadcast_recipient"
    __table_args__ = (UniqueConstraint("broadcast_id", "email"),)

    broadcast_id: Mapped[str] = mapped_column(ForeignKey("broadcast.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(160))
    email: Mapped[str] = mapped_column(String(254))
    institution_name: Mapped[str] = mapped_column(String(250), default="")
    due: Mapped[str] = mapped_column(String(120), default="")
    mail_id: Mapped[str] = mapped_column(String(12), default="")
    skipped: Mapped[bool] = mapped_column(default=False)
