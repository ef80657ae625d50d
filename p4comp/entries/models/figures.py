"""Complaint figures that an entry states, where they came from, and what they were before."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.entries.rules.figures import Scope
from p4comp.monitoring.models.figures import SentSheet, Stating


class FigureSource(SentSheet, Keyed):
    """A spreadsheet figures were read from. Until it is taken over `sheets` holds what was read; what is taken over is a source for good."""

    __tablename__ = "figure_source"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    scope: Mapped[Scope] = mapped_column(Choice(Scope))
    sheets: Mapped[list[Any]]


class FigureLine(Stating, Keyed):
    """What an entry states of a span of months in one scope; `versions` counts the changes of each figure for compare-and-swap."""

    __tablename__ = "figure_line"
    __table_args__ = (UniqueConstraint("entry_id", "scope", "first_month", "last_month"),)

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    scope: Mapped[Scope] = mapped_column(Choice(Scope))
    first_month: Mapped[str] = mapped_column(String(7))
    last_month: Mapped[str] = mapped_column(String(7))
    received: Mapped[int | None]
    versions: Mapped[dict[str, Any]]
    source_id: Mapped[str | None] = mapped_column(ForeignKey("figure_source.id"))


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
