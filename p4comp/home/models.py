"""What auditors leave behind: bundles made for them, witnesses of the chain, the heads sent to these."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Keyed, Moment

PRESENT = text("removed_at IS NULL")


class AuditBundle(Keyed):
    """A bundle one person asked for; its moments are the machine's, `job_id` tells how far it is, `sha256` is there once it is made."""

    __tablename__ = "audit_bundle"

    person_id: Mapped[str] = mapped_column(String(12), index=True)
    job_id: Mapped[str] = mapped_column(String(12), default="")
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    size: Mapped[int] = mapped_column(default=0)
    count: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(String(64), default="")


class Witness(Keyed):
    """Somebody outside the organiser who is mailed the chain's head every day; a removed one keeps its row without the address."""

    __tablename__ = "witness"
    __table_args__ = (Index("uq_witness_present", "email", unique=True, sqlite_where=PRESENT, postgresql_where=PRESENT),)

    name: Mapped[str] = mapped_column(String(160))
    institution: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    added_at: Mapped[datetime] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class DayHead(Base):
    """The chain's head of a day as witnesses know it: taken once, the same for all of them."""

    __tablename__ = "day_head"

    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    taken_at: Mapped[datetime] = mapped_column(Moment)

    letters: Mapped[list["HeadLetter"]] = relationship(back_populates="head")


class HeadLetter(Base):
    """A day's head was mailed to a witness; once, however many workers there are."""

    __tablename__ = "head_letter"

    day: Mapped[date] = mapped_column(ForeignKey("day_head.day"), primary_key=True)
    witness_id: Mapped[str] = mapped_column(ForeignKey("witness.id"), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(Moment)

    head: Mapped[DayHead] = relationship(back_populates="letters")
    witness: Mapped[Witness] = relationship()
