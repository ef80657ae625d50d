"""The verification desk: the checklist's answers, who is at which entry, corrections asked for, result letters, looks at an entrant's pages."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.core.letterheads import Headed
from p4comp.core.storage import StoredFile
from p4comp.entries.models.entry import Entry
from p4comp.entries.models.hand_in import Submission
from p4comp.entries.rules.verification import Reply


class Check(Base):
    """The secretariat's answer to a line of the checklist, with a note; each with its own version."""

    __tablename__ = "verification_check"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(20), primary_key=True)
    reply: Mapped[Reply | None] = mapped_column(Choice(Reply))
    reply_version: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    note_version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))


class DeskPlace(Base):
    """Where an entry lies on the desk: who has it open (a lease in real time, no lock), who is to verify it, what is to be minded."""

    __tablename__ = "desk_place"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    opened_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    assigned_to: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    flag: Mapped[str] = mapped_column(String(300), default="")

    opener: Mapped[Person | None] = relationship(foreign_keys=[opened_by])
    assignee: Mapped[Person | None] = relationship(foreign_keys=[assigned_to])


class Correction(Keyed):
    """An entry given back: what to correct in which hand-in, until when; it stays when the entry is handed in again."""

    __tablename__ = "correction"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    submission_id: Mapped[str | None] = mapped_column(ForeignKey("submission.id"))
    reason: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime] = mapped_column(Moment)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(12))

    points: Mapped[list["CorrectionPoint"]] = relationship(order_by="CorrectionPoint.number")
    submission: Mapped[Submission | None] = relationship()


class CorrectionPoint(Keyed):
    """One thing to correct: the place in the dossier (an aspect, an indicator, `surat`, `sistem`), the words, and the entrant's reply."""

    __tablename__ = "correction_point"

    correction_id: Mapped[str] = mapped_column(ForeignKey("correction.id"), index=True)
    number: Mapped[int]
    place: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    reply: Mapped[str] = mapped_column(Text, default="")
    reply_version: Mapped[int] = mapped_column(default=0)
    replied_at: Mapped[datetime | None] = mapped_column(Moment)
    replied_by: Mapped[str] = mapped_column(String(12), default="")


class Visit(Keyed):
    """A look of the secretariat at the entrant's pages as the entrant sees them; the entrant is told."""

    __tablename__ = "secretariat_visit"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(300))
    began_at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship()


class LetterRun(Headed, Keyed):
    """One making of the result letter and of all institutions' letters, with what was typed then; earlier runs stay.

    `facts` are the letters' contents as they were when it was asked for. An empty number reads “menunggu nomor”, and such
    letters are drafts for the secretariat alone.
    """

    __tablename__ = "letter_run"
    __table_args__ = (UniqueConstraint("edition_id", "version"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    version: Mapped[int]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    facts: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    job_id: Mapped[str] = mapped_column(String(12), default="")
    total: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(12))
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    main_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    zip_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))

    edition: Mapped[Edition] = relationship()


class Letter(Keyed):
    """An institution's letter of one run, with the portal's own running number."""

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("run_id", "entry_id"), Index("ix_letter_entry_id", "entry_id"))

    run_id: Mapped[str] = mapped_column(ForeignKey("letter_run.id"))
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"))
    code: Mapped[str] = mapped_column(String(40), unique=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))

    run: Mapped[LetterRun] = relationship()
    entry: Mapped[Entry] = relationship()
    file: Mapped[StoredFile] = relationship()
