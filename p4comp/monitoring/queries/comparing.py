"""One institution in a span: its months, their sums, what is asked of them, and the middle of those like it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from p4comp.core.months import Month, Span, month_of
from p4comp.institutions.models import REGIONAL
from p4comp.monitoring.models import MonthlyFigures
from p4comp.monitoring.policy import Unit
from p4comp.monitoring.queries.figures import alike, months_of, stated_of
from p4comp.monitoring.queries.places import GROUPS
from p4comp.monitoring.queries.terms import targets_for
from p4comp.monitoring.rules import targets
from p4comp.monitoring.rules.counts import Told
from p4comp.monitoring.rules.monthly import MONTHLY, Stated, added
from p4comp.monitoring.rules.targets import MEASURES, Measure, Targets


class Fact(NamedTuple):
    """A measure of an institution in words: the figure, what is asked, whether it is met, the middle of those like it."""

    measure: Measure
    figure: str
    wanted: str
    meets: bool | None
    middle: str


@dataclass(frozen=True)
class UnitFigures:
    """What pages and papers show of one institution."""

    span: Span
    rows: list[MonthlyFigures]
    stated: Mapping[Month, Stated]
    facts: list[Fact]

    @property
    def missing(self) -> list[Month]:
        """The months of which nothing is stated."""
        return [month for month in self.span.months if month not in self.stated]

    @cached_property
    def figures(self) -> dict[str, Told]:
        """The figures that any month states."""
        return {name: told for name, told in MONTHLY.items() if any(one.get(name) is not None for one in self.stated.values())}


def unit_figures(unit: Unit, span: Span) -> UnitFigures:
    """An institution's months in a span, beside what is asked and the others of its group; two queries."""
    rows = months_of(unit.institution.id, span)
    stated = {month: stated_of(row) for row in rows if (month := month_of(row.month))}
    group = GROUPS[0] if unit.institution.kind in REGIONAL else GROUPS[1]
    whole, others, asked = added(list(stated.values())), alike(unit.area, group, span), targets_for(unit.area, span.last)
    return UnitFigures(span, rows, stated, [_fact(one, whole, others, asked) for one in MEASURES])


def _fact(measure: Measure, whole: Stated, others: list[Stated], asked: Targets) -> Fact:
    value = targets.value(whole, measure)
    middle = targets.middle([targets.value(other, measure) for other in others])
    wanted, meets = targets.wanted(asked, measure), targets.meets(value, measure, asked)
    return Fact(measure, targets.shown(value, measure), wanted, meets, targets.shown(middle, measure))
