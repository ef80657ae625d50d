"""What is stated of one institution and month, and what does not add up in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple

from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.months import Month
from p4comp.core.words import number
from p4comp.monitoring.rules.counts import PARTS, Counts, total


@dataclass(frozen=True)
class Stated:
    """The figures of a month: complaints by status, and the average days to the first follow-up."""

    counts: Counts
    first_days: Decimal | None = None


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
        return Stated(Counts(self.received, None, None, self.in_process, self.done, average_days=average), first)


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
    for column, words in (("done", _("Selesai")), ("in_process", _("Diproses"))):
        part = getattr(counts, column)
        if part is not None and part > counts.received:
            told = {"what": words, "part": number(part), "received": number(counts.received)}
            yield Fault(column, _("%(what)s %(part)s lebih banyak daripada diterima %(received)s. Periksa kedua angka.", **told))
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
    stated = [one for one in PARTS[:-1] if counts.get(one) is not None]
    return off if off < 0 or len(stated) == len(PARTS) - 1 else None


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
    return "–" if rate is None else f"{number(floor(rate * 1000) / 10, 1)} %"


def last_whole(today: date) -> Month:
    """The last month that is over."""
    return Month(today.year, today.month).plus(-1)


def month_at(moment: datetime, zone: str) -> Month:
    """The month that runs at a moment on the clock of a zone."""
    here = clock.local(moment, zone)
    return Month(here.year, here.month)
