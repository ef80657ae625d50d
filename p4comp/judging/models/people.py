"""Evaluators: what they can, what binds them, how much they take, what they promised."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.institutions.rules.conflicts import Relation
from p4comp.judging.rules.waivers import WaiverState as WaiverState


class Evaluator(Keyed):
    """A person who evaluates documents in one edition. `decree_number` is typed in, never invented.

    `kinds` are entrant types, `themes` aspects and `categories` those of the edition, each by code and empty for all; `away`
    holds pairs of days, first and last. Without `conduct_at` no dossier opens.
    """

    __tablename__ = "evaluator"
    __table_args__ = (UniqueConstraint("edition_id", "person_id"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    employer_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"))
    decree_number: Mapped[str] = mapped_column(String(120), default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    is_experienced: Mapped[bool] = mapped_column(default=False)
    kinds: Mapped[list[Any]] = mapped_column(default=list)
    themes: Mapped[list[Any]] = mapped_column(default=list)
    categories: Mapped[list[Any]] = mapped_column(default=list)
    away: Mapped[list[Any]] = mapped_column(default=list)
    most: Mapped[int | None]
    profile_at: Mapped[datetime | None] = mapped_column(Moment)
    conduct_at: Mapped[datetime | None] = mapped_column(Moment)
    conduct_sha256: Mapped[str | None] = mapped_column(ForeignKey("conduct_text.sha256"))

    person: Mapped[Person] = relationship()
    employer: Mapped[Institution | None] = relationship()

    @property
    def periods(self) -> list[tuple[date, date]]:
        """When they are away: first and last days."""
        return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in self.away]


class ConductText(Base):
    """A wording of the code of conduct that somebody accepted, under its SHA-256; kept whatever the edition's file says later."""

    __tablename__ = "conduct_text"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class TieKind(StrEnum):
    """What ties an evaluator to an institution: work there, now or before, or the wish not to judge it."""

    WORKED = "worked"
    AVOIDED = "avoided"


class Tie(Keyed):
    """An institution an evaluator works or worked for beside the main employer (`ended_on` says until when), or will not judge."""

    __tablename__ = "evaluator_tie"

    evaluator_id: Mapped[str] = mapped_column(ForeignKey("evaluator.id"), index=True)
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    kind: Mapped[TieKind] = mapped_column(Choice(TieKind))
    ended_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(500), default="")
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(String(12))

    institution: Mapped[Institution] = relationship()


class Waiver(Keyed):
    """Leave to read one entry in spite of one bond; it counts once a second person of the secretariat has confirmed it."""

    __tablename__ = "conflict_waiver"
    __table_args__ = (Index("ix_conflict_waiver_pair", "evaluator_id", "entry_id"),)

    evaluator_id: Mapped[str] = mapped_column(ForeignKey("evaluator.id"))
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    relation: Mapped[Relation] = mapped_column(Choice(Relation))
    state: Mapped[WaiverState] = mapped_column(Choice(WaiverState), default=WaiverState.PROPOSED)
    reason: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")

    evaluator: Mapped[Evaluator] = relationship()
    entry: Mapped[Entry] = relationship()
    proposer: Mapped[Person] = relationship(foreign_keys=[proposed_by])
    answerer: Mapped[Person | None] = relationship(foreign_keys=[answered_by])
