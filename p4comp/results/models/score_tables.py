"""Tables of figures that categories without dossiers are ranked by, and the persons who take part in their own name."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.competition.models import Edition
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.entries.models import Entry
from p4comp.results.rules.nominees import Keeping
from p4comp.results.rules.score_tables import TableState

IN_FORCE = text("state = 'in_force'")
READ = text("state = 'read'")


class ScoreTable(Keyed):
    """A table that was sent for a category: `rows` as they were read with what is wrong beside each; `missing` are those without a row.

    It counts once somebody took it over; then every row has its entry. A newer one puts it aside, never away.
    """

    __tablename__ = "score_table"
    __table_args__ = (
        Index("uq_score_table_in_force", "edition_id", "category", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
        Index("uq_score_table_read", "edition_id", "category", unique=True, sqlite_where=READ, postgresql_where=READ),
    )

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    category: Mapped[str] = mapped_column(String(20))
    state: Mapped[TableState] = mapped_column(Choice(TableState), default=TableState.READ)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    name: Mapped[str] = mapped_column(String(200))
    rows: Mapped[list[Any]] = mapped_column(deferred=True)
    missing: Mapped[list[Any]] = mapped_column(deferred=True)
    read_at: Mapped[datetime] = mapped_column(Moment)
    read_by: Mapped[str] = mapped_column(String(12))
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    taken_by: Mapped[str] = mapped_column(String(12), default="")

    edition: Mapped[Edition] = relationship()
    file: Mapped[StoredFile] = relationship()


class Nominee(Keyed):
    """A person who takes part in their own name; lists keep only the running `code`, so the name stands beside them and can go.

    The name is shown outside while a consent stands (`agreed_at` and no `withdrawn_at`); `basis` says how it was given, `keeping` what
    the person wished about the certificate when it was taken back. Then the name is gone from here.
    """

    __tablename__ = "nominee"
    __table_args__ = (UniqueConstraint("edition_id", "category", "code"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    category: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(12))
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    position: Mapped[str] = mapped_column(String(200), default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    agreed_at: Mapped[datetime | None] = mapped_column(Moment)
    agreed_by: Mapped[str] = mapped_column(String(12), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str] = mapped_column(String(12), default="")
    keeping: Mapped[Keeping | None] = mapped_column(Choice(Keeping))

    edition: Mapped[Edition] = relationship()
    entry: Mapped[Entry] = relationship()

    @property
    def has_agreed(self) -> bool:
        """Whether the person may be named outside."""
        return self.agreed_at is not None and self.withdrawn_at is None
