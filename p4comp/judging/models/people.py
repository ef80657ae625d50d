"""Evaluators: what they can, what binds them, how much they take, what they promised."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.institutions.rules.conflicts import Relation
from p4comp.judging.rules.waivers import WaiverState as WaiverState


class Appointment:
    """What is kept of everybody appointed to judge in one edition, at the desk or in a panel. `decree_number` is typed in, never invented.

    `kinds` are entrant types, `themes` aspects and `categories` those of the edition, each by code and empty for all; `away`
    holds pairs of days, first and last. Without `conduct_at` no dossier opens.
    """

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    employer_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"))
    decree_number: Mapped[str] = mapped_column(String(120), default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    kinds: Mapped[list[Any]] = mapped_column(default=list)
    themes: Mapped[list[Any]] = mapped_column(default=list)
    categories: Mapped[list[Any]] = mapped_column(default=list)
    away: Mapped[list[Any]] = mapped_column(default=list)
    profile_at: Mapped[datetime | None] = mapped_column(Moment)
    conduct_at: Mapped[datetime | None] = mapped_column(Moment)
    conduct_sha256: Mapped[str | None] = mapped_column(ForeignKey("conduct_text.sha256"))

    @declared_attr
    def person(cls) -> Mapped[Person]:
        """Who was appointed."""
        return relationship()

    @declared_attr
    def employer(cls) -> Mapped[Institution | None]:
        """Where they work, as far as it was stated."""
        return relationship()

    @property
    def periods(self) -> list[tuple[date, date]]:
        """When they are away: first and last days."""
        return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in self.away]


class Evaluator(Appointment, Keyed):
    """A person who evaluates documents in one edition."""

    __tablename__ = "evaluator"
    __table_args__ = (UniqueConstraint("edition_id", "person_id"),)

    is_experienced: Mapped[bool] = mapped_column(default=False)
    most: Mapped[int | None]


class ConductText(Base):
    """A wording of the code of conduct that somebody accepted, under its SHA-256; kept whatever the edition's file says later."""

    __tablename__ = "conduct_text"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class TieKind(StrEnum):
    """What ties an evaluator to an institution: work there, now or before, or the wish not to judge it."""

    WORKED = "worked"
    AVOIDED = "avoided"


class Bound:
    """An institution somebody appointed works or worked for beside the main employer (`ended_on` says until when), or will not judge."""

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    kind: Mapped[TieKind] = mapped_column(Choice(TieKind))
    ended_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(500), default="")
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(String(12))

    @declared_attr
    def institution(cls) -> Mapped[Institution]:
        """The institution named."""
        return relationship()


class Tie(Bound, Keyed):
    """What ties an evaluator to an institution."""

    __tablename__ = "evaluator_tie"

    evaluator_id: Mapped[str] = mapped_column(ForeignKey("evaluator.id"), index=True)


class Leave:
    """Leave to judge one entry in spite of one bond; it counts once a second person of the secretariat has confirmed it."""

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    relation: Mapped[Relation] = mapped_column(Choice(Relation))
    state: Mapped[WaiverState] = mapped_column(Choice(WaiverState), default=WaiverState.PROPOSED)
    reason: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")

    @declared_attr
    def entry(cls) -> Mapped[Entry]:
        """The entry it is about."""
        return relationship()

    @declared_attr
    def proposer(cls: Any) -> Mapped[Person]:
        """Who proposed it."""
        return relationship(foreign_keys=f"{cls.__name__}.proposed_by")

    @declared_attr
    def answerer(cls: Any) -> Mapped[Person | None]:
        """The second person."""
        return relationship(foreign_keys=f"{cls.__name__}.answered_by")


class Waiver(Leave, Keyed):
    """Leave for an evaluator to read an entry."""

    __tablename__ = "conflict_waiver"
    __table_args__ = (Index("ix_conflict_waiver_pair", "evaluator_id", "entry_id"),)

    evaluator_id: Mapped[str] = mapped_column(ForeignKey("evaluator.id"))

    evaluator: Mapped[Evaluator] = relationship()
