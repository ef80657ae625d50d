"""The registry's tables."""

from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.institutions.rules.kinds import REGIONAL, Kind

__all__ = ["REGIONAL", "ArchiveTotal", "Honour", "Institution", "InstitutionName", "Kind", "Merged", "Parentage", "Region", "Succession"]


class Region(Base):
    """A province, regency or city with its official code (`63`, `63.06`) and IANA zone."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    level: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    zone: Mapped[str] = mapped_column(String(40))


class Institution(Keyed):
    """An institution; `parent_id` is its place in the tree today. `is_invented` marks those of a demo."""

    __tablename__ = "institution"

    code: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[Kind] = mapped_column(Choice(Kind), index=True)
    name: Mapped[str] = mapped_column(String(250), index=True)
    short_name: Mapped[str] = mapped_column(String(80), default="")
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    is_invented: Mapped[bool] = mapped_column(default=False)

    region: Mapped[Region | None] = relationship()
    parent: Mapped["Institution | None"] = relationship(remote_side="Institution.id")

    @property
    def zone(self) -> str:
        """The IANA zone it lies in; central institutions are in Jakarta."""
        return self.region.zone if self.region else "Asia/Jakarta"

    @property
    def province_code(self) -> str:
        """The code of the province it lies in, or an empty text."""
        return (self.region_code or "")[:2]


class InstitutionName(Keyed):
    """A former or other name of an institution, with its dates as far as they are known."""

    __tablename__ = "institution_name"

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    name: Mapped[str] = mapped_column(String(250), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class Parentage(Keyed):
    """Where an institution stood in the tree, with dates; a record made then goes by it."""

    __tablename__ = "institution_parent"

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    parent_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    parent: Mapped[Institution] = relationship(foreign_keys=[parent_id])


class Succession(Keyed):
    """One institution followed another; honours are not inherited by it (customs, Truth)."""

    __tablename__ = "succession"

    predecessor_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    successor_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    happened_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")

    predecessor: Mapped[Institution] = relationship(foreign_keys=[predecessor_id])
    successor: Mapped[Institution] = relationship(foreign_keys=[successor_id])


class Merged(Base):
    """A code that nobody bears any more: its institution was a duplicate and is now part of `kept`; old addresses lead there."""

    __tablename__ = "merged_institution"

    code: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(250))
    kept_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    merged_at: Mapped[datetime] = mapped_column(Moment)
    merged_by: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text)

    kept: Mapped[Institution] = relationship()


class Honour(Keyed):
    """A place of an institution in an earlier edition, with its source; `institution_id` is empty while unmatched.

    `is_simulated` marks one that a demo made: it serves the rules there and never reaches the archive (customs, Truth).
    """

    __tablename__ = "honour"

    edition_number: Mapped[int] = mapped_column(index=True)
    edition_slug: Mapped[str] = mapped_column(String(60))
    year: Mapped[int]
    category: Mapped[str] = mapped_column(String(20))
    stage: Mapped[str] = mapped_column(String(20))
    award: Mapped[str] = mapped_column(String(250))
    institution_name: Mapped[str] = mapped_column(String(250))
    institution_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"), index=True)
    source: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    is_simulated: Mapped[bool] = mapped_column(default=False)

    institution: Mapped[Institution | None] = relationship()

    @property
    def source_host(self) -> str:
        """The site of the source when it is an address, otherwise an empty text."""
        return urlsplit(self.source).netloc.removeprefix("www.") if self.source.startswith(("https://", "http://")) else ""


class ArchiveTotal(Base):
    """How many of a list the sources name: “diketahui 6 dari 10”."""

    __tablename__ = "archive_total"

    edition_slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    category: Mapped[str] = mapped_column(String(20), primary_key=True)
    stage: Mapped[str] = mapped_column(String(20), primary_key=True)
    known: Mapped[int]
    total: Mapped[int]
