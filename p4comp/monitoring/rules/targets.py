"""What a province asks of its institutions, and whether figures meet it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum, auto
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from p4comp.core.words import number
from p4comp.monitoring.rules.counts import FIGURE_WORDS, FOLLOWED_UP, SETTLED, Counts, Figure
from p4comp.monitoring.rules.monthly import FIRST_DAYS, Point, Stated, added, share

ENOUGH = 5
TREND_MONTHS = 3
POINT, HALF_A_DAY = Fraction(1, 100), Fraction(1, 2)
Value = Fraction | Decimal | int


class Measure(StrEnum):
    """What is looked at; the values stand in addresses."""

    FOLLOWED_UP = "tindak-lanjut"
    SETTLED = "selesai"
    FIRST_DAYS = "hari-tindak-lanjut"
    DAYS = "hari-selesai"
    RECEIVED = "diterima"


class Sort(Enum):
    """A share of what was received (the more the better), a length of time (the less the better), or a plain number."""

    SHARE = auto()
    LENGTH = auto()
    NUMBER = auto()


@dataclass(frozen=True)
class Facts:
    """A measure: its words, its words in narrow heads, its sort, the figures it is made of, and the target that asks for it."""

    words: LazyString
    head: LazyString
    sort: Sort
    of: tuple[str, ...]
    asked: str = ""

    @cached_property
    def is_share(self) -> bool:
        """Whether it is a share of what was received."""
        return self.sort is Sort.SHARE


MEASURES: Mapping[Measure, Facts] = MappingProxyType(
    {
        Measure.FOLLOWED_UP: Facts(_l("Ditindaklanjuti"), _l("Ditindaklanjuti"), Sort.SHARE, FOLLOWED_UP, "followed_up"),
        Measure.SETTLED: Facts(_l("Bagian selesai"), _l("Bagian selesai"), Sort.SHARE, SETTLED, "settled"),
        Measure.FIRST_DAYS: Facts(_l("Hari ke tindak lanjut pertama"), _l("Hari pertama"), Sort.LENGTH, (FIRST_DAYS,), "first_days"),
        Measure.DAYS: Facts(FIGURE_WORDS[Figure.DAYS], _l("Hari selesai"), Sort.LENGTH, (Figure.DAYS,), "days"),
        Measure.RECEIVED: Facts(FIGURE_WORDS[Figure.RECEIVED], FIGURE_WORDS[Figure.RECEIVED], Sort.NUMBER, (Figure.RECEIVED,)),
    }
)
ASKED: Mapping[str, Measure] = MappingProxyType({facts.asked: one for one, facts in MEASURES.items() if facts.asked})


@dataclass(frozen=True)
class Targets:
    """The least shares (percent) and the most days; None where nothing is asked."""

    followed_up: Decimal | None = None
    settled: Decimal | None = None
    first_days: Decimal | None = None
    days: Decimal | None = None

    def of(self, measure: Measure) -> Decimal | None:
        """What is asked of one measure."""
        name = MEASURES[measure].asked
        return getattr(self, name) if name else None

    @cached_property
    def limits(self) -> dict[Measure, Fraction | Decimal]:
        """What is asked, as figures are: shares of 1. A page compares hundreds."""
        asked = {one: limit for one in MEASURES if (limit := self.of(one)) is not None}
        return {one: Fraction(limit) / 100 if MEASURES[one].is_share else limit for one, limit in asked.items()}


def value(stated: Stated, measure: Measure) -> Value | None:
    """The figure of a measure; None where it is not known."""
    facts = MEASURES[measure]
    if facts.is_share:
        return stated.counts.share(facts.of)
    return stated.get(facts.of[0])


def shown(found: Value | None, measure: Measure) -> str:
    """The figure as people read it."""
    sort = MEASURES[measure].sort
    if found is None:
        return "–"
    if sort is Sort.SHARE:
        return share(found)  # type: ignore[arg-type]  # a share is a fraction
    return number(found, 0 if sort is Sort.NUMBER else 1)  # type: ignore[arg-type]  # neither days nor numbers are fractions


def wanted(targets: Targets, measure: Measure) -> str:
    """What is asked, as people read it: `paling sedikit 90 %`; an empty text where nothing is."""
    asked = targets.of(measure)
    if asked is None:
        return ""
    plain = number(asked, 0 if asked == asked.to_integral_value() else 1)
    return str(_l("paling sedikit %(n)s %%", n=plain) if MEASURES[measure].is_share else _l("paling lama %(n)s hari", n=plain))


def meets(found: Value | None, measure: Measure, targets: Targets) -> bool | None:
    """Whether a figure is as asked; None where nothing is asked or known."""
    limit = targets.limits.get(measure)
    if limit is None or found is None:
        return None
    return found >= limit if MEASURES[measure].is_share else found <= limit


def middle(values: Sequence[Value | None]) -> Value | None:
    """The median of those that are known; None of fewer than five, for it would tell of single ones."""
    known = sorted((one for one in values if one is not None), key=float)
    if len(known) < ENOUGH:
        return None
    low, high = known[(len(known) - 1) // 2], known[len(known) // 2]
    return low if low == high else (low + high) / 2  # type: ignore[operator,return-value]  # both of one measure


class Trend(StrEnum):
    """Where a measure goes."""

    BETTER = "membaik"
    STEADY = "tetap"
    WORSE = "menurun"


TREND_WORDS = {Trend.BETTER: _l("membaik"), Trend.STEADY: _l("tetap"), Trend.WORSE: _l("menurun")}
TREND_SIGNS = {Trend.BETTER: "▲", Trend.STEADY: "●", Trend.WORSE: "▼"}


def over(months: Sequence[Stated], measure: Measure) -> Value | None:
    """A measure of some months together, as their sums would have it; a share is unknown as soon as one month lacks it."""
    if MEASURES[measure].is_share:
        return share_over([one.counts for one in months], measure)
    return value(added(months), measure) if months else None


def share_over(counts: Sequence[Counts | Point], measure: Measure) -> Fraction | None:
    """The same of a share alone."""
    parts = [getattr(one, figure) for figure in MEASURES[measure].of for one in counts]
    received = sum(one.received or 0 for one in counts)
    return Fraction(sum(parts), received) if received and None not in parts else None


def over_points(points: Sequence[Point], measure: Measure) -> Value | None:
    """The same of points of a trend, which a page has hundreds of."""
    is_share = MEASURES[measure].is_share
    return share_over(points, measure) if is_share else over([one.stated for one in points], measure)


def heights(points: Sequence[Point | None], measure: Measure) -> list[float | None]:
    """How high months stand in a drawing: the measure, as near as a drawing needs it; None where it is not known."""
    facts = MEASURES[measure]
    parts = [[getattr(one, figure) for figure in facts.of] if one else [None] for one in points]
    if not facts.is_share:
        return [part for (part,) in parts]
    return [
        None if None in part or one is None or not one.received else sum(part) / one.received
        for one, part in zip(points, parts, strict=True)
    ]


def trend(old: Value | None, new: Value | None, measure: Measure) -> Trend | None:
    """The last three months against the three before: one percentage point, or half a day, is a change."""
    sort = MEASURES[measure].sort
    if old is None or new is None or sort is Sort.NUMBER:
        return None
    gain, step = (new - old, POINT) if sort is Sort.SHARE else (old - new, HALF_A_DAY)  # type: ignore[operator]  # both of one measure
    return Trend.BETTER if gain >= step else Trend.WORSE if gain <= -step else Trend.STEADY
