"""The head of the letters on desk evaluation's result: what is typed in, once for all of a decision's letters."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Base, Choice, Moment
from p4comp.core.letterheads import Capacity


class LetterHead(Base):
    """Number, day and signatory of the letters about a decision; without all three they are drafts for the secretariat alone."""

    __tablename__ = "outcome_letter_head"

    decision_id: Mapped[str] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(120), default="")
    signed_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(80), default="")
    capacity: Mapped[Capacity] = mapped_column(Choice(Capacity), default=Capacity.OWN)
    office: Mapped[str] = mapped_column(String(250), default="")
    signatory: Mapped[str] = mapped_column(String(200), default="")
    staff_number: Mapped[str] = mapped_column(String(40), default="")
    typed_by: Mapped[str] = mapped_column(String(12))
    typed_at: Mapped[datetime] = mapped_column(Moment)
    told_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def is_final(self) -> bool:
        """Whether number, day and signatory are there."""
        return bool(self.number and self.signed_on and self.signatory)
