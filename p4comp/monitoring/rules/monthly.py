"""What is stated of one institution and month, and what does not add up in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core import clock
from p4comp.core.months import Month
from p4comp.core.words import number
from p4comp.monitoring.rules.counts import COUNTED, FIGURES, FOLLOWED_UP, MUST_BE_STATED, Counts, Figure, Sort, Told, counts_from, total

FIRST_DAYS = "first_days"
MONTHLY: Mapping[str, Told] = MappingProxyType(
    {str(figure): FIGURES[figure] for figure in COUNTED}
    | {FIRST_DAYS: Told(_l("Rata-rata hari ke tindak lanjut pertama"), "hari_tindak_lanjut", Sort.DAYS)}
    | {str(figure): told for figure, told in FIGURES.items() if figure not in COUNTED}
)
DAYS = tuple(name for name, told in MONTHLY.items() if told.sort is Sort.DAYS)
Value = int | Decimal


@dataclass(frozen=True)
class Stated:
    """The figures of a month: complaints by status, and the average days to the first follow-up. `MONTHLY` names them all."""

    counts: Counts
    first_days: Decimal | None = None

    def get(self, name: str) -> Value | None:
        """One of the figures."""
        return self.first_days if name == FIRST_DAYS else self.counts.get(Figure(name))


def stated_from(values: Mapping[str, Value | None]) -> Stated:
    """What is stated, from values by name; those that are not there are not stated."""
    first = values.get(FIRST_DAYS)
    return Stated(counts_from({figure: values.get(figure) for figure in Figure}), None if first is None else Decimal(first))


def differences(old: Stated, new: Stated) -> list[tuple[str, str, str]]:
    """The figures that differ: its words, what it was, what it is."""
    pairs = [(told, old.get(name), new.get(name)) for name, told in MONTHLY.items()]
    return [(str(told.words), worded(told, was), worded(told, now)) for told, was, now in pairs if was != now]


def worded(told: Told, value: Value | float | None) -> str:
    """A figure as people read it; of days as many decimals as are kept, but one."""
    if value is None or told.sort is not Sort.DAYS:
        return number(value)
    return number(value, 1 if round(value, 1) == value else 2)


class Point(NamedTuple):
    """A month of a trend: only what trends are drawn from, for a page draws hundreds of them. Days as they are kept."""

    received: int
    in_process: int | None
    done: int | None
    first_days: float | None
    average_days: float | None

    @property
    def stated(self) -> Stated:
        """The same, to be added up exactly."""
        first, average = (None if days is None else Decimal(str(round(days, 2))) for days in (self.first_days, self.average_days))
        return Stated(Counts(received=self.received, in_process=self.in_process, done=self.done, average_days=average), first)


@dataclass(frozen=True)
class Fault:
    """Something wrong beside a cell; one that is not `is_grave` may be kept as it is once people said so."""

    column: str
    message: str
    is_grave: bool = True


def faults(stated: Stated) -> Iterator[Fault]:
    """What cannot be or does not add up, by the column it stands in."""
    counts = stated.counts
    if counts.received is None:
        yield Fault("received", _("Isi jumlah pengaduan yang diterima; isi 0 bila tidak ada."))
        return
    for figure in FOLLOWED_UP:
        part = counts.get(figure)
        if part is not None and part > counts.received:
            told = {"what": FIGURES[figure].words, "part": number(part), "received": number(counts.received)}
            yield Fault(figure.value, _("%(what)s %(part)s lebih banyak daripada diterima %(received)s. Periksa kedua angka.", **told))
            return
    if (off := sum_off(counts)) is not None:
        told = {"received": number(counts.received), "parts": number(counts.parts), "off": number(abs(off))}
        words = _("Diterima %(received)s, tetapi jumlah menurut status %(parts)s; selisih %(off)s.", **told)
        yield Fault("received", words, is_grave=False)


def not_yet(month: Month, now: Month) -> Fault | None:
    """A month that has not begun cannot be stated; the one that is running can."""
    return Fault("month", _("%(month)s belum tiba. Periksa tahun dan bulannya.", month=month.name)) if month > now else None


def sum_off(counts: Counts) -> int | None:
    """Received less its parts where they do not add up: the parts are more, or all of them are stated and they are fewer."""
    off = counts.difference
    if off is None or off == 0:
        return None
    return off if off < 0 or all(counts.get(one) is not None for one in MUST_BE_STATED) else None


def added(stated: Sequence[Stated]) -> Stated:
    """Months or institutions together; days are weighted by the complaints that were followed up or settled."""
    pairs = [(one.first_days, _followed(one.counts)) for one in stated if one.first_days is not None]
    weight = sum(count for _days, count in pairs)
    days = (
        (sum((day * count for day, count in pairs if day is not None), Decimal(0)) / weight).quantize(Decimal("0.01")) if weight else None
    )
    return Stated(total([one.counts for one in stated]), days)


def _followed(counts: Counts) -> int:
    return (counts.done or 0) + (counts.in_process or 0)


def share(rate: Fraction | None) -> str:
    """`98,1 %`; cut, not rounded, so that 89,96 % never reads as 90 %."""
    return "–" if rate is None else f"{number(rate.numerator * 1000 // rate.denominator / 10, 1)} %"


def last_whole(today: date) -> Month:
    """The last month that is over."""
    return Month(today.year, today.month).plus(-1)


def month_at(moment: datetime, zone: str) -> Month:
    """The month that runs at a moment on the clock of a zone."""
    here = clock.local(moment, zone)
    return Month(here.year, here.month)
