"""The dossier: the claim on each indicator."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Base, Keyed, Moment


class Answer(Base):
    """The claim on one indicator: level and narrative, each with its own version, writer and moment."""

    __tablename__ = "answer"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(20), primary_key=True)
    level: Mapped[int | None]
    level_version: Mapped[int] = mapped_column(default=0)
    narrative: Mapped[str] = mapped_column(Text, default="")
    narrative_version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))
    level_at: Mapped[datetime | None] = mapped_column(Moment)
    level_by: Mapped[str] = mapped_column(String(12), default="")
    narrative_at: Mapped[datetime | None] = mapped_column(Moment)
    narrative_by: Mapped[str] = mapped_column(String(12), default="")

    def written(self, field: str) -> tuple[datetime, str]:
        """When a field was last changed, and by whom (the answer's own moment where the field's was not kept)."""
        return getattr(self, f"{field}_at") or self.saved_at, getattr(self, f"{field}_by") or self.saved_by


class AnswerVersion(Keyed):
    """What a field of an answer held before it was changed."""

    __tablename__ = "answer_version"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    indicator: Mapped[str] = mapped_column(String(20))
    field: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    value: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))
