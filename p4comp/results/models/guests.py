"""The guests of the ceremony: the invitation of all finalists, their answers, and the order of seats and of the reveal."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.competition.models import Edition
from p4comp.core.db import Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.entries.models import Entry


class CeremonyInvitation(Keyed):
    """Where and when an edition's finalists are invited, until when they answer, with how many people; all finalists, so that it tells of nobody's win."""

    __tablename__ = "ceremony_invitation"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), unique=True)
    starts_at: Mapped[datetime] = mapped_column(Moment)
    place: Mapped[str] = mapped_column(String(300))
    until: Mapped[datetime] = mapped_column(Moment)
    most: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(Moment)
    opened_by: Mapped[str] = mapped_column(String(12))
    reminded_at: Mapped[datetime | None] = mapped_column(Moment)

    edition: Mapped[Edition] = relationship()


class GuestAnswer(Keyed):
    """A finalist's answer: whether it attends, with how many, and who leads them; somebody in the head's place brings an assignment letter."""

    __tablename__ = "guest_answer"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), unique=True)
    attends: Mapped[bool]
    persons: Mapped[int] = mapped_column(default=0)
    is_head: Mapped[bool] = mapped_column(default=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[str] = mapped_column(String(200), default="")
    letter_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    letter_name: Mapped[str] = mapped_column(String(200), default="")
    answered_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(12))

    entry: Mapped[Entry] = relationship()
    letter: Mapped[StoredFile | None] = relationship()


class CeremonyPlan(Keyed):
    """What the secretariat changed of the order: `acts` of categories (under "") and of awards (under their category), `seats` of entries."""

    __tablename__ = "ceremony_plan"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), unique=True)
    acts: Mapped[dict[str, Any]]
    seats: Mapped[list[Any]]
    per_row: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(String(12))
