"""New colleagues of the secretariat, and who vouched for them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models.deputies import Deputy
from p4comp.accounts.models.people import Person
from p4comp.accounts.rules.vouching import VouchState as VouchState
from p4comp.core.db import Choice, Keyed, Moment


class Vouching(Keyed):
    """One person made another a secretary, or with `deputy_id` somebody's substitute; a second person vouches for them or refuses.

    What is made on the command line needs none: the operator stands outside the secretariat.
    """

    __tablename__ = "vouching"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    deputy_id: Mapped[str | None] = mapped_column(ForeignKey("deputy.id"))
    state: Mapped[VouchState] = mapped_column(Choice(VouchState), default=VouchState.WAITING)
    made_by: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    maker: Mapped[Person] = relationship(foreign_keys=made_by)
    answerer: Mapped[Person | None] = relationship(foreign_keys=answered_by)
    deputy: Mapped[Deputy | None] = relationship()
