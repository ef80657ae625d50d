"""Comments with their sealed writers, and the summaries made of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.comments.rules import CommentState
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.entries.models import Entry


class Comment(Keyed):
    """What somebody says of a finalist.

    `writer` is the sealed name and address, empty once erased; `writer_mark` and `origin` can be counted, not read; `link_mark`
    is all that is kept of the link by which the writer confirms, follows and erases.
    """

    __tablename__ = "public_comment"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    words: Mapped[str] = mapped_column(Text)
    writer: Mapped[str] = mapped_column(Text)
    writer_mark: Mapped[str] = mapped_column(String(64), index=True)
    origin: Mapped[str] = mapped_column(String(64), index=True)
    link_mark: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[CommentState] = mapped_column(Choice(CommentState), default=CommentState.UNCONFIRMED, index=True)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    received_at: Mapped[datetime] = mapped_column(Moment, index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    handled_by: Mapped[str] = mapped_column(String(12), default="")
    handled_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")
    erased_at: Mapped[datetime | None] = mapped_column(Moment)

    entry: Mapped[Entry] = relationship()


class CommentDigest(Keyed):
    """The secretariat's summary of the comments on one finalist; its institution's answer, and that answer as the plenary reads it."""

    __tablename__ = "comment_digest"

    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), unique=True)
    words: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(String(12))
    written_at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[str] = mapped_column(String(12), default="")
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answer_shown: Mapped[str] = mapped_column(Text, default="")
    moderated_by: Mapped[str] = mapped_column(String(12), default="")
    moderated_at: Mapped[datetime | None] = mapped_column(Moment)

    entry: Mapped[Entry] = relationship()
