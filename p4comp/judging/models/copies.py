"""Copies of dossiers that readers take along."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.judging.models.sheets import Assignment


class ReadingCopy(Keyed):
    """A dossier as one PDF for the reader of one sheet, who is named on each page with the day and this row's id as its code.

    `holds` are the pieces of evidence in it: once one of them is hidden or replaced, the copy is not given out any more.
    """

    __tablename__ = "reading_copy"

    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignment.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    job_id: Mapped[str] = mapped_column(String(12), default="")
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    pages: Mapped[int] = mapped_column(default=0)
    holds: Mapped[list[Any]] = mapped_column(default=list)
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))

    assignment: Mapped[Assignment] = relationship()
    file: Mapped[StoredFile | None] = relationship()
