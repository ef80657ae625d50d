"""Finding words on the pages of evidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from p4comp.core.errors import Invalid

SHORTEST, LONGEST = 2, 100
AROUND = 70


@dataclass(frozen=True)
class Hit:
    """A page (from 1) on which the words stand, and a piece of its text: what comes before, the words, what comes after."""

    page: int
    before: str
    words: str
    after: str


def wanted(text: str) -> str:
    """What is searched for, with single blanks; Invalid when it is too short or too long to find anything."""
    text = " ".join(text.replace("\0", "").split())
    if not SHORTEST <= len(text) <= LONGEST:
        raise Invalid(_("Tulis %(least)d sampai %(most)d huruf yang dicari.", least=SHORTEST, most=LONGEST), "q")
    return text


def hits(pages: Sequence[str], words: str) -> list[Hit]:
    """The pages on which every one of these words stands, large or small letters; quoted where they stand together, else the first."""
    single = [re.compile(re.escape(word), re.IGNORECASE) for word in words.split()]
    whole = re.compile(re.escape(words), re.IGNORECASE)
    found = []
    for number, text in enumerate(pages, 1):
        if all(one.search(text) for one in single):
            place = whole.search(text) or single[0].search(text)
            assert place is not None
            found.append(_hit(number, text, *place.span()))
    return found


def _hit(page: int, text: str, start: int, end: int) -> Hit:
    first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
    before, after = text[first:start], text[end:last]
    before = "… " + before.partition(" ")[2] if first else before
    after = after.rpartition(" ")[0] + " …" if last < len(text) else after
    return Hit(page, before, text[start:end], after)


def ranges(numbers: Sequence[int]) -> str:
    """Page numbers as people write them: 1, 3–5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in runs)
