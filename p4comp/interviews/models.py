"""Panels, jurors, interviews and the jurors' sheets."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.interviews.rules.states import InterviewState, SheetState

COUNTED = text("state <> 'cancelled'")


class Panel(Keyed):
    """Jurors who sit together."""

    __tablename__ = "panel"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))


class Juror(Keyed):
    """A person who hears finalists in one edition, in one panel."""

    __tablename__ = "juror"
    __table_args__ = (UniqueConstraint("edition_id", "person_id"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    panel_id: Mapped[str] = mapped_column(ForeignKey("panel.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    employer_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"))
    is_active: Mapped[bool] = mapped_column(default=True)

    person: Mapped[Person] = relationship()
    panel: Mapped[Panel] = relationship()
    employer: Mapped[Institution | None] = relationship()


class Interview(Keyed):
    """A finalist's slot before a panel; `minutes` is talk and questions together. A cancelled one holds no seat."""

    __tablename__ = "interview"
    __table_args__ = (
        Index("uq_interview_entry", "edition_id", "entry_id", unique=True, sqlite_where=COUNTED, postgresql_where=COUNTED),
        Index("uq_interview_seat", "panel_id", "starts_at", unique=True, sqlite_where=COUNTED, postgresql_where=COUNTED),
    )

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"))
    panel_id: Mapped[str] = mapped_column(ForeignKey("panel.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(Moment, index=True)
    minutes: Mapped[int]
    state: Mapped[InterviewState] = mapped_column(Choice(InterviewState), default=InterviewState.PLACED)

    entry: Mapped[Entry] = relationship()
    panel: Mapped[Panel] = relationship()

    @property
    def ends_at(self) -> datetime:
        """When the slot is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


class JurorSheet(Keyed):
    """One juror's sheet on one interview, and its total (0 to 100) once it is locked."""

    __tablename__ = "juror_sheet"
    __table_args__ = (UniqueConstraint("interview_id", "juror_id"),)

    interview_id: Mapped[str] = mapped_column(ForeignKey("interview.id"), index=True)
    juror_id: Mapped[str] = mapped_column(ForeignKey("juror.id"), index=True)
    state: Mapped[SheetState] = mapped_column(Choice(SheetState), default=SheetState.ASSIGNED)
    total: Mapped[float | None]
    declared_at: Mapped[datetime | None] = mapped_column(Moment)
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")

    interview: Mapped[Interview] = relationship()
    juror: Mapped[Juror] = relationship()


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
