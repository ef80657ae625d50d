"""Telephone numbers as people here write them, and the short text that goes by WhatsApp."""

import re
from enum import StrEnum
from urllib.parse import quote

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l


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
MOBILE = re.compile(r"628\d{8,11}")
ANY = re.compile(r"62[2-9]\d{6,11}")
NOT_A_SIGN = re.compile(r"[^\d+().\s/-]")


def normal(phone: str) -> str:
    """A number as `62…`, from `08…`, `+62 8…`, `62-8…` or `(021) …`; an empty text if it is none."""
    if NOT_A_SIGN.search(phone):
        return ""
    digits = re.sub(r"\D", "", phone)
    if digits.startswith("620"):
        digits = "62" + digits[3:]
    elif digits.startswith("0"):
        digits = "62" + digits[1:]
    elif digits.startswith("8"):
        digits = "62" + digits
    return digits if ANY.fullmatch(digits) else ""


def is_mobile(number: str) -> bool:
    """Whether a normalised number is a mobile one, which WhatsApp can reach."""
    return bool(MOBILE.fullmatch(number))


def reminder(name: str, address: str) -> str:
    """A text that says where to look, and nothing of what stands there."""
    return _(
        "Yth. %(name)s, ada pesan resmi yang belum Anda baca di Portal Kompetisi P4. Silakan masuk di %(address)s. Terima kasih. Sekretariat",
        name=name,
        address=address,
    )


def whatsapp(number: str, text: str) -> str:
    """The address that opens WhatsApp with the text; empty for a number that is not mobile."""
    return f"https://wa.me/{number}?text={quote(text)}" if is_mobile(number) else ""
