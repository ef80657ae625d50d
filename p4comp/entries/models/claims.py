"""Honours that an institution claims and the archive does not know."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.entries.rules import ClaimState
from p4comp.institutions.models import Institution

OPEN = text("state = 'waiting'")


class HonourClaim(Keyed):
    """An institution's claim to have won in an earlier edition, with the document that proves it; one open claim an edition.

    `document` says what the file is (`piagam`, `keputusan`), `number` is its official number as typed, `code` the portal's own.
    """

    __tablename__ = "honour_claim"
    __table_args__ = (
        Index("uq_honour_claim_open", "institution_id", "edition_slug", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    code: Mapped[str] = mapped_column(String(40), unique=True)
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    institution_name: Mapped[str] = mapped_column(String(250))
    edition_number: Mapped[int]
    edition_slug: Mapped[str] = mapped_column(String(60))
    edition_year: Mapped[int]
    category: Mapped[str] = mapped_column(String(20))
    award: Mapped[str] = mapped_column(String(250))
    year: Mapped[int]
    document: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    file_name: Mapped[str] = mapped_column(String(200))
    state: Mapped[ClaimState] = mapped_column(Choice(ClaimState), default=ClaimState.WAITING, index=True)
    claimed_at: Mapped[datetime] = mapped_column(Moment)
    claimed_by: Mapped[str] = mapped_column(String(12))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[str] = mapped_column(String(12), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    honour_id: Mapped[str | None] = mapped_column(ForeignKey("honour.id"))

    institution: Mapped[Institution] = relationship()
    file: Mapped[StoredFile] = relationship()
