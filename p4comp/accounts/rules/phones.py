"""Telephone numbers as people here write them."""

import re

MOBILE = re.compile(r"628\d{8,11}")
ANY = re.compile(r"62[2-9]\d{6,11}")
NOT_A_SIGN = re.compile(r"[^\d+().\s/-]")


def normal_phone(phone: str) -> str:
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


def spoken_phone(phone: str) -> str:
    """A number as people read it, `0812-3456-7890`; one that cannot be read stays as it is."""
    number = normal_phone(phone)
    if not is_mobile(number):
        return f"0{number[2:]}" if number else phone
    local = f"0{number[2:]}"
    return "-".join(part for part in (local[:4], local[4:8], local[8:12], local[12:]) if part)
