"""What was handed in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Keyed, Moment
from p4comp.entries.models.entry import Entry


class Submission(Keyed):
    """A hand-in: an immutable snapshot with its SHA-256 and the portal's own running number (“kode portal”)."""

    __tablename__ = "submission"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    snapshot: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    submitted_by: Mapped[str] = mapped_column(String(12))
    audit_head: Mapped[str] = mapped_column(String(64))

    entry: Mapped[Entry] = relationship()
