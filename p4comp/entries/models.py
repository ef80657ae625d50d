"""An institution's part in an edition: the entry, its dossier, what was handed in."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.competition.models import Edition
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.entries.rules import State
from p4comp.institutions.models import Institution


class Entry(Keyed):
    """Institution x category x edition; one entry per institution and edition."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("edition_id", "institution_id"),
        Index("ix_entry_edition_id_submitted_at", "edition_id", "submitted_at"),
    )

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    category: Mapped[str] = mapped_column(String(20), index=True)
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    institution_name: Mapped[str] = mapped_column(String(250))
    state: Mapped[State] = mapped_column(Choice(State), default=State.DRAFT, index=True)
    system_name: Mapped[str] = mapped_column(String(200), default="")
    system_since_on: Mapped[date | None]
    recommendation_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    recommendation_name: Mapped[str] = mapped_column(String(200), default="")
    recommendation_number: Mapped[str] = mapped_column(String(120), default="")
    began_at: Mapped[datetime] = mapped_column(Moment)
    first_submitted_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    correct_until: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")
    contact_id: Mapped[str] = mapped_column(String(12))
    verified_at: Mapped[datetime | None] = mapped_column(Moment)
    verified_by: Mapped[str] = mapped_column(String(12), default="")

    edition: Mapped[Edition] = relationship()
    institution: Mapped[Institution] = relationship()


class Answer(Base):
    """The claim on one indicator: level and narrative, each with its own version for compare-and-swap."""

    __tablename__ = "answer"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(20), primary_key=True)
    level: Mapped[int | None]
    level_version: Mapped[int] = mapped_column(default=0)
    narrative: Mapped[str] = mapped_column(Text, default="")
    narrative_version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))


class AnswerVersion(Keyed):
    """What a field of an answer held before it was changed."""

    __tablename__ = "answer_version"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    indicator: Mapped[str] = mapped_column(String(20))
    field: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    value: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))


class Evidence(Keyed):
    """A file that proves an indicator. A removed one keeps its row and its file."""

    __tablename__ = "evidence"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    indicator: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    name: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(String(12))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)

    file: Mapped[StoredFile] = relationship()


class Submission(Keyed):
    """A hand-in: an immutable snapshot with its SHA-256 and the portal's own running number (“kode portal”)."""

    __tablename__ = "submission"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    snapshot: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    submitted_by: Mapped[str] = mapped_column(String(12))
    audit_head: Mapped[str] = mapped_column(String(64))

    entry: Mapped[Entry] = relationship()


__all__ = ["Answer", "AnswerVersion", "Entry", "Evidence", "State", "Submission"]
