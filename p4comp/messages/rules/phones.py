"""What came of a telephone call, and the short text that goes by WhatsApp."""

from enum import StrEnum
from urllib.parse import quote

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.rules import is_mobile


class CallOutcome(StrEnum):
    """What came of an attempt to reach somebody."""

    REACHED = "reached"
    WROTE = "wrote"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"


OUTCOMES = {
    CallOutcome.REACHED: _l("Tersambung, sudah diberi tahu"),
    CallOutcome.WROTE: _l("Pesan WhatsApp dikirim"),
    CallOutcome.NO_ANSWER: _l("Tidak diangkat"),
    CallOutcome.WRONG_NUMBER: _l("Nomor salah"),
}


def reminder(name: str, portal: str, address: str) -> str:
    """A text that says where to look, and nothing of what stands there."""
    return _(
        "Yth. %(name)s, ada pesan resmi yang belum Anda baca di %(portal)s. Silakan masuk di %(address)s. Terima kasih. Sekretariat",
        name=name,
        portal=portal,
        address=address,
    )


def whatsapp(number: str, text: str) -> str:
    """The address that opens WhatsApp with the text; empty for a number that is not mobile."""
    return f"https://wa.me/{number}?text={quote(text)}" if is_mobile(number) else ""
