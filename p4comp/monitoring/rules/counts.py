"""Complaint figures of a span: what was received, what became of it, and the rates that follow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum, StrEnum, auto
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from p4comp.core.months import Span


class Figure(StrEnum):
    """What is counted; the names are those of `Counts`."""

    RECEIVED = "received"
    UNVERIFIED = "unverified"
    WAITING = "waiting"
    IN_PROCESS = "in_process"
    DONE = "done"
    POSTPONED = "postponed"
    ARCHIVED = "archived"
    OTHERS = "others"
    DAYS = "average_days"


class Sort(Enum):
    """What a figure is: all that came, a part of it that people state, the rest they may leave out, or a length of time."""

    WHOLE = auto()
    PART = auto()
    REST = auto()
    DAYS = auto()


class Told(NamedTuple):
    """How a figure is told: its words on pages, the head of its column in files, and what sort it is."""

    words: LazyString
    head: str
    sort: Sort


FIGURES: Mapping[Figure, Told] = MappingProxyType(
    {
        Figure.RECEIVED: Told(_l("Diterima"), "diterima", Sort.WHOLE),
        Figure.UNVERIFIED: Told(_l("Belum terverifikasi"), "belum_terverifikasi", Sort.PART),
        Figure.WAITING: Told(_l("Belum ditindaklanjuti"), "belum_ditindaklanjuti", Sort.PART),
        Figure.IN_PROCESS: Told(_l("Dalam proses"), "diproses", Sort.PART),
        Figure.DONE: Told(_l("Selesai"), "selesai", Sort.PART),
        Figure.POSTPONED: Told(_l("Tertunda"), "tertunda", Sort.PART),
        Figure.ARCHIVED: Told(_l("Diarsipkan"), "diarsipkan", Sort.PART),
        Figure.OTHERS: Told(_l("Lainnya"), "lainnya", Sort.REST),
        Figure.DAYS: Told(_l("Rata-rata hari selesai"), "hari_selesai", Sort.DAYS),
    }
)
FIGURE_WORDS: dict[Figure, LazyString] = {figure: told.words for figure, told in FIGURES.items()}
COUNTED = tuple(figure for figure, told in FIGURES.items() if told.sort is not Sort.DAYS)
PARTS = tuple(figure for figure, told in FIGURES.items() if told.sort in (Sort.PART, Sort.REST))
MUST_BE_STATED = tuple(figure for figure, told in FIGURES.items() if told.sort is Sort.PART)
MUST_BE_KNOWN = (Figure.RECEIVED, Figure.DONE)
FOLLOWED_UP = (Figure.DONE, Figure.IN_PROCESS)
SETTLED = (Figure.DONE,)


@dataclass(frozen=True)
class Counts:
    """Figures as they were stated; what was not stated is None, which is not 0."""

    received: int | None = None
    unverified: int | None = None
    waiting: int | None = None
    in_process: int | None = None
    done: int | None = None
    postponed: int | None = None
    archived: int | None = None
    others: int | None = None
    average_days: Decimal | None = None

    def get(self, figure: Figure) -> int | Decimal | None:
        """One of the figures."""
        found: int | Decimal | None = getattr(self, figure.value)
        return found

    @property
    def is_empty(self) -> bool:
        """Whether nothing was stated."""
        return all(getattr(self, field.name) is None for field in fields(self))

    @cached_property
    def parts(self) -> int | None:
        """The sum of the parts that were stated; None where none was."""
        return _sum(self.get(part) for part in PARTS)

    @property
    def difference(self) -> int | None:
        """What was received less the sum of its parts; None where one of them is unknown."""
        return None if self.received is None or self.parts is None else self.received - self.parts

    @property
    def followed_up_rate(self) -> Fraction | None:
        """(done + in process) / received: what somebody works on or has settled.

        Postponed, archived and other complaints do not count. None where one of the three was not stated or nothing came.
        """
        return self.share(FOLLOWED_UP)

    @property
    def settled_rate(self) -> Fraction | None:
        """done / received, of the complaints as stated, not of the sum of parts. None where one was not stated or nothing came."""
        return self.share(SETTLED)

    def share(self, parts: Sequence[str]) -> Fraction | None:
        """Some parts together, of what was received."""
        counts = [getattr(self, part) for part in parts]
        return Fraction(sum(counts), self.received) if self.received and None not in counts else None


def counts_from(values: Mapping[Figure, int | Decimal | None]) -> Counts:
    """Counts of values by figure; those that are not there are not stated."""
    named = {figure.value: value for figure, value in values.items()}
    return Counts(**named)  # type: ignore[arg-type]  # the figures are the fields, and each value is of its kind


def stated(counts: Counts) -> dict[str, int | float]:
    """What was stated, as plain values by name."""
    found = {figure.value: counts.get(figure) for figure in Figure}
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in found.items() if value is not None}


@dataclass(frozen=True)
class Line:
    """The figures of a span."""

    span: Span
    counts: Counts


def total(counts: Sequence[Counts]) -> Counts:
    """The sums. Received and done are unknown as soon as one line lacks them, for a rate would mislead; another part that one
    line states counts the blanks of the others as nothing. The days are the mean weighted by what was done.
    """
    sums: dict[Figure, int | Decimal | None] = {one: _sum(each.get(one) for each in counts) for one in COUNTED}
    for must in MUST_BE_KNOWN:
        if any(each.get(must) is None for each in counts):
            sums[must] = None
    return counts_from(sums | {Figure.DAYS: _mean_days(counts)})


def _sum(values: Iterable[int | Decimal | None]) -> int | None:
    stated = [int(value) for value in values if value is not None]
    return sum(stated) if stated else None


def _mean_days(counts: Iterable[Counts]) -> Decimal | None:
    pairs = [(each.average_days, each.done) for each in counts if each.done or each.average_days is not None]
    if not pairs:
        return None
    known = [(days, done) for days, done in pairs if days is not None and done is not None]
    weight = sum(done for _days, done in known)
    if len(known) != len(pairs) or not weight:
        return pairs[0][0] if len(pairs) == 1 else None
    return (sum((days * done for days, done in known), Decimal(0)) / weight).quantize(Decimal("0.01"))
