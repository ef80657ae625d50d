"""A practice: what its institution writes, what was proposed to it, what anybody reads."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.competition.models import Edition
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.core.media_types import PDF
from p4comp.core.storage import StoredFile
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.practices.rules import State


class Practice(Keyed):
    """One practice of an entry's institution. `code` is given with its first publication and never changes.

    Anybody reads version `published_number` unless it has ended (`ended_at`: withdrawn by its institution, or removed by the
    secretariat for `ended_reason`). `returned` are the secretariat's words with which a draft came back.
    """

    __tablename__ = "practice"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    institution_name: Mapped[str] = mapped_column(String(250))
    category: Mapped[str] = mapped_column(String(20))
    code: Mapped[str | None] = mapped_column(String(80), unique=True)
    state: Mapped[State] = mapped_column(Choice(State), default=State.DRAFT, index=True)
    begun_at: Mapped[datetime] = mapped_column(Moment)
    begun_by: Mapped[str] = mapped_column(String(12))
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_by: Mapped[str] = mapped_column(String(12), default="")
    consented_at: Mapped[datetime | None] = mapped_column(Moment)
    consented_by: Mapped[str] = mapped_column(String(12), default="")
    returned: Mapped[str] = mapped_column(Text, default="")
    published_number: Mapped[int | None]
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_reason: Mapped[str] = mapped_column(Text, default="")

    edition: Mapped[Edition] = relationship()
    entry: Mapped[Entry] = relationship()
    institution: Mapped[Institution] = relationship()
    written: Mapped[list["PracticeText"]] = relationship(cascade="all, delete-orphan")
    files: Mapped[list["PracticeFile"]] = relationship(order_by="PracticeFile.added_at, PracticeFile.id")

    @property
    def texts(self) -> dict[str, str]:
        """What is written so far, by field."""
        return {one.field: one.value for one in self.written}

    @property
    def title(self) -> str:
        """Its title so far."""
        return self.texts.get("title", "")

    @property
    def is_public(self) -> bool:
        """Whether anybody reads a version of it."""
        return self.published_number is not None and self.ended_at is None

    @property
    def attached(self) -> list["PracticeFile"]:
        """The files it has now."""
        return [one for one in self.files if one.removed_at is None]


class PracticeText(Base):
    """One field of a practice as it stands, with its version, writer and moment."""

    __tablename__ = "practice_text"

    practice_id: Mapped[str] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(Text, default="")
    value_version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))


class PracticeTextVersion(Keyed):
    """What a field held before it was changed."""

    __tablename__ = "practice_text_version"

    practice_id: Mapped[str] = mapped_column(ForeignKey("practice.id"), index=True)
    field: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    value: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))


class PracticeFile(Keyed):
    """A picture or document of a practice; `caption` says what is to be seen on it."""

    __tablename__ = "practice_file"

    practice_id: Mapped[str] = mapped_column(ForeignKey("practice.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    caption: Mapped[str] = mapped_column(String(300))
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(String(12))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    removed_by: Mapped[str] = mapped_column(String(12), default="")

    file: Mapped[StoredFile] = relationship()

    @property
    def is_document(self) -> bool:
        """Whether it is a document; of a photograph only the picture drawn by the portal goes out, which does not tell where it was taken."""
        return self.file.media_type == PDF


class PracticeProposal(Keyed):
    """Other words that the secretariat proposes, by field, and what the institution answers."""

    __tablename__ = "practice_proposal"

    practice_id: Mapped[str] = mapped_column(ForeignKey("practice.id"), index=True)
    content: Mapped[dict[str, Any]]
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(12))
    is_accepted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(12), default="")


class PracticeVersion(Keyed):
    """A version that was published; it is never changed. `content` holds texts, names of themes, files and licence."""

    __tablename__ = "practice_version"
    __table_args__ = (UniqueConstraint("practice_id", "number"),)

    practice_id: Mapped[str] = mapped_column(ForeignKey("practice.id"), index=True)
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(Moment)
    published_by: Mapped[str] = mapped_column(String(12))
