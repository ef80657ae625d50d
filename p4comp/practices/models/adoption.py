"""That an institution applies another's practice."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.institutions.models import Institution
from p4comp.practices.models.practice import Practice
from p4comp.practices.rules import AdoptionState


class Adoption(Keyed):
    """What an institution took over, since when, with what result; `is_shown` is its consent to be named in public.

    An institution has one record of a practice. `objection` are the words of the practice's institution, which the secretariat decides on.
    """

    __tablename__ = "practice_adoption"
    __table_args__ = (UniqueConstraint("practice_id", "institution_id"),)

    practice_id: Mapped[str] = mapped_column(ForeignKey("practice.id"), index=True)
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    institution_name: Mapped[str] = mapped_column(String(250))
    state: Mapped[AdoptionState] = mapped_column(Choice(AdoptionState), default=AdoptionState.NOTED, index=True)
    what: Mapped[str] = mapped_column(Text)
    since_on: Mapped[date]
    result: Mapped[str] = mapped_column(Text, default="")
    is_shown: Mapped[bool] = mapped_column(default=False)
    noted_at: Mapped[datetime] = mapped_column(Moment)
    noted_by: Mapped[str] = mapped_column(String(12))
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    confirmed_by: Mapped[str] = mapped_column(String(12), default="")
    objection: Mapped[str] = mapped_column(Text, default="")
    objected_at: Mapped[datetime | None] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    settled_by: Mapped[str] = mapped_column(String(12), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    practice: Mapped[Practice] = relationship()
    institution: Mapped[Institution] = relationship()

    @property
    def is_disputed(self) -> bool:
        """Whether an objection waits for the secretariat."""
        return self.objected_at is not None and self.settled_at is None
