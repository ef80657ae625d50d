"""What is forgotten by itself: comments nobody confirmed, mails that say who writes, writers after their time."""

from sqlalchemy import delete, select, update

from p4comp.accounts.queries import privacy_keeping
from p4comp.comments.models import Comment
from p4comp.comments.rules import UNCONFIRMED_FOR, CommentState
from p4comp.core import clock, jobs
from p4comp.core.db import session
from p4comp.core.mail import Mail, MailState, MailTry, confidential

MAILS = "comments/mail/confirm.txt"
confidential(MAILS)


@jobs.hourly
def forget_unconfirmed() -> None:
    """A comment whose link nobody followed in three days was none."""
    session().execute(
        delete(Comment).where(Comment.state == CommentState.UNCONFIRMED, Comment.received_at < clock.real() - UNCONFIRMED_FOR)
    )


@jobs.hourly
def forget_mails() -> None:
    """The letter with the link names its writer: it goes once it has arrived, or can arrive no more."""
    over = Mail.state.in_([MailState.SENT, MailState.FAILED, MailState.BOUNCED]) | (Mail.written_at < clock.now() - UNCONFIRMED_FOR)
    gone = list(session().execute(select(Mail.id).where(Mail.template == MAILS, over, Mail.state != MailState.SENDING)).scalars())
    session().execute(delete(MailTry).where(MailTry.mail_id.in_(gone)))
    session().execute(delete(Mail).where(Mail.id.in_(gone)))


@jobs.hourly
def forget_writers() -> None:
    """Once its period is over nobody needs to know who wrote."""
    now = clock.now()
    old = update(Comment).where(Comment.writer != "", Comment.received_at < privacy_keeping.ended_before("comment_writer", now))
    session().execute(old.values(writer="", writer_mark="", origin="", erased_at=now))
