"""Mail: one row per recipient, written with the work it tells of, sent once that is durable."""

from p4comp.core.mail.confidential import confidential, is_open
from p4comp.core.mail.delivery import MINUTE, again, bounced, queue, rescue, send, settled, to_person, tries, wrong_addresses
from p4comp.core.mail.models import Mail, MailAttachment, MailTry
from p4comp.core.mail.post import compose
from p4comp.core.mail.rules import MOVES, TROUBLED, MailState, Outcome

__all__ = [
    "MINUTE",
    "MOVES",
    "TROUBLED",
    "Mail",
    "MailAttachment",
    "MailState",
    "MailTry",
    "Outcome",
    "again",
    "bounced",
    "compose",
    "confidential",
    "is_open",
    "queue",
    "rescue",
    "send",
    "settled",
    "to_person",
    "tries",
    "wrong_addresses",
]
