"""Editions as they are kept: the document of their file, and the ledger of deadlines moved."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Base, Keyed, Moment


class Edition(Keyed):
    """One edition. `document` is what its file states; the spec is read from it."""

    __tablename__ = "edition"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(250))
    zone: Mapped[str] = mapped_column(String(40))
    document: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    document_sha256: Mapped[str] = mapped_column(String(64))
    plan_sha256: Mapped[str] = mapped_column(String(64), default="")
    plan_frozen_at: Mapped[datetime | None] = mapped_column(Moment)
    is_running: Mapped[bool] = mapped_column(default=False)
    loaded_at: Mapped[datetime] = mapped_column(Moment)


class Extension(Keyed):
    """A row of the deadline ledger: a window closes later for all, for a category, or for one entry (design 4)."""

    __tablename__ = "extension"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    stage: Mapped[str] = mapped_column(String(40))
    category: Mapped[str] = mapped_column(String(20), default="")
    entry_id: Mapped[str] = mapped_column(String(12), default="", index=True)
    until: Mapped[datetime] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text)
    letter_number: Mapped[str] = mapped_column(String(120))
    person_id: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime] = mapped_column(Moment)


class PortalNumber(Base):
    """Running numbers of the portal's own (“kode portal”), one series each; never an official number."""

    __tablename__ = "portal_number"

    series: Mapped[str] = mapped_column(String(80), primary_key=True)
    last: Mapped[int]
