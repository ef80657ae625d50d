"""Who worked for an institution once."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models.people import Person
from p4comp.core.db import Keyed, Moment


class FormerMembership(Keyed):
    """A membership that has ended: what it allowed, when and by whom it was ended, who took over. It gives no right at all."""

    __tablename__ = "former_membership"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    duties: Mapped[str] = mapped_column(String(60), default="")
    since_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime] = mapped_column(Moment)
    ended_by: Mapped[str] = mapped_column(String(12))
    successor_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(500), default="")

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
