"""Codes that open the verification page: random, and mistyping shows."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 16
MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1", "u": "v"})


def new_code() -> str:
    """A random code of 75 bits and a check sign."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH - 1))
    return body + check_sign(body)


def check_sign(body: str) -> str:
    """The Luhn sign modulo 32: it shows any one sign mistyped and nearly every pair swapped."""
    total = 0
    for position, sign in enumerate(reversed(body)):
        value = ALPHABET.index(sign) * (2 if position % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def normalise(typed: str) -> str:
    """The code as it is kept: what follows the last slash, without dashes and spaces, letters easily misread replaced."""
    text = "".join(sign for sign in typed.rstrip("/").rpartition("/")[2].lower() if sign.isalnum())
    return text.translate(MISREAD)


def is_well_formed(code: str) -> bool:
    """Whether a normalised code has the right length, signs and check sign; a mistyped one has not."""
    if len(code) != CODE_LENGTH or any(sign not in ALPHABET for sign in code):
        return False
    return check_sign(code[:-1]) == code[-1]


def grouped(code: str) -> str:
    """The code as it is printed: `ABCD-EFGH-JKMN-PQRS`."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4)).upper()
