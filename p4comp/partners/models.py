"""Partners' people, and their notes with the answers."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Keyed, Moment
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution


class Partner(Keyed):
    """A person of a partner organisation in one edition. `institution_id` is the organisation itself where the registry knows it."""

    __tablename__ = "partner"
    __table_args__ = (UniqueConstraint("edition_id", "person_id"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    organisation: Mapped[str] = mapped_column(String(250))
    institution_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"))
    is_active: Mapped[bool] = mapped_column(default=True)
    invited_at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship()
    institution: Mapped[Institution | None] = relationship()


class PartnerNote(Keyed):
    """What an organisation notes of an entrant, and what the entrant answers; empty words say that there is nothing to note."""

    __tablename__ = "partner_note"
    __table_args__ = (UniqueConstraint("organisation", "entry_id"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    organisation: Mapped[str] = mapped_column(String(250))
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    written_by: Mapped[str] = mapped_column(String(12))
    written_at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[str] = mapped_column(String(12), default="")
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    entry: Mapped[Entry] = relationship()
