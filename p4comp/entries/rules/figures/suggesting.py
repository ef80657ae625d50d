"""The level that figures suggest for an indicator. A suggestion is a fact beside the claim, never the claim."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from flask_babel import gettext as _

from p4comp.competition.measures import Measure, Measured
from p4comp.core.words import number
from p4comp.entries.rules.figures.whole import Whole


@dataclass(frozen=True)
class Suggestion:
    """A level with the figure it is read from; `limit` is that of the level, None for level 0.

    `is_held` says that the figure alone would reach a higher level, but the sums do not add up.
    """

    level: int
    of: Measured
    value: Fraction
    limit: float | None
    is_held: bool = False

    @property
    def figure(self) -> str:
        """`penyelesaian 94,2 %`; shares are cut, not rounded, so that 89,96 % never reads as 90 %."""
        names = {
            Measured.FOLLOWED_UP: _("tindak lanjut %(n)s %%", n=cut(self.value)),
            Measured.SETTLED: _("penyelesaian %(n)s %%", n=cut(self.value)),
            Measured.DAYS: _("rata-rata %(n)s hari", n=number(float(self.value), 1)),
        }
        return str(names[self.of])

    @property
    def words(self) -> str:
        """`tingkat 4 (penyelesaian 94,2 %; batas tingkat 4: 90 %)`."""
        if self.limit is None:
            return str(_("tingkat 0 (%(figure)s)", figure=self.figure))
        return str(
            _(
                "tingkat %(level)s (%(figure)s; batas tingkat %(level)s: %(limit)s)",
                level=self.level,
                figure=self.figure,
                limit=f"{number(self.limit, 0 if self.limit == int(self.limit) else 1)} {'%' if self.of.is_share else _('hari')}",
            )
        )


def cut(percent: Fraction) -> str:
    """A share in percent with one decimal, cut: `94,2`."""
    return number(floor(percent * 10) / 10, 1)


def suggested(measure: Measure, whole: Whole) -> Suggestion | None:
    """The highest level whose limit the total reaches; None where the figure is unknown."""
    value = _value(measure.of, whole)
    if value is None:
        return None
    reached = [step for step in measure.limits if _reaches(measure.of, value, step[1])]
    allowed = [step for step in reached if whole.is_matched or measure.sums_from is None or step[0] < measure.sums_from]
    level, limit = allowed[-1] if allowed else (0, None)
    return Suggestion(level, measure.of, value, limit, is_held=len(allowed) < len(reached))


def _value(of: Measured, whole: Whole) -> Fraction | None:
    if of is Measured.DAYS:
        return None if whole.total.average_days is None else Fraction(whole.total.average_days)
    rate = whole.total.settled_rate if of is Measured.SETTLED else whole.total.followed_up_rate
    return None if rate is None else rate * 100


def _reaches(of: Measured, value: Fraction, limit: float) -> bool:
    wanted = Fraction(str(limit))
    return value >= wanted if of.is_share else value <= wanted
