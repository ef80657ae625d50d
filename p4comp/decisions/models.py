"""A plenary fixes a list, a decision keeps it for ever."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.competition.models import Edition
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.decisions import rules
from p4comp.decisions.rules import ObjectionKind, ObjectionState
from p4comp.decisions.rules import PlenaryState as PlenaryState
from p4comp.institutions.models import Institution

FIRST = text("state <> 'withdrawn' AND replaces_id IS NULL")
CORRECTION = text("state <> 'withdrawn' AND replaces_id IS NOT NULL")


class Purpose(StrEnum):
    """What a list is of."""

    FINALISTS = "finalists"
    WINNERS = "winners"


class Plenary(Keyed):
    """The meeting that fixes one category's list: the computed proposal, the list agreed on, who confirmed.

    One that corrects a decision names it (`replaces_id`) and says why. `proposal` is what the page shows and its hash
    covers; the big `working` (the whole ranking and what it was made from) and `concerned` (the institutions ranked) are
    loaded only where they are asked for, `shown` is an extract of the ranking. `meeting` holds its members, what they decided of
    each item, and for whom a confirming substitute stood in.
    """

    __tablename__ = "plenary"
    __table_args__ = (
        Index("uq_plenary_first", "edition_id", "purpose", "category", unique=True, sqlite_where=FIRST, postgresql_where=FIRST),
        Index("uq_plenary_correction", "replaces_id", unique=True, sqlite_where=CORRECTION, postgresql_where=CORRECTION),
    )

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(Choice(Purpose))
    category: Mapped[str] = mapped_column(String(20))
    state: Mapped[PlenaryState] = mapped_column(Choice(PlenaryState), default=PlenaryState.PROPOSED)
    replaces_id: Mapped[str | None] = mapped_column(String(12), default=None)
    reason: Mapped[str] = mapped_column(Text, default="")
    proposal: Mapped[dict[str, Any]]
    shown: Mapped[dict[str, Any]]
    working: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    concerned: Mapped[list[Any]] = mapped_column(deferred=True)
    proposal_sha256: Mapped[str] = mapped_column(String(64))
    held_on: Mapped[date | None]
    number: Mapped[str] = mapped_column(String(120), default="")
    attendance: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    meeting: Mapped[dict[str, Any]] = mapped_column(default=dict)
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    proposed_by: Mapped[str] = mapped_column(String(12))
    first_confirmed_by: Mapped[str] = mapped_column(String(12), default="")
    first_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    second_confirmed_by: Mapped[str] = mapped_column(String(12), default="")
    second_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    minutes_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))

    edition: Mapped[Edition] = relationship()
    replaces: Mapped["Decision | None"] = relationship(primaryjoin="foreign(Plenary.replaces_id) == Decision.id", viewonly=True)

    @property
    def seen(self) -> str:
        """The hash of all that a confirmation is about; a page's button carries it."""
        return rules.seen(self.proposal_sha256, self.held_on, self.attendance, self.notes, self.reason, rules.held(self.meeting))

    @property
    def is_correction(self) -> bool:
        """Whether it corrects an earlier decision."""
        return self.replaces_id is not None

    @property
    def differences(self) -> list[dict[str, Any]]:
        """Where a correction's list is not the list it corrects; nothing for a first list."""
        found: list[dict[str, Any]] = self.proposal.get("differences", [])
        return found


class Decision(Keyed):
    """The immutable snapshot of a list. `code` is the portal's own; the decree's number is typed in when it is there.

    Nobody outside the secretariat knows of it before `announced_at`; an empty moment is not yet announced. A correction
    names the one it replaces and why; a decision is replaced once at most.
    """

    __tablename__ = "decision"

    plenary_id: Mapped[str] = mapped_column(ForeignKey("plenary.id"), unique=True)
    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(Choice(Purpose))
    category: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(40), unique=True)
    snapshot: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    code_version: Mapped[str] = mapped_column(String(160))
    audit_head: Mapped[str] = mapped_column(String(64))
    decided_at: Mapped[datetime] = mapped_column(Moment)
    announced_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    decree_number: Mapped[str] = mapped_column(String(120), default="")
    decree_on: Mapped[date | None]
    decree_signatory: Mapped[str] = mapped_column(String(200), default="")
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("decision.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text, default="")

    plenary: Mapped[Plenary] = relationship(foreign_keys=plenary_id)
    edition: Mapped[Edition] = relationship()
    replaces: Mapped["Decision | None"] = relationship(remote_side="Decision.id", back_populates="replacement")
    replacement: Mapped["Decision | None"] = relationship(back_populates="replaces", uselist=False)
    lines: Mapped[list["DecisionLine"]] = relationship(order_by="DecisionLine.place", back_populates="decision")

    def is_known(self, at: datetime) -> bool:
        """Whether anybody may know of it at `at`."""
        return self.announced_at is not None and self.announced_at <= at

    def is_in_force(self, at: datetime) -> bool:
        """Whether it is known and no correction of it is known: of a chain exactly one counts."""
        return self.is_known(at) and not (self.replacement is not None and self.replacement.is_known(at))

    @property
    def is_published_correction(self) -> bool:
        """Whether it corrects a list that was announced: it is announced on its own, and those it concerns are told of it.

        A list corrected before its moment loses that moment to the correction, which then is the first anybody hears of.
        """
        return self.replaces is not None and self.replaces.announced_at is not None


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


class Objection(Keyed):
    """An institution's objection to what was decided about a subject (its kind and id), once; with the answer.

    `against_by` decided what is objected to, so somebody else answers. `code` is the portal's own running number. One against an
    announced list names its decision (`decision_id`, else empty); that it is accepted, a second person has agreed to
    (`agreed_by`). `letter_number` of the answer is typed in.
    """

    __tablename__ = "objection"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "decision_id"),)

    kind: Mapped[ObjectionKind] = mapped_column(Choice(ObjectionKind))
    subject_id: Mapped[str] = mapped_column(String(12), index=True)
    subject_name: Mapped[str] = mapped_column(String(250))
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    against: Mapped[str] = mapped_column(Text)
    against_by: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    file_name: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[ObjectionState] = mapped_column(Choice(ObjectionState), default=ObjectionState.WAITING, index=True)
    filed_at: Mapped[datetime] = mapped_column(Moment)
    filed_by: Mapped[str] = mapped_column(String(12))
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(12), default="")
    decision_id: Mapped[str] = mapped_column(String(12), default="", index=True)
    agreed_by: Mapped[str] = mapped_column(String(12), default="")
    agreed_at: Mapped[datetime | None] = mapped_column(Moment)
    letter_number: Mapped[str] = mapped_column(String(120), default="")

    institution: Mapped[Institution] = relationship()
    edition: Mapped[Edition] = relationship()
    file: Mapped[StoredFile | None] = relationship()

    @property
    def is_answered(self) -> bool:
        """Whether its institution may read an answer."""
        return self.state in rules.ANSWERED
