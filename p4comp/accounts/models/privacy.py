"""The official responsible for personal data, set periods, people's requests about their data, and the register of breaches."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.models.people import Person
from p4comp.accounts.rules.privacy import Wish, WishState
from p4comp.accounts.rules.privacy_breaches import BreachState, Told
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.core.storage import StoredFile


class PrivacyOffice(Base):
    """Who answers for personal data, as the secretariat typed it; there is one row, and empty means not yet told."""

    __tablename__ = "privacy_office"

    id: Mapped[int] = mapped_column(primary_key=True)
    controller: Mapped[str] = mapped_column(String(250), default="")
    office: Mapped[str] = mapped_column(String(250), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    address: Mapped[str] = mapped_column(String(500), default="")
    changed_at: Mapped[datetime | None] = mapped_column(Moment)


class SetPeriod(Base):
    """How many days a class of data is kept here, where the secretariat set it."""

    __tablename__ = "set_period"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    days: Mapped[int]
    ground: Mapped[str] = mapped_column(String(300), default="")
    set_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def id(self) -> str:
        """Its class; the audit log names periods by it."""
        return self.code


class PrivacyRequest(Keyed):
    """What somebody asked about their own data. `person_id` is empty for somebody without account, whose identity must be proven."""

    __tablename__ = "privacy_request"

    wish: Mapped[Wish] = mapped_column(Choice(Wish))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(160))
    email: Mapped[str] = mapped_column(String(254), index=True)
    text: Mapped[str] = mapped_column(Text, default="")
    origin: Mapped[str] = mapped_column(String(64), default="", index=True)
    state: Mapped[WishState] = mapped_column(Choice(WishState), default=WishState.WAITING, index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    received_at: Mapped[datetime] = mapped_column(Moment, index=True)
    due_at: Mapped[datetime] = mapped_column(Moment, index=True)
    proof: Mapped[str] = mapped_column(String(300), default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(12), default="")
    copy_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    copy_until: Mapped[datetime | None] = mapped_column(Moment)

    person: Mapped[Person | None] = relationship()
    copy: Mapped[StoredFile | None] = relationship()


class Breach(Keyed):
    """A failure to protect personal data, as far as it is known; `people` is how many it concerns, None while unknown."""

    __tablename__ = "breach"

    what: Mapped[str] = mapped_column(String(200))
    course: Mapped[str] = mapped_column(Text, default="")
    noticed_at: Mapped[datetime] = mapped_column(Moment, index=True)
    data: Mapped[str] = mapped_column(Text)
    people: Mapped[int | None]
    measures: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[BreachState] = mapped_column(Choice(BreachState), default=BreachState.RECORDED, index=True)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str] = mapped_column(String(12))
    people_told_at: Mapped[datetime | None] = mapped_column(Moment)
    people_letter: Mapped[str] = mapped_column(String(120), default="")
    authority_told_at: Mapped[datetime | None] = mapped_column(Moment)
    authority_letter: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    def told_at(self, whom: Told) -> datetime | None:
        """When one side was told in writing."""
        return self.people_told_at if whom == Told.PEOPLE else self.authority_told_at

    def letter(self, whom: Told) -> str:
        """The number of the letter to one side, as it was typed."""
        return self.people_letter if whom == Told.PEOPLE else self.authority_letter
