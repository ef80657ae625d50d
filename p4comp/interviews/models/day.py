"""The day itself: how far an interview is, and which juror cannot come."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Choice, Moment
from p4comp.interviews.models.people import Juror
from p4comp.interviews.models.timetable import Interview
from p4comp.interviews.rules.day import Stage, Turn


class Sitting(Base):
    """How far an interview is on its day, with the moment of each step; there is none before the first step."""

    __tablename__ = "interview_sitting"

    interview_id: Mapped[str] = mapped_column(ForeignKey("interview.id"), primary_key=True)
    stage: Mapped[Stage] = mapped_column(Choice(Stage), default=Stage.WAITING)
    called_at: Mapped[datetime | None] = mapped_column(Moment)
    late_at: Mapped[datetime | None] = mapped_column(Moment)
    begun_at: Mapped[datetime | None] = mapped_column(Moment)
    questions_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    absent_at: Mapped[datetime | None] = mapped_column(Moment)

    interview: Mapped[Interview] = relationship()

    def __init__(self, **values: Any):
        super().__init__(**{"stage": Stage.WAITING} | values)


def turn_of(row: Interview, sitting: Sitting | None) -> Turn:
    """An interview as the rules of the day see it."""
    if sitting is None:
        return Turn(row.id, row.starts_at, row.ends_at)
    return Turn(row.id, row.starts_at, row.ends_at, sitting.stage, sitting.begun_at, sitting.questions_at, sitting.ended_at)


class JurorAbsence(Base):
    """A juror who cannot come on one day (on the edition's calendar), and who sits in for them, if anybody does."""

    __tablename__ = "juror_absence"

    juror_id: Mapped[str] = mapped_column(ForeignKey("juror.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    stand_in_id: Mapped[str | None] = mapped_column(ForeignKey("juror.id"), index=True)
    noted_at: Mapped[datetime] = mapped_column(Moment)

    juror: Mapped[Juror] = relationship(foreign_keys=[juror_id])
    stand_in: Mapped[Juror | None] = relationship(foreign_keys=[stand_in_id])
