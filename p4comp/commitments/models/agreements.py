"""Agreements, their scopes and signatories, and their yearly reviews."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.commitments.rules.states import AccordState
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.institutions.models import Institution


class Accord(Keyed):
    """An agreement as it was signed. Number and day are typed in; an empty number waits for it.

    `openness` says what is shown to whom; `is_public` and `partner_reads` repeat two of its cells for lists. `is_simulated`: what
    its commitments say was invented for a demo.
    """

    __tablename__ = "accord"

    title: Mapped[str] = mapped_column(String(250))
    number: Mapped[str] = mapped_column(String(120), default="")
    signed_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    partner_name: Mapped[str] = mapped_column(String(250))
    partner_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"), index=True)
    summary: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    state: Mapped[AccordState] = mapped_column(Choice(AccordState), default=AccordState.DRAFT, index=True)
    openness: Mapped[dict[str, Any]]
    is_public: Mapped[bool] = mapped_column(default=False)
    partner_reads: Mapped[bool] = mapped_column(default=False)
    is_simulated: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(12))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_reason: Mapped[str] = mapped_column(Text, default="")

    partner: Mapped[Institution | None] = relationship()
    scopes: Mapped[list["AccordScope"]] = relationship(order_by="AccordScope.number", cascade="all, delete-orphan")
    signatories: Mapped[list["Signatory"]] = relationship(
        order_by="Signatory.institution_name, Signatory.id", cascade="all, delete-orphan", back_populates="agreement"
    )


class AccordScope(Keyed):
    """One of the things an agreement is about, in its order."""

    __tablename__ = "accord_scope"
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)

    agreement_id: Mapped[str] = mapped_column(ForeignKey("accord.id"), index=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(250))


class Signatory(Keyed):
    """An institution that signed, under the name of its day, and who signed for it."""

    __tablename__ = "signatory"
    __table_args__ = (UniqueConstraint("agreement_id", "institution_id"),)

    agreement_id: Mapped[str] = mapped_column(ForeignKey("accord.id"), index=True)
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    institution_name: Mapped[str] = mapped_column(String(250))
    signed_by: Mapped[str] = mapped_column(String(160), default="")
    position: Mapped[str] = mapped_column(String(160), default="")

    agreement: Mapped[Accord] = relationship(back_populates="signatories")


class AccordReview(Keyed):
    """A year's review as it was closed: what was counted, and what the host says of it. It is never changed."""

    __tablename__ = "accord_review"
    __table_args__ = (UniqueConstraint("agreement_id", "year"),)

    agreement_id: Mapped[str] = mapped_column(ForeignKey("accord.id"), index=True)
    year: Mapped[int]
    words: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    closed_at: Mapped[datetime] = mapped_column(Moment)
    closed_by: Mapped[str] = mapped_column(String(12))
