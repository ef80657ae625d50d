"""A plenary fixes a list, a decision keeps it for ever."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.competition.models import Edition
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.decisions.rules import PlenaryState as PlenaryState

LIVE = text("state <> 'withdrawn'")


class Purpose(StrEnum):
    """What a list is of."""

    FINALISTS = "finalists"
    WINNERS = "winners"


class Plenary(Keyed):
    """The meeting that fixes one category's list: the computed proposal, the list agreed on, who confirmed."""

    __tablename__ = "plenary"
    __table_args__ = (Index("uq_plenary_live", "edition_id", "purpose", "category", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(Choice(Purpose))
    category: Mapped[str] = mapped_column(String(20))
    state: Mapped[PlenaryState] = mapped_column(Choice(PlenaryState), default=PlenaryState.PROPOSED)
    proposal: Mapped[dict[str, Any]]
    proposal_sha256: Mapped[str] = mapped_column(String(64))
    held_on: Mapped[date | None]
    number: Mapped[str] = mapped_column(String(120), default="")
    attendance: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    proposed_by: Mapped[str] = mapped_column(String(12))
    first_confirmed_by: Mapped[str] = mapped_column(String(12), default="")
    first_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    second_confirmed_by: Mapped[str] = mapped_column(String(12), default="")
    second_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    minutes_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))

    edition: Mapped[Edition] = relationship()


class Decision(Keyed):
    """The immutable snapshot of a list. `code` is the portal's own; the decree's number is typed in when it is there.

    Nobody outside the secretariat knows of it before `announced_at`; an empty moment is not yet announced.
    """

    __tablename__ = "decision"

    plenary_id: Mapped[str] = mapped_column(ForeignKey("plenary.id"), unique=True)
    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(Choice(Purpose))
    category: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(40), unique=True)
    snapshot: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    code_version: Mapped[str] = mapped_column(String(40))
    audit_head: Mapped[str] = mapped_column(String(64))
    decided_at: Mapped[datetime] = mapped_column(Moment)
    announced_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    decree_number: Mapped[str] = mapped_column(String(120), default="")
    decree_on: Mapped[date | None]
    decree_signatory: Mapped[str] = mapped_column(String(200), default="")
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("decision.id"))

    plenary: Mapped[Plenary] = relationship()
    edition: Mapped[Edition] = relationship()
    lines: Mapped[list["DecisionLine"]] = relationship(order_by="DecisionLine.place", back_populates="decision")


class DecisionLine(Base):
    """One subject (an entry's id) on a decided list."""

    __tablename__ = "decision_line"
    __table_args__ = (UniqueConstraint("decision_id", "place"),)

    decision_id: Mapped[str] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    subject_id: Mapped[str] = mapped_column(String(12), primary_key=True, index=True)
    subject_name: Mapped[str] = mapped_column(String(250))
    place: Mapped[int]
    award: Mapped[str] = mapped_column(String(20), default="")
    score: Mapped[float | None]

    decision: Mapped[Decision] = relationship(back_populates="lines")
