"""Channels, and what they were before."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.channels.rules import Facts, Integration, Kind
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.institutions.models import Institution


class Channel(Keyed):
    """A complaint channel of an institution. One that was entered by mistake is removed: nobody but its history shows it.

    `is_public` is the institution's consent to show everybody what is said of it now (`actions` says when it lapses), `number` counts what was said of it.
    """

    __tablename__ = "channel"

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    kind: Mapped[Kind] = mapped_column(Choice(Kind), index=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(300), default="")
    integration: Mapped[Integration | None] = mapped_column(Choice(Integration))
    integrated_on: Mapped[date | None]
    since_on: Mapped[date | None]
    until_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    consented_at: Mapped[datetime | None] = mapped_column(Moment)
    consented_by: Mapped[str] = mapped_column(String(12), default="")
    number: Mapped[int] = mapped_column(default=1)
    added_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(String(12), default="")
    removed_at: Mapped[datetime | None] = mapped_column(Moment)

    institution: Mapped[Institution] = relationship()

    @property
    def facts(self) -> Facts:
        """What is said of it."""
        days = (self.integrated_on, self.since_on, self.until_on)
        return Facts(self.kind, self.name, self.address, self.integration, *days, self.note)

    @property
    def has_ended(self) -> bool:
        """Whether it is no longer in use."""
        return self.until_on is not None


class ChannelVersion(Keyed):
    """What was said of a channel before it was changed at `changed_at`."""

    __tablename__ = "channel_version"

    channel_id: Mapped[str] = mapped_column(ForeignKey("channel.id"), index=True)
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(String(12))
