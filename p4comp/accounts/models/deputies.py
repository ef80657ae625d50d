"""Substitutes (Plh.): who acts for somebody of the secretariat, from when until when."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models.people import Person
from p4comp.core.db import Keyed, Moment


class Deputy(Keyed):
    """A person acts for another between two moments; `letter` is the order's number, typed in. It may be ended early."""

    __tablename__ = "deputy"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    principal_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    begins_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    letter: Mapped[str] = mapped_column(String(120), default="")
    appointed_by: Mapped[str] = mapped_column(String(12))
    appointed_at: Mapped[datetime] = mapped_column(Moment)
    ended_by: Mapped[str] = mapped_column(String(12), default="")

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    principal: Mapped[Person] = relationship(foreign_keys=principal_id)

    def is_acting(self, at: datetime) -> bool:
        """Whether the person acts for the other at `at`."""
        return self.begins_at <= at < self.ends_at
