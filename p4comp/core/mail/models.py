"""Mails and every try to deliver them."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Choice, Keyed, Moment
from p4comp.core.mail.rules import MailState, Outcome

LONGEST_SUBJECT = 250
LONGEST_ANSWER = 500


class Mail(Keyed):
    """A message to one recipient; `person_id` is empty for somebody without an account, `batch_id` for a single letter."""

    __tablename__ = "mail"

    to: Mapped[str] = mapped_column(String(254), index=True)
    person_id: Mapped[str] = mapped_column(String(12), default="", index=True)
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    body: Mapped[str] = mapped_column(Text)
    template: Mapped[str] = mapped_column(String(120))
    state: Mapped[MailState] = mapped_column(Choice(MailState), default=MailState.WAITING, index=True)
    written_at: Mapped[datetime] = mapped_column(Moment, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    batch_id: Mapped[str] = mapped_column(String(12), default="", index=True)
    next_try_at: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    resends: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str] = mapped_column(String(LONGEST_ANSWER), default="")
    is_address_wrong: Mapped[bool] = mapped_column(default=False)

    attached: Mapped[list["MailAttachment"]] = relationship(order_by="MailAttachment.name", cascade="all, delete-orphan")


class MailAttachment(Keyed):
    """A file that goes with a mail; a calendar names its `method` (RFC 5546), so that calendars offer to take it up."""

    __tablename__ = "mail_attachment"

    mail_id: Mapped[str] = mapped_column(ForeignKey("mail.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(80))
    method: Mapped[str] = mapped_column(String(20), default="")
    content: Mapped[bytes] = mapped_column(LargeBinary)


class MailTry(Keyed):
    """One try to deliver a mail. `handed_over_at`: from here on the server may have taken it, whatever happens."""

    __tablename__ = "mail_try"

    mail_id: Mapped[str] = mapped_column(ForeignKey("mail.id"), index=True)
    to: Mapped[str] = mapped_column(String(254))
    began_at: Mapped[datetime] = mapped_column(Moment, index=True)
    handed_over_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    outcome: Mapped[Outcome | None] = mapped_column(Choice(Outcome))
    code: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str] = mapped_column(String(LONGEST_ANSWER), default="")
