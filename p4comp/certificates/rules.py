"""Codes that open the verification page, and what a certificate says."""

import secrets
from dataclasses import dataclass

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 16
MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1", "u": "v"})
LONGEST_LINE = {"short": 34, "middle": 44, "long": 58, "longest": 72}


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
    """The code as it is kept: without dashes and spaces, letters that are easily misread replaced."""
    text = "".join(sign for sign in typed.lower() if sign.isalnum())
    return text.translate(MISREAD)


def is_well_formed(code: str) -> bool:
    """Whether a normalised code has the right length, signs and check sign; a mistyped one has not."""
    if len(code) != CODE_LENGTH or any(sign not in ALPHABET for sign in code):
        return False
    return check_sign(code[:-1]) == code[-1]


def grouped(code: str) -> str:
    """The code as it is printed: `ABCD-EFGH-JKMN-PQRS`."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4)).upper()


@dataclass(frozen=True)
class NameLines:
    """A holder's name in balanced lines, and how large it is set."""

    size: str
    lines: tuple[str, ...]


def balanced(name: str) -> NameLines:
    """Break a name into as few lines as its length needs, each about as long as the others."""
    words = name.split()
    for size, longest in LONGEST_LINE.items():
        wanted = {"short": 1, "middle": 2, "long": 3, "longest": 4}[size]
        lines = _break(words, wanted)
        if max(len(line) for line in lines) <= longest:
            return NameLines(size, lines)
    return NameLines("longest", _break(words, 4))


def _break(words: list[str], count: int) -> tuple[str, ...]:
    count = min(count, len(words))
    target = len(" ".join(words)) / count
    lines: list[str] = []
    rest = list(words)
    for left in range(count, 1, -1):
        line = rest.pop(0)
        while len(rest) > left - 1 and len(line) + len(rest[0]) / 2 + 1 <= target:
            line += " " + rest.pop(0)
        lines.append(line)
    return (*lines, " ".join(rest))
