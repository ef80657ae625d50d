"""Complaint figures by institution and month, where they came from, and what they were before."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from p4comp.core.db import Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.institutions.models import Institution


class SentSheet:
    """A spreadsheet with figures as it was sent, and when it was taken over; of this room's and of hand-ins."""

    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    name: Mapped[str] = mapped_column(String(200))
    sent_at: Mapped[datetime] = mapped_column(Moment, index=True)
    sent_by: Mapped[str] = mapped_column(String(12))
    taken_at: Mapped[datetime | None] = mapped_column(Moment)

    @declared_attr
    def file(self) -> Mapped[StoredFile]:
        """Its bytes."""
        return relationship()


class Stating:
    """What became of the complaints of a span of time, and who states it; what is not stated is empty, which is not 0."""

    unverified: Mapped[int | None]
    waiting: Mapped[int | None]
    in_process: Mapped[int | None]
    done: Mapped[int | None]
    postponed: Mapped[int | None]
    archived: Mapped[int | None]
    others: Mapped[int | None]
    average_days: Mapped[float | None]
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))


class FiguresFile(SentSheet, Keyed):
    """A spreadsheet that was sent for a province or by one institution (`owner_id`); `rows` is what was read, kept until it is taken over."""

    __tablename__ = "monitoring_file"

    owner_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    rows: Mapped[list[Any]]

    owner: Mapped[Institution] = relationship()


class MonthlyFigures(Stating, Keyed):
    """What is stated of an institution's complaints of one month; how many came is always stated."""

    __tablename__ = "monthly_figures"
    __table_args__ = (UniqueConstraint("institution_id", "month"),)

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"))
    month: Mapped[str] = mapped_column(String(7))
    received: Mapped[int]
    first_days: Mapped[float | None]
    version: Mapped[int] = mapped_column(default=1)
    is_own: Mapped[bool] = mapped_column(default=False)
    source_id: Mapped[str | None] = mapped_column(ForeignKey("monitoring_file.id"))

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
