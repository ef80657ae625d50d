"""Where an institution falls behind: the flag that it and its province see, notes, and the plan."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.institutions.models import Institution
from p4comp.monitoring.rules.flags import FlagState, Progress


class MonitoringFlag(Keyed):
    """A province's private word to an institution that falls behind; nobody else sees it."""

    __tablename__ = "monitoring_flag"

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    state: Mapped[FlagState] = mapped_column(Choice(FlagState), index=True, default=FlagState.OPEN)
    words: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(Moment)
    opened_by: Mapped[str] = mapped_column(String(12))
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    closing: Mapped[str] = mapped_column(Text, default="")

    institution: Mapped[Institution] = relationship()


class FlagNote(Keyed):
    """What was said about a flag; `is_own` where the institution itself said it."""

    __tablename__ = "monitoring_note"

    flag_id: Mapped[str] = mapped_column(ForeignKey("monitoring_flag.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    is_own: Mapped[bool]
    written_at: Mapped[datetime] = mapped_column(Moment)
    written_by: Mapped[str] = mapped_column(String(12))


class PlanStep(Keyed):
    """A step of the plan: what, by whom, until when, how far."""

    __tablename__ = "monitoring_step"

    flag_id: Mapped[str] = mapped_column(ForeignKey("monitoring_flag.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str] = mapped_column(String(160))
    due_on: Mapped[date]
    progress: Mapped[Progress] = mapped_column(Choice(Progress), default=Progress.PLANNED)
    told: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(String(12))
