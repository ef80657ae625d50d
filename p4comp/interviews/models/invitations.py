"""Invitations: what a finalist and the secretariat settle about one interview before it is held."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.core.letterheads import Headed
from p4comp.core.storage import StoredFile
from p4comp.interviews.rules.invitations import InvitationState, RequestState

WAITING = text("state = 'waiting'")


class Invitation(Base):
    """The invitation to one interview. `sequence` counts changes of the seat; `answered_for` is who spoke when the secretariat noted it.

    A person's id in `answered_by`, `presenter_by`, `slides_by` says who did it in the portal.
    """

    __tablename__ = "interview_invitation"

    interview_id: Mapped[str] = mapped_column(ForeignKey("interview.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime | None] = mapped_column(Moment)
    state: Mapped[InvitationState] = mapped_column(Choice(InvitationState), default=InvitationState.PROPOSED, index=True)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(12), default="")
    answered_for: Mapped[str] = mapped_column(String(200), default="")
    reminded_at: Mapped[datetime | None] = mapped_column(Moment)
    presenter: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[str] = mapped_column(String(200), default="")
    is_head: Mapped[bool] = mapped_column(default=True)
    companions: Mapped[str] = mapped_column(Text, default="")
    consents: Mapped[bool | None]
    presenter_at: Mapped[datetime | None] = mapped_column(Moment)
    presenter_by: Mapped[str] = mapped_column(String(12), default="")
    letter_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    letter_name: Mapped[str] = mapped_column(String(200), default="")
    slides_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    slides_name: Mapped[str] = mapped_column(String(200), default="")
    slides_at: Mapped[datetime | None] = mapped_column(Moment)
    slides_by: Mapped[str] = mapped_column(String(12), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    link_told_at: Mapped[datetime | None] = mapped_column(Moment)

    letter: Mapped[StoredFile | None] = relationship(foreign_keys=[letter_sha256])
    slides: Mapped[StoredFile | None] = relationship(foreign_keys=[slides_sha256])

    def __init__(self, **values: Any):
        super().__init__(**{"sequence": 0, "state": InvitationState.PROPOSED, "is_head": True} | values)


class ChangeRequest(Keyed):
    """A finalist's request for another seat: why, the starts that suit (ISO, UTC), and the answer."""

    __tablename__ = "change_request"
    __table_args__ = (Index("uq_change_request_waiting", "interview_id", unique=True, sqlite_where=WAITING, postgresql_where=WAITING),)

    interview_id: Mapped[str] = mapped_column(ForeignKey("interview.id"), index=True)
    state: Mapped[RequestState] = mapped_column(Choice(RequestState), default=RequestState.WAITING, index=True)
    reason: Mapped[str] = mapped_column(Text)
    starts: Mapped[list[Any]]
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(12))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(12), default="")
    answer: Mapped[str] = mapped_column(Text, default="")

    @property
    def wanted(self) -> list[datetime]:
        """The starts that suit, in the finalist's order."""
        return [datetime.fromisoformat(one) for one in self.starts]


class CalendarFeed(Base):
    """A person's secret calendar address: `mark` finds it, `sealed` lets its owner read it again."""

    __tablename__ = "calendar_feed"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    sealed: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment)


class Rehearsal(Keyed):
    """A time to try the video meeting out, taken by one finalist."""

    __tablename__ = "rehearsal"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(Moment)
    minutes: Mapped[int]
    link: Mapped[str] = mapped_column(String(500))
    interview_id: Mapped[str | None] = mapped_column(ForeignKey("interview.id"), unique=True)
    taken_by: Mapped[str] = mapped_column(String(12), default="")

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


class InvitationHead(Headed, Base):
    """Number, day and signatory of an edition's invitation letters; without all three they are drafts for the secretariat alone."""

    __tablename__ = "invitation_letter_head"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    typed_by: Mapped[str] = mapped_column(String(12))
    typed_at: Mapped[datetime] = mapped_column(Moment)
    told_at: Mapped[datetime | None] = mapped_column(Moment)
