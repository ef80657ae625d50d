"""Mail: one row per recipient, written with the work it tells of, sent once that is durable."""

import smtplib
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app, render_template
from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.config import Settings
from p4comp.core import clock, jobs
from p4comp.core.db import Choice, Keyed, Moment, session

LONGEST_SUBJECT = 250


class MailState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"


class Mail(Keyed):
    """A message to one recipient; `person_id` is empty for somebody without an account."""

    __tablename__ = "mail"

    to: Mapped[str] = mapped_column(String(254), index=True)
    person_id: Mapped[str] = mapped_column(String(12), default="", index=True)
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    body: Mapped[str] = mapped_column(Text)
    template: Mapped[str] = mapped_column(String(120))
    state: Mapped[MailState] = mapped_column(Choice(MailState), default=MailState.WAITING)
    written_at: Mapped[datetime] = mapped_column(Moment, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)


def queue(template: str, *, to: str, at: datetime, person_id: str = "", **values: Any) -> Mail:
    """Write `template` (its first line is the subject, one line whatever stands in it) to one address; it leaves after the commit."""
    subject, _, body = render_template(template, **values, at=at).strip().partition("\n")
    mail = Mail(
        to=to,
        person_id=person_id,
        subject=" ".join(subject.removeprefix("Subjek: ").split())[:LONGEST_SUBJECT],
        body=body.strip() + "\n",
        template=template,
        written_at=at,
    )
    session().add(mail)
    jobs.later("mail.send", mail.id)
    return mail


@jobs.task("mail.send")
def send(mail_id: str) -> None:
    """Send one mail, once: its job is claimed by one worker, and no transaction waits for the post office."""
    mail = session().get(Mail, mail_id)
    if mail is None or mail.state is MailState.SENT:
        return
    settings: Settings = current_app.extensions["settings"]
    message, name = compose(mail, settings), f"{mail.written_at:%Y%m%d-%H%M%S}-{mail.id}.eml"
    session().rollback()
    if settings.smtp_url:
        _by_smtp(message, settings.smtp_url)
    else:
        _to_folder(message, settings.instance / "outbox", name)
    mail = session().get_one(Mail, mail_id)
    mail.state, mail.sent_at = MailState.SENT, clock.real()


def compose(mail: Mail, settings: Settings) -> EmailMessage:
    """The mail as it goes over the wire; its Message-ID is the row's."""
    message = EmailMessage()
    message["Subject"] = mail.subject
    message["From"] = settings.mail_from
    message["To"] = mail.to
    message["Date"] = format_datetime(mail.written_at)
    message["Message-ID"] = f"<{mail.id}@{parseaddr(settings.mail_from)[1].partition('@')[2] or 'p4.invalid'}>"
    message.set_content(mail.body)
    return message


def _to_folder(message: EmailMessage, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(message.as_bytes())


def _by_smtp(message: EmailMessage, url: str) -> None:
    parts = urlsplit(url)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with kind(parts.hostname or "localhost", parts.port or 0, timeout=30) as server:
        if parts.scheme == "smtp+starttls":
            server.starttls()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)
