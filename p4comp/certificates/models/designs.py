"""Designs of certificates: HTML and CSS of the edition's own, in versions that are never changed, and pictures for them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.certificates.rules.designs.moves import DesignState
from p4comp.certificates.rules.kinds import CertificateKind
from p4comp.competition.models import Edition
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.storage import StoredFile

IN_FORCE = text("state = 'in_force'")


class Design(Keyed):
    """How certificates of a kind look in an edition: of all categories, of one, or of one award of it (`award`, its code)."""

    __tablename__ = "design"
    __table_args__ = (UniqueConstraint("edition_id", "kind", "category", "award"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    kind: Mapped[CertificateKind] = mapped_column(Choice(CertificateKind))
    category: Mapped[str] = mapped_column(String(20), default="")
    award: Mapped[str] = mapped_column(String(20), default="")
    made_at: Mapped[datetime] = mapped_column(Moment)

    edition: Mapped[Edition] = relationship()
    versions: Mapped[list["DesignVersion"]] = relationship(back_populates="design", order_by="DesignVersion.number.desc()")

    @property
    def ruling(self) -> "DesignVersion | None":
        """The version in force."""
        return next((one for one in self.versions if one.state is DesignState.IN_FORCE), None)


class DesignVersion(Keyed):
    """What was saved once: it is never changed. `samples` are the names it is looked at with; `fault` says why it cannot be drawn.

    `sha256` covers HTML, CSS and whether the portal's ornament lies under it: the second person agrees to exactly that.
    """

    __tablename__ = "design_version"
    __table_args__ = (
        UniqueConstraint("design_id", "number"),
        Index("uq_design_version_in_force", "design_id", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
    )

    design_id: Mapped[str] = mapped_column(ForeignKey("design.id"))
    number: Mapped[int]
    html: Mapped[str] = mapped_column(Text)
    css: Mapped[str] = mapped_column(Text)
    has_ground: Mapped[bool] = mapped_column(default=True)
    samples: Mapped[list[Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[DesignState] = mapped_column(Choice(DesignState), default=DesignState.DRAFT)
    tried_at: Mapped[datetime | None] = mapped_column(Moment)
    fault: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(12))
    asked_at: Mapped[datetime | None] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(12), default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[str] = mapped_column(String(12), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    design: Mapped[Design] = relationship(back_populates="versions")


class DesignPicture(Keyed):
    """A picture that designs of an edition may use as `gambar:NAME`; it is never changed, so that old versions stay as they are."""

    __tablename__ = "design_picture"
    __table_args__ = (UniqueConstraint("edition_id", "name"),)

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    name: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(String(12))

    file: Mapped[StoredFile] = relationship()
