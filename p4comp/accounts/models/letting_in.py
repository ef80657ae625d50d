"""Requests to let somebody in without their second factor, once."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models.people import Person
from p4comp.accounts.rules.letting_in import LetInState as LetInState
from p4comp.core.db import Choice, Keyed, Moment


class LetIn(Keyed):
    """Two of the secretariat let a person in; of the code only its mark is kept, good once and until `ends_at` on the real clock."""

    __tablename__ = "let_in"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[LetInState] = mapped_column(Choice(LetInState), default=LetInState.ASKED, index=True)
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    mark: Mapped[str] = mapped_column(String(64), default="")
    ends_at: Mapped[datetime | None] = mapped_column(Moment)

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    asker: Mapped[Person] = relationship(foreign_keys=asked_by)
    answerer: Mapped[Person | None] = relationship(foreign_keys=answered_by)
