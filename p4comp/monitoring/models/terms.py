"""What a province asks of its institutions, what it publishes, and who was reminded."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Base, Keyed, Moment


class MonitoringTerms(Keyed):
    """Targets and limits from a month on; shares in percent, lengths in days. The first row begins a province's monitoring."""

    __tablename__ = "monitoring_terms"
    __table_args__ = (UniqueConstraint("province_id", "from_month"),)

    province_id: Mapped[str] = mapped_column(ForeignKey("institution.id"))
    from_month: Mapped[str] = mapped_column(String(7))
    followed_up: Mapped[float | None]
    settled: Mapped[float | None]
    first_days: Mapped[float | None]
    days: Mapped[float | None]
    due_day: Mapped[int] = mapped_column(default=10)
    basis: Mapped[str] = mapped_column(String(250), default="")
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))


class Publication(Base):
    """Until which month a province publishes its figures as open data; no row, nothing published."""

    __tablename__ = "monitoring_publication"

    province_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    until_month: Mapped[str] = mapped_column(String(7))
    published_at: Mapped[datetime] = mapped_column(Moment)
    published_by: Mapped[str] = mapped_column(String(12))


class FiguresReminder(Base):
    """An institution was reminded of a month's figures; once a month is enough."""

    __tablename__ = "monitoring_reminder"

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(Moment)
