"""When jurors and finalists can be heard, and until when they are asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Base, Keyed, Moment


class Availability(Keyed):
    """The last word of a juror or of a finalist's institution on their time in the interview days.

    `wishes` holds triples: first and last moment in UTC, and what was said of the time between; what is not named is possible.
    """

    __tablename__ = "availability"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    juror_id: Mapped[str | None] = mapped_column(ForeignKey("juror.id"), unique=True)
    entry_id: Mapped[str | None] = mapped_column(ForeignKey("entry.id"), unique=True)
    wishes: Mapped[list[Any]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(default=1)
    answered_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    is_for_them: Mapped[bool] = mapped_column(default=False)

    answerer: Mapped[Person] = relationship()


class AvailabilityCall(Base):
    """An edition's jurors and finalists are asked for their time until a moment; they are reminded once by itself."""

    __tablename__ = "availability_call"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    closes_at: Mapped[datetime] = mapped_column(Moment)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    reminded_at: Mapped[datetime | None] = mapped_column(Moment)
