"""Announcements."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.messages.rules.announcements import NoticeKind, NoticeState, Reach


class Announcement(Keyed):
    """A text for everybody, or for everybody with an account; readable from `appears_at` until `expires_at`."""

    __tablename__ = "announcement"

    kind: Mapped[NoticeKind] = mapped_column(Choice(NoticeKind))
    reach: Mapped[Reach] = mapped_column(Choice(Reach))
    title: Mapped[str] = mapped_column(String(160))
    body: Mapped[str] = mapped_column(Text)
    is_pinned: Mapped[bool] = mapped_column(default=False)
    appears_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    state: Mapped[NoticeState] = mapped_column(Choice(NoticeState), default=NoticeState.DRAFT, index=True)
    written_by: Mapped[str] = mapped_column(String(12))
    written_at: Mapped[datetime] = mapped_column(Moment)
    published_by: Mapped[str] = mapped_column(String(12), default="")
