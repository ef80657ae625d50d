"""What entrants are told of their assessment: the report frozen as data, and the evaluators' notes as they pass the secretariat."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.competition.models import Edition
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.entries.models import Entry
from p4comp.results.rules.feedback.notes import FeedbackState as FeedbackState
from p4comp.results.rules.feedback.notes import NoteState as NoteState


class FeedbackRound(Keyed):
    """The feedback of an edition: drawn up once (`made_at` is empty while that still runs), released for all at one `moment`."""

    __tablename__ = "feedback_round"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), unique=True)
    job_id: Mapped[str] = mapped_column(String(12), default="")
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    moment: Mapped[datetime | None] = mapped_column(Moment)
    printing_id: Mapped[str] = mapped_column(String(12), default="")

    edition: Mapped[Edition] = relationship()

    def is_released(self, at: datetime) -> bool:
        """Whether its moment has come."""
        return self.moment is not None and self.moment <= at


class Feedback(Keyed):
    """One version of an entry's report. `facts` never change; `reason` says why a later version was made.

    `doubts` and `noted` count its notes, `out_at` is when its institution may read it, `told_at` when it was written to, `seen_at` when it said that it has.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        UniqueConstraint("entry_id", "version"),
        Index("ix_feedback_round_id_state", "round_id", "state"),
        Index("ix_feedback_out_at_seen_at", "out_at", "seen_at"),
    )

    round_id: Mapped[str] = mapped_column(ForeignKey("feedback_round.id"))
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"))
    version: Mapped[int] = mapped_column(default=1)
    reason: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[FeedbackState] = mapped_column(Choice(FeedbackState), default=FeedbackState.WAITING)
    facts: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    noted: Mapped[int] = mapped_column(default=0)
    doubts: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    read_by: Mapped[str] = mapped_column(String(12), default="")
    out_at: Mapped[datetime | None] = mapped_column(Moment)
    told_at: Mapped[datetime | None] = mapped_column(Moment)
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
    seen_by: Mapped[str] = mapped_column(String(12), default="")
    pdf_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))

    round: Mapped[FeedbackRound] = relationship()
    entry: Mapped[Entry] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    notes: Mapped[list["FeedbackNote"]] = relationship(order_by="FeedbackNote.position", back_populates="feedback")

    def is_out(self, at: datetime) -> bool:
        """Whether its moment has come."""
        return self.out_at is not None and self.out_at <= at


class FeedbackNote(Keyed):
    """An evaluator's note to the entrant, without whose it is: as it was written, as it goes out, and who changed it why."""

    __tablename__ = "feedback_note"

    feedback_id: Mapped[str] = mapped_column(ForeignKey("feedback.id"), index=True)
    position: Mapped[int]
    indicator: Mapped[str] = mapped_column(String(20))
    original: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    state: Mapped[NoteState] = mapped_column(Choice(NoteState), default=NoteState.AS_WRITTEN)
    doubts: Mapped[list[Any]] = mapped_column(default=list)
    changed_at: Mapped[datetime | None] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(String(12), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    feedback: Mapped[Feedback] = relationship(back_populates="notes")
