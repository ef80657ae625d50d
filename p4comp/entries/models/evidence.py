"""The files that prove what a dossier claims."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.resumable import LONGEST_NAME
from p4comp.core.storage import StoredFile
from p4comp.entries.rules import Removal


class Evidence(Keyed):
    """A file that proves an indicator. A removed one keeps its row and its file.

    Versions of one piece share `origin_id`, the id of the first (None in the first itself). A hidden one shows personal data:
    only the entry's people and the secretariat still see it; `is_masked` marks the copy that took its place. `came_at` is when
    the content of a carried one first came, to the dossier it was carried from.
    """

    __tablename__ = "evidence"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    indicator: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(String(12))
    origin_id: Mapped[str | None] = mapped_column(String(12), index=True)
    is_masked: Mapped[bool] = mapped_column(default=False)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    removed_by: Mapped[str] = mapped_column(String(12), default="")
    removed_why: Mapped[Removal | None] = mapped_column(Choice(Removal))
    hidden_at: Mapped[datetime | None] = mapped_column(Moment)
    hidden_by: Mapped[str] = mapped_column(String(12), default="")
    hidden_reason: Mapped[str] = mapped_column(Text, default="")
    came_at: Mapped[datetime | None] = mapped_column(Moment)

    file: Mapped[StoredFile] = relationship()

    @property
    def dated_at(self) -> datetime:
        """When its content first came, here or to the dossier it was carried from."""
        return self.came_at or self.added_at

    @property
    def root(self) -> str:
        """What its versions have in common."""
        return self.origin_id or self.id
