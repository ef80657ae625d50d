"""People, their roles, their sign-ins, invitations and requests for an account."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.accounts.rules import Duty, Proof, RequestState, Role
from p4comp.core.db import Base, Choice, Keyed, Moment
from p4comp.institutions.models import Institution


class Person(Keyed):
    """Somebody with an account. Addresses are kept in lower case. An erased one keeps the id alone, for what it did.

    `seen_at` is the end of what is known of sign-ins that are no longer kept.
    """

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(160))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    phone: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[str] = mapped_column(String(160), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    joined_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
    erased_at: Mapped[datetime | None] = mapped_column(Moment)


class Membership(Keyed):
    """A role of a person; `institution_id` is set for members of an institution, who may draft, approve or administer there.

    Of several local admins one `leads`. A membership that ends is deleted: the right is gone with it, what is left is a `FormerMembership`.
    """

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "role", "institution_id"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(Choice(Role))
    institution_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"), index=True)
    drafts: Mapped[bool] = mapped_column(default=False)
    approves: Mapped[bool] = mapped_column(default=False)
    administers: Mapped[bool] = mapped_column(default=False)
    leads: Mapped[bool] = mapped_column(default=False)
    since_at: Mapped[datetime | None] = mapped_column(Moment)

    person: Mapped[Person] = relationship()
    institution: Mapped[Institution | None] = relationship()

    @property
    def duties(self) -> frozenset[Duty]:
        """What the member may do in the institution."""
        held = {Duty.DRAFTER: self.drafts, Duty.APPROVER: self.approves, Duty.LOCAL_ADMIN: self.administers}
        return frozenset(duty for duty, is_held in held.items() if is_held)


class SignIn(Keyed):
    """A signed-in browser; only the hash of its token is kept. It ends by time, by sign-out or by being revoked.

    One that `needs_second` is only half through until `verified_at` says that a second factor was shown.
    """

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    agent: Mapped[str] = mapped_column(String(200), default="")
    first: Mapped[Proof] = mapped_column(Choice(Proof), default=Proof.PASSWORD)
    second: Mapped[Proof | None] = mapped_column(Choice(Proof))
    needs_second: Mapped[bool] = mapped_column(default=False)
    verified_at: Mapped[datetime | None] = mapped_column(Moment)


class RefusedSignIn(Base):
    """What is counted to slow it: refused tries at a password (`mail:…`), a second factor (`step:…`), from an address (`ip:…`); requests (`ask:…`)."""

    __tablename__ = "refused_sign_in"

    key: Mapped[str] = mapped_column(String(270), primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(Moment)


class Invitation(Keyed):
    """A letter to join; used once, by the token whose hash is kept. `role` may be one of a higher feature.

    One that `joins` makes whoever accepts it a member of the institution with these duties.
    """

    __tablename__ = "invitation"
    token = ""  # known only to whoever has just made it; never stored

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(160))
    role: Mapped[str] = mapped_column(String(40))
    institution_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"), index=True)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_by: Mapped[str] = mapped_column(String(12), default="")
    joins: Mapped[bool] = mapped_column(default=False)
    drafts: Mapped[bool] = mapped_column(default=False)
    approves: Mapped[bool] = mapped_column(default=False)
    administers: Mapped[bool] = mapped_column(default=False)

    institution: Mapped[Institution | None] = relationship()

    @property
    def duties(self) -> frozenset[Duty]:
        """What whoever accepts may do in the institution."""
        held = {Duty.DRAFTER: self.drafts, Duty.APPROVER: self.approves, Duty.LOCAL_ADMIN: self.administers}
        return frozenset(duty for duty, is_held in held.items() if is_held)


class AccountRequest(Keyed):
    """An institution asks for its account with an official letter. A unit not yet registered names itself and its parent."""

    __tablename__ = "account_request"
    authority: ClassVar[tuple[str, ...]] = ()  # ids of those whose local admins may answer; set by the query that loads it, never stored

    institution_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"), index=True)
    unit_name: Mapped[str] = mapped_column(String(250), default="")
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"))
    name: Mapped[str] = mapped_column(String(160))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[str] = mapped_column(String(160), default="")
    letter_number: Mapped[str] = mapped_column(String(120))
    letter_name: Mapped[str] = mapped_column(String(200))
    letter_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    state: Mapped[RequestState] = mapped_column(Choice(RequestState), default=RequestState.WAITING, index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(12), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    institution: Mapped[Institution | None] = relationship(foreign_keys=[institution_id])
    parent: Mapped[Institution | None] = relationship(foreign_keys=[parent_id])
