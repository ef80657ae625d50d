"""Names as they will be printed: proof-read by every finalist, and typed by team members who agree to a letter."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.certificates.rules.names import NameState
from p4comp.competition.models import Edition
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.entries.models import Entry


class NameRound(Keyed):
    """That an edition's finalists proof-read their names, and until when; every finalist, so that it tells of nobody's win."""

    __tablename__ = "name_round"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), unique=True)
    until: Mapped[datetime] = mapped_column(Moment)
    opened_at: Mapped[datetime] = mapped_column(Moment)
    opened_by: Mapped[str] = mapped_column(String(12))
    reminded_at: Mapped[datetime | None] = mapped_column(Moment)

    edition: Mapped[Edition] = relationship()


class PrintedName(Keyed):
    """A finalist's answer: `name` is what is printed; `wanted` and `reason` are a correction asked for, `answer` the secretariat's."""

    __tablename__ = "printed_name"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), unique=True)
    state: Mapped[NameState] = mapped_column(Choice(NameState))
    name: Mapped[str] = mapped_column(String(250))
    wanted: Mapped[str] = mapped_column(String(250), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(12))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[str] = mapped_column(String(12), default="")

    entry: Mapped[Entry] = relationship()


class TeamConsent(Keyed):
    """A team member agrees to a letter with the name as typed here; taken back, it stays a row without effect."""

    __tablename__ = "team_consent"
    __table_args__ = (UniqueConstraint("entry_id", "person_id"),)

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(160))
    agreed_at: Mapped[datetime | None] = mapped_column(Moment)

    entry: Mapped[Entry] = relationship()
    person: Mapped[Person] = relationship()
