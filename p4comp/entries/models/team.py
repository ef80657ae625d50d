"""Who does what in a dossier: parts given to colleagues, and who has it open."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Base, Keyed, Moment
from p4comp.entries.models.entry import Entry


class Share(Keyed):
    """An aspect that a colleague is asked to fill in; it locks nobody out."""

    __tablename__ = "share"
    __table_args__ = (UniqueConstraint("entry_id", "aspect"),)

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"))
    aspect: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    until_on: Mapped[date | None]
    given_at: Mapped[datetime] = mapped_column(Moment)
    given_by: Mapped[str] = mapped_column(String(12))

    person: Mapped[Person] = relationship()
    entry: Mapped[Entry] = relationship()


class Presence(Base):
    """When somebody last had an aspect of a dossier open; written aside, in real time, forgotten after a day."""

    __tablename__ = "presence"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    aspect: Mapped[str] = mapped_column(String(20))
    seen_at: Mapped[datetime] = mapped_column(Moment, index=True)
