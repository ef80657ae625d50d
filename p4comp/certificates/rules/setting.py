"""How words stand on a certificate: how large, in which lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from flask_babel import gettext as _

from p4comp.certificates.rules.kinds import Second
from p4comp.core.words import short_day


@dataclass(frozen=True)
class Setting:
    """A way to set a holder's name: the size's name, in how many lines at most, each how wide (in widths of a small letter)."""

    size: str
    lines: int
    widest: int


SETTINGS = (
    Setting("huge", 1, 16),
    Setting("large", 1, 29),
    Setting("short", 1, 35),
    Setting("middle", 2, 42),
    Setting("long", 3, 49),
    Setting("longer", 4, 57),
    Setting("longest", 5, 72),
)
WIDEST_AWARD, WIDEST_REASON = 66, 92  # where the place below it is set large, the reason is set small
CAPITAL = 1.4
HANGING = 90
SPLIT = 60
BOUND = frozenset(
    {"dan", "di", "dari", "pada", "untuk", "dr.", "dr", "drs.", "h.", "hj.", "ir.", "prof.", "k.h.", "kabupaten", "kota", "provinsi"}
)
REGIONS = frozenset({"kabupaten", "kota", "provinsi"})


@dataclass(frozen=True)
class NameLines:
    """A holder's name in balanced lines, and how large it is set."""

    size: str
    lines: tuple[str, ...]


class Weight(StrEnum):
    """Which words a reader looks for: what the award is for, the place or predicate below that, or both alike. The value is a class of the style sheet."""

    REASON = ""
    RANK = "led"
    EVEN = "even"


def weight(second: Second, count: int, *, is_by_score: bool) -> Weight:
    """How so many phrases stand to each other; where a score gives the awards, an award's name is a place or a predicate."""
    if count < 2:
        return Weight.REASON
    if second is Second.AWARD and is_by_score:
        return Weight.RANK
    return Weight.EVEN if second is Second.ANOTHER else Weight.REASON


def width(text: str) -> float:
    """About how wide a text is set, in widths of a small letter; capitals are wider."""
    return sum(CAPITAL if sign.isupper() else 1 for sign in text)


def balanced(name: str) -> NameLines:
    """Set a name as large as it fits, in as few lines as that needs, each about as wide as the others."""
    words = tuple(name.split())
    for setting in SETTINGS:
        lines = _break(words, min(setting.lines, len(words)))
        if max(map(width, lines)) <= setting.widest:
            return NameLines(setting.size, lines)
    return NameLines(SETTINGS[-1].size, lines)


def award_lines(text: str, edition: str, weight: Weight = Weight.REASON) -> tuple[str, ...]:
    """What the award is for, broken before the edition's name where that stands in it, and where a line is too wide."""
    before, found, after = text.partition(edition)
    parts = [before.strip(), (found + after).strip()] if found and before.strip() else [text]
    return tuple(line for part in parts for line in in_lines(part, WIDEST_REASON if weight is Weight.RANK else WIDEST_AWARD))


def in_lines(text: str, widest: int) -> tuple[str, ...]:
    """A text in balanced lines, as few as keep each about within `widest`."""
    return _break(tuple(text.split()), 1 + int(width(text) // widest))


@lru_cache(4096)
def _break(words: tuple[str, ...], count: int) -> tuple[str, ...]:
    if count <= 1 or len(words) < count:
        return (" ".join(words),)
    choices = ((" ".join(words[:cut]), *_break(words[cut:], count - 1)) for cut in range(1, len(words) - count + 2))
    return min(choices, key=_unevenness)


def _unevenness(lines: tuple[str, ...]) -> float:
    ends = [line.lower().split() for line in lines[:-1]]
    hanging = sum(words[-1] in BOUND for words in ends)
    split = sum(not REGIONS.isdisjoint(words[-3:-1]) for words in ends)  # “Kabupaten Hulu | Sungai Selatan”
    return sum(width(line) ** 2 for line in lines) + hanging * HANGING + split * SPLIT


def basis(code: str, decree_number: str, decree_on: date | None) -> str:
    """What the award rests on: the decree once it is typed in, until then the plenary's list by the portal's own code."""
    if not decree_number:
        return _("berdasarkan hasil rapat pleno, kode portal %(code)s", code=code)
    if decree_on is None:
        return _("berdasarkan penetapan nomor %(number)s", number=decree_number)
    return _("berdasarkan penetapan nomor %(number)s tanggal %(day)s", number=decree_number, day=short_day(decree_on))


def contest(category: str, edition: str, phrases: Sequence[str]) -> str:
    """Category and edition; the edition is left out where the award already names it."""
    if not category:
        return "" if any(edition in phrase for phrase in phrases) else edition
    if any(edition in phrase for phrase in phrases):
        return _("Kategori %(category)s", category=category)
    return _("Kategori %(category)s · %(edition)s", category=category, edition=edition)
