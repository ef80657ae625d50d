"""What a province asks of its institutions, and whether figures meet it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from statistics import median

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from p4comp.core.words import number
from p4comp.monitoring.rules.counts import Counts
from p4comp.monitoring.rules.monthly import Point, Stated, added, share

ENOUGH = 5
TREND_MONTHS = 3
Value = Fraction | Decimal | int


class Measure(StrEnum):
    """What is looked at; the values stand in addresses."""

    FOLLOWED_UP = "tindak-lanjut"
    SETTLED = "selesai"
    FIRST_DAYS = "hari-tindak-lanjut"
    DAYS = "hari-selesai"
    RECEIVED = "diterima"


MEASURE_WORDS: dict[Measure, LazyString] = {
    Measure.FOLLOWED_UP: _l("Ditindaklanjuti"),
    Measure.SETTLED: _l("Selesai"),
    Measure.FIRST_DAYS: _l("Hari ke tindak lanjut pertama"),
    Measure.DAYS: _l("Rata-rata hari selesai"),
    Measure.RECEIVED: _l("Diterima"),
}
MEASURE_HEADS = MEASURE_WORDS | {Measure.FIRST_DAYS: _l("Hari pertama"), Measure.DAYS: _l("Hari selesai")}
SHARES = frozenset({Measure.FOLLOWED_UP, Measure.SETTLED})
LENGTHS = frozenset({Measure.FIRST_DAYS, Measure.DAYS})


ASKED_AS = {Measure.FOLLOWED_UP: "followed_up", Measure.SETTLED: "settled", Measure.FIRST_DAYS: "first_days", Measure.DAYS: "days"}


@dataclass(frozen=True)
class Targets:
    """The least shares (percent) and the most days; None where nothing is asked."""

    followed_up: Decimal | None = None
    settled: Decimal | None = None
    first_days: Decimal | None = None
    days: Decimal | None = None

    def of(self, measure: Measure) -> Decimal | None:
        """What is asked of one measure."""
        name = ASKED_AS.get(measure)
        return getattr(self, name) if name else None


def value(stated: Stated, measure: Measure) -> Value | None:
    """The figure of a measure; None where it is not known."""
    if measure is Measure.FOLLOWED_UP:
        return stated.counts.followed_up_rate
    if measure is Measure.SETTLED:
        return stated.counts.settled_rate
    if measure is Measure.RECEIVED:
        return stated.counts.received
    return stated.first_days if measure is Measure.FIRST_DAYS else stated.counts.average_days


def shown(found: Value | None, measure: Measure) -> str:
    """The figure as people read it."""
    if found is None:
        return "–"
    if measure in SHARES:
        return share(Fraction(found))
    return number(int(found)) if measure is Measure.RECEIVED else number(Decimal(str(found)) if isinstance(found, int) else found, 1)  # type: ignore[arg-type]  # days are no fraction


def wanted(targets: Targets, measure: Measure) -> str:
    """What is asked, as people read it: `paling sedikit 90 %`; an empty text where nothing is."""
    asked = targets.of(measure)
    if asked is None:
        return ""
    plain = number(asked, 0 if asked == asked.to_integral_value() else 1)
    return str(_l("paling sedikit %(n)s %%", n=plain) if measure in SHARES else _l("paling lama %(n)s hari", n=plain))


def meets(found: Value | None, measure: Measure, targets: Targets) -> bool | None:
    """Whether a figure is as asked; None where nothing is asked or known."""
    asked = targets.of(measure)
    if asked is None or found is None:
        return None
    return found * 100 >= asked if measure in SHARES else found <= asked


def behind(stated: Stated, targets: Targets) -> list[Measure]:
    """The measures in which an institution falls behind what is asked."""
    return [one for one in Measure if meets(value(stated, one), one, targets) is False]


def middle(values: Sequence[Value | None]) -> Value | None:
    """The median of those that are known; None of fewer than five, for it would tell of single ones."""
    known = [one for one in values if one is not None]
    return median(known) if len(known) >= ENOUGH else None  # type: ignore[type-var]  # all of one measure, so of one kind


class Trend(StrEnum):
    """Where a measure goes."""

    BETTER = "membaik"
    STEADY = "tetap"
    WORSE = "menurun"


TREND_WORDS = {Trend.BETTER: _l("membaik"), Trend.STEADY: _l("tetap"), Trend.WORSE: _l("menurun")}
TREND_SIGNS = {Trend.BETTER: "▲", Trend.STEADY: "●", Trend.WORSE: "▼"}


def over(months: Sequence[Stated], measure: Measure) -> Value | None:
    """A measure of some months together, as their sums would have it; a share is unknown as soon as one month lacks it."""
    if measure in SHARES:
        return share_over([one.counts for one in months], measure)
    return value(added(months), measure) if months else None


def share_over(counts: Sequence[Counts | Point], measure: Measure) -> Fraction | None:
    """The same of a share alone."""
    if any(one.done is None or (measure is Measure.FOLLOWED_UP and one.in_process is None) for one in counts):
        return None
    received = sum(one.received or 0 for one in counts)
    part = sum((one.done or 0) + ((one.in_process or 0) if measure is Measure.FOLLOWED_UP else 0) for one in counts)
    return Fraction(part, received) if received else None


def height(point: Point, measure: Measure) -> float | None:
    """How high a month stands in a drawing: the measure, as near as a drawing needs it."""
    if measure not in SHARES:
        return {Measure.RECEIVED: point.received, Measure.FIRST_DAYS: point.first_days, Measure.DAYS: point.average_days}[measure]
    known = measure is Measure.SETTLED or point.in_process is not None
    if point.done is None or not known or not point.received:
        return None
    return (point.done + ((point.in_process or 0) if measure is Measure.FOLLOWED_UP else 0)) / point.received


def trend(old: Value | None, new: Value | None, measure: Measure) -> Trend | None:
    """The last three months against the three before: one percentage point, or half a day, is a change."""
    if old is None or new is None or measure is Measure.RECEIVED:
        return None
    gain = (new - old) * 100 if measure in SHARES else (old - new) * 2  # type: ignore[operator]  # both of one measure
    return Trend.BETTER if gain >= 1 else Trend.WORSE if gain <= -1 else Trend.STEADY
