"""The dossier: the claim on each indicator."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Base, Keyed, Moment
from p4comp.entries.rules.carrying import is_unchecked


class Answer(Base):
    """The claim on one indicator: level and narrative, each with its own version, writer and moment.

    `carried` says from which earlier dossier it was carried; only its own people know of it.
    """

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
    carried: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    @property
    def is_unchecked(self) -> bool:
        """Whether it still stands as it was carried, and nobody said that it holds."""
        return is_unchecked(self.carried, {name: getattr(self, f"{name}_version") for name in ("level", "narrative")})

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
