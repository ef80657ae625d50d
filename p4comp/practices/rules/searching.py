"""What somebody searches for: whole words or their beginnings, never the language of a database."""

import re
import unicodedata

MOST_WORDS, LONGEST_WORD = 8, 40
WORD = re.compile(r"[^\W_]+")


def tokens(text: str, *, most: int | None = None) -> list[str]:
    """The words of a text in small letters and without accents; quotes, signs and operators are no part of a word."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    found = [one[:LONGEST_WORD] for one in WORD.findall(plain.casefold())]
    return found if most is None else list(dict.fromkeys(found))[:most]
