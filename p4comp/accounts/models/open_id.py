"""Sign-in with an institution's own accounts (OpenID Connect)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Keyed, Moment
from p4comp.institutions.models import Institution


class OpenIdProvider(Keyed):
    """An institution's account service; it lets in members of that institution only.

    Who set it as it is now is in `set_by`. Until another of the secretariat has confirmed that, it lets in nobody who organises or judges.
    """

    __tablename__ = "open_id_provider"
    __table_args__ = (UniqueConstraint("issuer", "institution_id"),)

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    label: Mapped[str] = mapped_column(String(120))
    issuer: Mapped[str] = mapped_column(String(300))
    client_id: Mapped[str] = mapped_column(String(200))
    sealed_secret: Mapped[str] = mapped_column(Text)
    is_active: Mapped[bool] = mapped_column(default=True)
    trusts_second_factor: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(Moment)
    set_by: Mapped[str] = mapped_column(String(12), default="")
    set_at: Mapped[datetime | None] = mapped_column(Moment)
    confirmed_by: Mapped[str] = mapped_column(String(12), default="")

    institution: Mapped[Institution] = relationship()

    @property
    def is_confirmed(self) -> bool:
        """Whether two people of the secretariat stand behind it as it is now."""
        return bool(self.confirmed_by)


class OpenIdLink(Keyed):
    """An account of an institution that belongs to a person of the portal, for ever: found by issuer and subject, never by address."""

    __tablename__ = "open_id_link"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
    linked_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime] = mapped_column(Moment)


class OpenIdAttempt(Keyed):
    """A browser on its way to an account service and back; good once, for some minutes. What it knows is sealed."""

    __tablename__ = "open_id_attempt"

    state_hash: Mapped[str] = mapped_column(String(64), unique=True)
    provider_id: Mapped[str] = mapped_column(ForeignKey("open_id_provider.id"), index=True)
    sealed: Mapped[str] = mapped_column(Text)
    ends_at: Mapped[datetime] = mapped_column(Moment)
