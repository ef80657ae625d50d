"""Readings and what was found in them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.entries.models import Entry
from p4comp.institutions.rules.conflicts import Relation
from p4comp.judging.models.people import Evaluator
from p4comp.judging.rules.moves import SheetState as SheetState
from p4comp.judging.rules.setting_aside import AsideState as AsideState
from p4comp.judging.rules.sheets import Proof as Proof
from p4comp.judging.rules.unlocking import UnlockState as UnlockState


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
    """What an evaluator found on one indicator: a value separate from the claim.

    `note` is for the entrant, `remark` for colleagues; `in_doubt` marks what is to be looked at again; `touched` is the field saved last.
    """

    __tablename__ = "finding"

    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(20), primary_key=True)
    level: Mapped[int | None]
    level_version: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    note_version: Mapped[int] = mapped_column(default=0)
    remark: Mapped[str] = mapped_column(Text, default="")
    remark_version: Mapped[int] = mapped_column(default=0)
    in_doubt: Mapped[bool] = mapped_column(default=False)
    touched: Mapped[str] = mapped_column(String(10), default="level")
    saved_at: Mapped[datetime] = mapped_column(Moment)


class PastLevel(Base):
    """A level that a finding had before another was chosen, under the number it had; the standing one is in the finding."""

    __tablename__ = "past_level"

    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[int | None]
    until: Mapped[datetime] = mapped_column(Moment)


class EvidenceVerdict(Base):
    """What an evaluator holds of one piece of evidence, by the id its versions have in common."""

    __tablename__ = "evidence_verdict"

    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    origin_id: Mapped[str] = mapped_column(ForeignKey("evidence.id"), primary_key=True, index=True)
    verdict: Mapped[Proof | None] = mapped_column(Choice(Proof))
    verdict_version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(Moment)


class Phrase(Keyed):
    """A text a person often writes into notes."""

    __tablename__ = "phrase"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(String(500))
    added_at: Mapped[datetime] = mapped_column(Moment)


class Unlocking(Keyed):
    """The wish to open a locked sheet again, and a second person's answer. It keeps what was locked: total, levels, when."""

    __tablename__ = "unlocking"

    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignment.id"), index=True)
    state: Mapped[UnlockState] = mapped_column(Choice(UnlockState), default=UnlockState.ASKED)
    reason: Mapped[str] = mapped_column(Text)
    total: Mapped[float]
    levels: Mapped[dict[str, Any]] = mapped_column(default=dict)
    locked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")

    assignment: Mapped[Assignment] = relationship()
    asker: Mapped[Person] = relationship(foreign_keys=[asked_by])
    answerer: Mapped[Person | None] = relationship(foreign_keys=[answered_by])


class SettingAside(Keyed):
    """The wish to count a locked sheet no more, as its evaluator is bound to the entrant by now, and a second person's answer.

    One that nobody asked for by hand (a membership began) has no `asked_by`.
    """

    __tablename__ = "setting_aside"

    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignment.id"), index=True)
    state: Mapped[AsideState] = mapped_column(Choice(AsideState), default=AsideState.ASKED)
    relation: Mapped[Relation] = mapped_column(Choice(Relation))
    reason: Mapped[str] = mapped_column(Text, default="")
    total: Mapped[float | None]
    asked_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")

    assignment: Mapped[Assignment] = relationship()
    asker: Mapped[Person | None] = relationship(foreign_keys=[asked_by])
    answerer: Mapped[Person | None] = relationship(foreign_keys=[answered_by])
