"""Tables taken along: who asked for which, and what it left out."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.storage import StoredFile


class ExportKind(StrEnum):
    """What a table holds, and as what."""

    LONG = "panjang"
    WIDE = "lebar"
    SCORES = "nilai"
    FINDINGS = "temuan"
    RANKING = "peringkat"

    @property
    def is_workbook(self) -> bool:
        """Whether it is a spreadsheet with typed cells; the others are CSV."""
        return self in (ExportKind.LONG, ExportKind.WIDE)


class Export(Keyed):
    """A table that one person asked for and that person alone takes; `left_out` are the entries they were bound to."""

    __tablename__ = "export"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    category: Mapped[str] = mapped_column(String(20))
    kind: Mapped[ExportKind] = mapped_column(Choice(ExportKind))
    left_out: Mapped[list[Any]]
    names_evaluators: Mapped[bool]
    rows: Mapped[int] = mapped_column(default=0)
    asked_by: Mapped[str] = mapped_column(String(12), index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    job_id: Mapped[str] = mapped_column(String(12), default="")
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))

    file: Mapped[StoredFile | None] = relationship()
