"""The jurors' sheets and their marks."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.interviews.models.people import Juror
from p4comp.interviews.models.timetable import Interview
from p4comp.interviews.rules.states import SheetState


class JurorSheet(Keyed):
    """One juror's sheet on one interview, and its total (0 to 100) once it is locked.

    `statement`: what the juror said of a light bond. `recorded_by` typed it in from paper: it counts only once its juror has locked it. `reopened_at`: it was locked before.
    """

    __tablename__ = "juror_sheet"
    __table_args__ = (UniqueConstraint("interview_id", "juror_id"),)

    interview_id: Mapped[str] = mapped_column(ForeignKey("interview.id"), index=True)
    juror_id: Mapped[str] = mapped_column(ForeignKey("juror.id"), index=True)
    state: Mapped[SheetState] = mapped_column(Choice(SheetState), default=SheetState.ASSIGNED)
    total: Mapped[float | None]
    declared_at: Mapped[datetime | None] = mapped_column(Moment)
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")
    statement: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime | None] = mapped_column(Moment)
    reopened_at: Mapped[datetime | None] = mapped_column(Moment)

    recorder: Mapped[Person | None] = relationship()
    interview: Mapped[Interview] = relationship()
    juror: Mapped[Juror] = relationship()

    @property
    def zone(self) -> str:
        """The zone its juror lives in: the employer's, else the edition's."""
        return self.juror.employer.zone if self.juror.employer else self.interview.entry.edition.zone


class Mark(Base):
    """A juror's score on one criterion, 0 to the sheet's scale."""

    __tablename__ = "mark"

    sheet_id: Mapped[str] = mapped_column(ForeignKey("juror_sheet.id"), primary_key=True)
    criterion: Mapped[str] = mapped_column(String(40), primary_key=True)
    score: Mapped[float | None]
    score_version: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    note_version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(Moment)
