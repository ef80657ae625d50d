"""States of a mail, how long a refused one waits, and what a mail server's answer means."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class MailState(StrEnum):
    """A mail waits, is being handed over, and ends as sent, failed, bounced, or settled by other means."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    SETTLED = "settled"


class Outcome(StrEnum):
    """How a try ended: taken, to be tried later, refused for good, or cut off after the text was handed over."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNSURE = "unsure"


TROUBLED = frozenset({MailState.FAILED, MailState.BOUNCED})
MOVES = Moves(
    "mail",
    {
        "claim": ({MailState.WAITING}, MailState.SENDING),
        "deliver": ({MailState.SENDING}, MailState.SENT),
        "postpone": ({MailState.SENDING}, MailState.WAITING),
        "fail": ({MailState.SENDING}, MailState.FAILED),
        "bounce": ({MailState.SENT}, MailState.BOUNCED),
        "resend": ({MailState.SENT, MailState.FAILED, MailState.BOUNCED, MailState.SETTLED}, MailState.WAITING),
        "settle": (TROUBLED, MailState.SETTLED),
    },
)
name(
    "mail",
    Words(
        _l("Surat"),
        states={
            "waiting": _l("Menunggu dikirim"),
            "sending": _l("Sedang dikirim"),
            "sent": _l("Terkirim"),
            "failed": _l("Gagal"),
            "bounced": _l("Dikembalikan server"),
            "settled": _l("Diselesaikan lewat jalan lain"),
        },
        verbs={
            "bounce": _l("dicatat kembali"),
            "resend": _l("dikirim ulang"),
            "settle": _l("diselesaikan"),
        },
    ),
)

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
FULL = "5.2.2"
POLICY = "5.7."


@dataclass(frozen=True)
class Reply:
    """What came of a try: the server's number and words, and whether they say that there is no such address."""

    outcome: Outcome
    code: int = 0
    words: str = ""
    is_address_wrong: bool = False


def pause_after(tries: int) -> timedelta | None:
    """How long a mail waits after so many tries; None once it has had enough of them."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None


def of_sender(code: int, words: str) -> Reply:
    """A refusal before the recipient was named concerns our own server settings: it is tried again."""
    return Reply(Outcome.LATER, code, words)


def of_recipient(code: int, words: str) -> Reply:
    """A refusal of the address: for good, unless the server says later or the box is full; policy is no wrong address."""
    if code < 500 or code == 552 or words.startswith(FULL):
        return Reply(Outcome.LATER, code, words)
    return Reply(Outcome.REFUSED, code, words, is_address_wrong=not words.startswith(POLICY) and code in {550, 551, 553})


def of_content(code: int, words: str) -> Reply:
    """The answer to the text itself: taken, later, or refused; a code that is none means that nobody knows."""
    if 200 <= code < 300:
        return Reply(Outcome.SENT, code, words)
    if code >= 500:
        return Reply(Outcome.REFUSED, code, words)
    return Reply(Outcome.LATER if code >= 400 else Outcome.UNSURE, code, words)
