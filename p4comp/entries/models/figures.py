"""Complaint figures that an entry states, where they came from, and what they were before."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.entries.rules.figures import Scope


class FigureSource(Keyed):
    """A spreadsheet figures were read from. Until it is taken over `sheets` holds what was read; what is taken over is a source for good."""

    __tablename__ = "figure_source"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    scope: Mapped[Scope] = mapped_column(Choice(Scope))
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    name: Mapped[str] = mapped_column(String(200))
    sheets: Mapped[list[Any]]
    sent_at: Mapped[datetime] = mapped_column(Moment, index=True)
    sent_by: Mapped[str] = mapped_column(String(12))
    taken_at: Mapped[datetime | None] = mapped_column(Moment)

    file: Mapped[StoredFile] = relationship()


class FigureLine(Keyed):
    """What an entry states of a span of months in one scope; `versions` counts the changes of each figure for compare-and-swap."""

    __tablename__ = "figure_line"
    __table_args__ = (UniqueConstraint("entry_id", "scope", "first_month", "last_month"),)

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    scope: Mapped[Scope] = mapped_column(Choice(Scope))
    first_month: Mapped[str] = mapped_column(String(7))
    last_month: Mapped[str] = mapped_column(String(7))
    received: Mapped[int | None]
    unverified: Mapped[int | None]
    waiting: Mapped[int | None]
    in_process: Mapped[int | None]
    done: Mapped[int | None]
    postponed: Mapped[int | None]
    archived: Mapped[int | None]
    others: Mapped[int | None]
    average_days: Mapped[float | None]
    versions: Mapped[dict[str, Any]]
    source_id: Mapped[str | None] = mapped_column(ForeignKey("figure_source.id"))
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))


class FigureVersion(Keyed):
    """What a figure was before it was changed; an empty text where nothing was stated."""

    __tablename__ = "figure_version"

    line_id: Mapped[str] = mapped_column(ForeignKey("figure_line.id"), index=True)
    figure: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    value: Mapped[str] = mapped_column(String(20))
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(String(12))


class FigureColumns(Base):
    """What an institution said the columns of its spreadsheets hold, by the words of their heads."""

    __tablename__ = "figure_columns"

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    fields: Mapped[dict[str, Any]]
