"""What can happen to messages."""

from datetime import datetime

from sqlalchemy import update

from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.mail import Mail


def mark_read(mail: Mail, *, at: datetime) -> None:
    """Note that its recipient has read a mail; the first time counts."""
    mail.read_at = mail.read_at or at


def mark_all_read(*, by: Actor, at: datetime) -> None:
    """Note that the person has read all mails so far."""
    unread = update(Mail).where(Mail.person_id == by.id, Mail.read_at.is_(None))
    session().execute(unread.values(read_at=at), execution_options={"synchronize_session": False})
