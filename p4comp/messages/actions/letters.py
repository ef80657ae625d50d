"""What can happen to mails."""

from datetime import datetime

from sqlalchemy import update

from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.mail import Mail
from p4comp.messages import policy
from p4comp.messages.queries import Sent


def mark_read(letter: Mail, *, at: datetime) -> None:
    """Note that its recipient has read a mail; the first time counts."""
    letter.read_at = letter.read_at or at


def mark_all_read(*, by: Actor, at: datetime) -> None:
    """Note that the person has read all mails so far."""
    unread = update(Mail).where(Mail.person_id == by.id, Mail.read_at.is_(None))
    session().execute(unread.values(read_at=at), execution_options={"synchronize_session": False})


def resend(sent: Sent, *, by: Actor, at: datetime) -> None:
    """Let a mail leave again, to the address its recipient has today."""
    demand(policy.may_resend(by, sent, at))
    was, state = sent.mail.to, sent.mail.state
    mail.again(sent.mail, sent.address)
    audit.record("mail.resent", sent.mail, by=by, at=at, was=state, address_changed=was != sent.mail.to)


def bounce(sent: Sent, words: str, *, by: Actor, at: datetime) -> None:
    """Note that a mail came back, with what the answer said."""
    demand(policy.may_bounce(by, sent, at))
    note_bounce(sent.mail, words, by=by, at=at)


def note_bounce(letter: Mail, words: str, *, by: Actor | None, at: datetime) -> None:
    """The same from the operator's command line (`by` None)."""
    mail.bounced(letter, words.strip())
    audit.record("mail.bounced", letter, by=by, at=at)


def settle(sent: Sent, *, by: Actor, at: datetime) -> None:
    """Close a mail in trouble: its recipient was reached another way."""
    demand(policy.may_settle(by, sent, at))
    mail.settled(sent.mail)
    audit.record("mail.settled", sent.mail, by=by, at=at)


def send_test(address: str, *, by: Actor, at: datetime) -> Mail:
    """Send a mail to oneself, through everything a mail passes."""
    demand(policy.may_see_outbox(by, None, at))
    return mail.queue("messages/mail/test.txt", to=address, person_id=by.id, at=at, name=by.name)
