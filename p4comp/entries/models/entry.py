"""An institution's part in an edition."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.competition.models import Edition
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.storage import StoredFile
from p4comp.entries.rules import State
from p4comp.institutions.models import Institution


class Entry(Keyed):
    """Institution x category x edition; one entry with a dossier per institution and edition.

    `is_tabled`: it came with a table of figures and has no dossier, so only the final ranking knows of it; `tabled_as` is its category, or
    the running code of the person it is about.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("edition_id", "institution_id", "tabled_as"),
        Index("ix_entry_edition_id_submitted_at", "edition_id", "submitted_at"),
        Index("ix_entry_edition_id_state_category_id", "edition_id", "state", "category", "id"),
        Index("ix_entry_per_category", "edition_id", "category", "state", "first_submitted_at", "verified_at"),  # holds what is counted
    )

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    category: Mapped[str] = mapped_column(String(20), index=True)
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    institution_name: Mapped[str] = mapped_column(String(250))
    tabled_as: Mapped[str] = mapped_column(String(40), default="")
    is_tabled: Mapped[bool] = mapped_column(default=False)
    state: Mapped[State] = mapped_column(Choice(State), default=State.DRAFT, index=True)
    system_name: Mapped[str] = mapped_column(String(200), default="")
    system_since_on: Mapped[date | None]
    recommendation_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    recommendation_name: Mapped[str] = mapped_column(String(200), default="")
    recommendation_number: Mapped[str] = mapped_column(String(120), default="")
    began_at: Mapped[datetime] = mapped_column(Moment)
    first_submitted_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    correct_until: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")
    contact_id: Mapped[str] = mapped_column(String(12))
    verified_at: Mapped[datetime | None] = mapped_column(Moment)
    verified_by: Mapped[str] = mapped_column(String(12), default="")
    refused_at: Mapped[datetime | None] = mapped_column(Moment)
    refused_by: Mapped[str] = mapped_column(String(12), default="")

    edition: Mapped[Edition] = relationship()
    institution: Mapped[Institution] = relationship()
    recommendation: Mapped[StoredFile | None] = relationship(foreign_keys=[recommendation_sha256])
