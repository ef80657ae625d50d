"""Readings and what was found in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.entries.models import Entry
from p4comp.judging.models.people import Evaluator
from p4comp.judging.rules.moves import SheetState as SheetState


class Assignment(Keyed):
    """One evaluator's reading of one entry, and the sheet's total (0 to 100) once it is locked.

    `statement` is what the evaluator said of a bond that has to be declared.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("entry_id", "evaluator_id"),
        Index("ix_assignment_entry_id_state", "entry_id", "state"),
        Index("ix_assignment_evaluator_id_state", "evaluator_id", "state"),
    )

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"))
    evaluator_id: Mapped[str] = mapped_column(ForeignKey("evaluator.id"))
    state: Mapped[SheetState] = mapped_column(Choice(SheetState), default=SheetState.ASSIGNED, index=True)
    total: Mapped[float | None]
    assigned_at: Mapped[datetime] = mapped_column(Moment)
    declared_at: Mapped[datetime | None] = mapped_column(Moment)
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")
    statement: Mapped[str] = mapped_column(Text, default="")

    entry: Mapped[Entry] = relationship()
    evaluator: Mapped[Evaluator] = relationship()


class Finding(Base):
    """What an evaluator found on one indicator: a value separate from the claim."""

    __tablename__ = "finding"

    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(20), primary_key=True)
    level: Mapped[int | None]
    level_version: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    note_version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(Moment)
