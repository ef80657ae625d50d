"""Changes of somebody's e-mail address that wait for a second person."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models.people import Person
from p4comp.accounts.rules.address_changes import AddressState as AddressState
from p4comp.core.db import Choice, Keyed, Moment


class AddressChange(Keyed):
    """From `former` to `email`, as a person asked in a request about their data; it goes with the person's data."""

    __tablename__ = "address_change"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    request_id: Mapped[str] = mapped_column(ForeignKey("privacy_request.id"))
    former: Mapped[str] = mapped_column(String(254))
    email: Mapped[str] = mapped_column(String(254))
    state: Mapped[AddressState] = mapped_column(Choice(AddressState), default=AddressState.ASKED, index=True)
    asked_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    asker: Mapped[Person] = relationship(foreign_keys=asked_by)
    answerer: Mapped[Person | None] = relationship(foreign_keys=answered_by)
