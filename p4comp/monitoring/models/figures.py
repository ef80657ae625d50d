"""Complaint figures by institution and month, where they came from, and what they were before."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.institutions.models import Institution


class FiguresFile(Keyed):
    """A spreadsheet that was sent for a province or by one institution (`owner_id`); `rows` is what was read, kept until it is taken over."""

    __tablename__ = "monitoring_file"

    owner_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    name: Mapped[str] = mapped_column(String(200))
    rows: Mapped[list[Any]]
    sent_at: Mapped[datetime] = mapped_column(Moment, index=True)
    sent_by: Mapped[str] = mapped_column(String(12))
    taken_at: Mapped[datetime | None] = mapped_column(Moment)

    owner: Mapped[Institution] = relationship()
    file: Mapped[StoredFile] = relationship()


class MonthlyFigures(Keyed):
    """What is stated of an institution's complaints of one month; what is not stated is empty, which is not 0."""

    __tablename__ = "monthly_figures"
    __table_args__ = (UniqueConstraint("institution_id", "month"),)

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"))
    month: Mapped[str] = mapped_column(String(7))
    received: Mapped[int]
    unverified: Mapped[int | None]
    waiting: Mapped[int | None]
    in_process: Mapped[int | None]
    done: Mapped[int | None]
    postponed: Mapped[int | None]
    archived: Mapped[int | None]
    others: Mapped[int | None]
    first_days: Mapped[float | None]
    average_days: Mapped[float | None]
    version: Mapped[int] = mapped_column(default=1)
    is_own: Mapped[bool] = mapped_column(default=False)
    source_id: Mapped[str | None] = mapped_column(ForeignKey("monitoring_file.id"))
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))

    institution: Mapped[Institution] = relationship()
    source: Mapped[FiguresFile | None] = relationship()


class FormerFigures(Keyed):
    """What a month's figures were before they were corrected, who corrected them and why."""

    __tablename__ = "former_monthly_figures"

    figures_id: Mapped[str] = mapped_column(ForeignKey("monthly_figures.id"), index=True)
    version: Mapped[int]
    values: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))
    replaced_at: Mapped[datetime] = mapped_column(Moment)
    replaced_by: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text)
