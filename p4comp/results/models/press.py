"""The press kit's own words and photos; nothing of it is public before the winners are."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.competition.models import Edition
from p4comp.core.db import Keyed, Moment
from p4comp.core.storage import StoredFile


class PressRelease(Keyed):
    """A version of a press release; its words change only where a person is named who took the consent back: there the code stands then.

    `basis` are the codes of the lists of winners it tells of.
    It is public with these lists in force and no others: not before them, and no longer than they are.
    `is_final` says that it goes out, until somebody withdraws it; a version without is a draft of the secretariat's.
    """

    __tablename__ = "press_release"
    __table_args__ = (UniqueConstraint("edition_id", "number"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    basis: Mapped[list[Any]]
    is_final: Mapped[bool]
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(12))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str] = mapped_column(String(12), default="")

    edition: Mapped[Edition] = relationship()


class PressPhoto(Keyed):
    """A photo for newsrooms: what it shows, who took it, and the words for whoever cannot see it."""

    __tablename__ = "press_photo"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    caption: Mapped[str] = mapped_column(String(300))
    photographer: Mapped[str] = mapped_column(String(120))
    alt: Mapped[str] = mapped_column(String(300))
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(String(12))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    removed_by: Mapped[str] = mapped_column(String(12), default="")

    edition: Mapped[Edition] = relationship()
    file: Mapped[StoredFile] = relationship()
