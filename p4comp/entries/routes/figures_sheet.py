"""The grid of complaint figures as its page shows it: what is kept, what was typed, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from p4comp.core.access import Actor
from p4comp.core.autosave import Clash, seen
from p4comp.core.clock import local
from p4comp.core.errors import Invalid
from p4comp.entries import actions
from p4comp.entries.models import Entry, FigureLine
from p4comp.entries.queries import FigureCase
from p4comp.entries.rules.figures import Figure, Month, Scope, Span, month_of

SHOWN = 36


@dataclass
class GridLine:
    """A span on the grid. `typed` holds what was sent where that could not be kept."""

    scope: Scope
    span: Span
    row: FigureLine | None
    typed: dict[Figure, str] = field(default_factory=dict)
    errors: dict[Figure, str] = field(default_factory=dict)
    clashes: dict[Figure, Clash] = field(default_factory=dict)

    def name(self, figure: Figure) -> str:
        """The name of a figure's control: `instansi.2021-01.done`."""
        return f"{self.scope.value}.{self.span.key}.{figure.value}"

    def shown(self, figure: Figure) -> str:
        """What stands in a control: what was typed, else what is kept."""
        if figure in self.typed:
            return self.typed[figure]
        value = getattr(self.row, figure.value) if self.row else None
        return "" if value is None else f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)

    def version(self, figure: Figure) -> int:
        """The version of a figure that the page shows."""
        return int(self.row.versions.get(figure.value, 0)) if self.row else 0

    @property
    def is_wrong(self) -> bool:
        """Whether something sent for it could not be kept."""
        return bool(self.errors or self.clashes)


def wanted_span(found: FigureCase, asked: Mapping[str, str]) -> Span:
    """The months asked for, `dari` and `sampai`; else those that are stated, or the twelve before registration opens."""
    first, last = month_of(asked.get("dari", "").strip()), month_of(asked.get("sampai", "").strip())
    if first and last and first <= last < first.plus(SHOWN):
        return Span(first, last)
    kept = found.figures.wholes.get(found.scope)
    if kept and kept.span and kept.span.last < kept.span.first.plus(SHOWN):
        return kept.span
    opens = found.case.window.opens
    at = local(opens or found.entry.began_at, found.entry.edition.zone)
    here = Month(at.year, at.month)
    return Span(here.plus(-12), here.plus(-1))


def grid(found: FigureCase, span: Span) -> list[GridLine]:
    """A line for the whole span, one for each of its months, and every other span that something is stated of."""
    kept = found.figures.of(found.scope)
    months = [Span(month, month) for month in span.months]
    shown = dict.fromkeys([span, *months])
    others = [one for one in kept if one not in shown]
    return [GridLine(found.scope, one, kept.get(one)) for one in [*shown, *others]]


def fill_grid(entry: Entry, lines: list[GridLine], sent: Mapping[str, str], *, by: Actor, at: datetime) -> bool:
    """Save every figure that was sent; whether all of it is well. What cannot be kept stays in the lines, with its fault."""
    for line in lines:
        for figure in Figure:
            name = line.name(figure)
            if name in sent:
                _take(entry, line, figure, sent[name], seen(sent.get(f"{name}.version", "")), by, at)
    return not any(line.is_wrong for line in lines)


def _take(entry: Entry, line: GridLine, figure: Figure, text: str, seen: int, by: Actor, at: datetime) -> None:
    if text.strip() == line.shown(figure) and seen == line.version(figure):
        return
    try:
        saved = actions.save_figure(entry, line.scope, line.span, figure, text, seen=seen, by=by, at=at)
    except Invalid as error:
        line.typed[figure], line.errors[figure] = text, error.message
        return
    if isinstance(saved, Clash):
        line.typed[figure], line.clashes[figure] = text, saved
