"""Months and spans of months, as people here write them."""

import re
from datetime import date
from typing import NamedTuple

from p4comp.core.words import MONTHS

YEARS = range(2000, 2100)
MOST_MONTHS = 60
STEMS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8, "ags": 8, "agt": 8, "aug": 8,
    "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12,
}  # fmt: skip
SPELLINGS = frozenset(
    [
        "peb",
        "pebruari",
        "agt",
        "ags",
        "agust",
        "aug",
        "august",
        "nopember",
        "nop",
        "oct",
        "october",
        "may",
        "december",
        "dec",
        "january",
        "february",
        "march",
        "maret",
        "june",
        "july",
        "sept",
    ]
)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?(?:[ T].*)?")
DAY_FIRST = re.compile(r"(?:\d{1,2}[-/.])?(\d{1,2})[-/.](\d{4})")
NAMED = re.compile(r"(?:bulan )?(?:\d{1,2}[ .-]+)?([a-z]{3,9})[ .,'/-]*(\d{4}|\d{2})?")
PART = re.compile(r"(semester|triwulan|tw|smt|sem|kuartal)[ .]*(iv|i{1,3}|[1-4])[ ,/-]*(?:tahun )?(\d{4})?")
WHOLE_YEAR = re.compile(r"(?:tahun )?(\d{4})(?:[.,]0)?")
RANGE = re.compile(r"(.+?)\s*(?:–|—| s[./]?d\.? | sampai (?:dengan )?| - |(?<=[a-z])-(?=[a-z]))\s*(.+)")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Month(NamedTuple):
    """A month of a year."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def name(self) -> str:
        """`Januari 2022`."""
        return f"{MONTHS[self.number - 1]} {self.year}"

    @property
    def short(self) -> str:
        """`Jan 2022`."""
        return f"{MONTHS[self.number - 1][:3]} {self.year}"

    def plus(self, months: int) -> "Month":
        """So many months later."""
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, number + 1)


class Span(NamedTuple):
    """The months from `first` to `last`, both of them in it."""

    first: Month
    last: Month

    @property
    def key(self) -> str:
        """`2022-01`, or `2022-01_2022-12`."""
        return str(self.first) if self.is_month else f"{self.first}_{self.last}"

    @property
    def name(self) -> str:
        """`Januari 2022`, `Januari–Desember 2022`, `November 2021–Maret 2022`."""
        if self.is_month:
            return self.first.name
        head = MONTHS[self.first.number - 1] if self.first.year == self.last.year else self.first.name
        return f"{head}–{self.last.name}"

    @property
    def is_month(self) -> bool:
        """Whether it is one month."""
        return self.first == self.last

    @property
    def months(self) -> list[Month]:
        """Its months."""
        length = (self.last.year - self.first.year) * 12 + self.last.number - self.first.number + 1
        return [self.first.plus(step) for step in range(length)]

    def overlaps(self, other: "Span") -> bool:
        """Whether a month lies in both."""
        return self.first <= other.last and other.first <= self.last


def month_of(text: str) -> Month | None:
    """The month a key names: `2022-01`."""
    match = re.fullmatch(r"(\d{4})-(\d{2})", text) if text.isascii() else None
    return _month(int(match[1]), int(match[2])) if match else None


def span_of(key: str) -> Span | None:
    """The span a key names; None for anything else, and for one that is too long."""
    first, _line, last = key.partition("_")
    return _span(month_of(first), month_of(last or first))


def read_span(cell: object, year: int | None = None) -> Span | None:
    """The month or span a cell means; `year` is that of months written without one."""
    if isinstance(cell, date):
        return _one(_month(cell.year, cell.month))
    text = _text(cell)
    if not text:
        return None
    return _part(text, year) or _year(text) or _one(_read_month(text, year)) or _range(text, year)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).lower().split()) if isinstance(cell, str | int) else ""


def _month(year: int, number: int) -> Month | None:
    return Month(year, number) if year in YEARS and 1 <= number <= 12 else None


def _one(month: Month | None) -> Span | None:
    return Span(month, month) if month else None


def _span(first: Month | None, last: Month | None) -> Span | None:
    if first is None or last is None or last < first or last >= first.plus(MOST_MONTHS):
        return None
    return Span(first, last)


def _read_month(text: str, year: int | None) -> Month | None:
    if match := ISO.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := DAY_FIRST.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    match = NAMED.fullmatch(text)
    if not match or not _is_month_word(match[1]):
        return None
    written = int(match[2]) if match[2] else year
    if written is None:
        return None
    return _month(written + 2000 if written < 100 else written, STEMS[match[1][:3]])


def _is_month_word(word: str) -> bool:
    return any(name.lower().startswith(word) for name in MONTHS) or word in SPELLINGS


def _part(text: str, year: int | None) -> Span | None:
    match = PART.fullmatch(text)
    written = int(match[3]) if match and match[3] else year
    if not match or written is None:
        return None
    length = 6 if match[1].startswith("s") else 3
    number = ROMAN.get(match[2]) or int(match[2])
    if number * length > 12:
        return None
    first = _month(written, (number - 1) * length + 1)
    return _span(first, first.plus(length - 1)) if first else None


def _year(text: str) -> Span | None:
    match = WHOLE_YEAR.fullmatch(text)
    return _span(_month(int(match[1]), 1), _month(int(match[1]), 12)) if match else None


def _range(text: str, year: int | None) -> Span | None:
    match = RANGE.fullmatch(text)
    if not match:
        return None
    last = _read_month(match[2], year)
    return _span(_read_month(match[1], last.year if last else year), last)
