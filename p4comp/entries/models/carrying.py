"""Answers and evidence on their way from one organiser's space to another: what a person handed over here, and what came from elsewhere."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.entries.models.entry import Entry
from p4comp.institutions.models import Institution


class Handover(Keyed):
    """Own answers and evidence that somebody handed over for another space (`to_space`; empty is the root), behind a code of which only a mark is kept.

    `expires_at` is real time. Once fetched, void or expired it holds no `content` any more.
    """

    __tablename__ = "handover"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    to_space: Mapped[str] = mapped_column(String(30))
    code_mark: Mapped[str] = mapped_column(String(64), unique=True)
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime] = mapped_column(Moment)
    given_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    fetched_at: Mapped[datetime | None] = mapped_column(Moment)

    entry: Mapped[Entry] = relationship()


class Parcel(Keyed):
    """What came from another space for an institution, a copy of its own; `origin` names the space it came from, `came_at` is real time."""

    __tablename__ = "parcel"

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    handover_id: Mapped[str] = mapped_column(String(12), unique=True)
    origin: Mapped[str] = mapped_column(String(120))
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    came_at: Mapped[datetime] = mapped_column(Moment, index=True)
    came_by: Mapped[str] = mapped_column(String(12))

    institution: Mapped[Institution] = relationship()


class ParcelFile(Base):
    """A file of a parcel, kept in the store of the space that received it."""

    __tablename__ = "parcel_file"

    parcel_id: Mapped[str] = mapped_column(ForeignKey("parcel.id", ondelete="CASCADE"), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), primary_key=True)

    file: Mapped[StoredFile] = relationship()
