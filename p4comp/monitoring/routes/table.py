"""A province's institutions as pages and papers show them: their figures in words, what to look at first, their tiles and trends."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from flask import request, url_for

from p4comp.core.months import Month, Span
from p4comp.monitoring import queries
from p4comp.monitoring.policy import Area
from p4comp.monitoring.queries import GROUPS, Standing
from p4comp.monitoring.routes.blueprint import asked_measure, asked_span
from p4comp.monitoring.rules import drawing, targets
from p4comp.monitoring.rules.monthly import Stated
from p4comp.monitoring.rules.targets import MEASURES, TREND_MONTHS, TREND_SIGNS, TREND_WORDS, Measure, Targets, Trend, Value

NAME, MONTHS = "nama", "bulan"
CODE = "KODE"


class Cell(NamedTuple):
    """A figure in words, with the head it stands under, and whether it falls behind what is asked."""

    head: str
    words: str
    is_behind: bool


@dataclass(frozen=True)
class Shown:
    """An institution as the page shows it, ready to be written: its figures, its tile, its trend."""

    id: str
    name: str
    url: str
    cells: list[Cell]
    months: str
    look: str
    figure: str
    place: drawing.Tile | None
    points: str
    trend: Trend | None
    trend_words: str
    flag_id: str

    @property
    def place_name(self) -> str:
        """Its name on a map; only cities say what they are, for many share their name with a regency."""
        return self.name.removeprefix("Kabupaten ")

    @cached_property
    def behind(self) -> list[Cell]:
        """The figures that are outside what is asked."""
        return [cell for cell in self.cells if cell.is_behind]

    @property
    def is_worth_a_look(self) -> bool:
        """Whether something is outside what is asked, gets worse, or is being followed up."""
        return bool(self.flag_id or self.behind) or self.trend is Trend.WORSE

    @property
    def urgency(self) -> tuple[int, bool, str]:
        """Those with most outside what is asked first, then those that get worse, then by name."""
        return -len(self.behind), self.trend is not Trend.WORSE, self.name


@dataclass(frozen=True)
class Table:
    """The institutions of a group in a span, as a page shows them; `flags` are the open ones, by institution, for those who may see them."""

    area: Area
    group: str
    span: Span
    measure: Measure
    rows: list[Standing]
    targets: Targets
    flags: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def values(self) -> dict[str, dict[Measure, Value | None]]:
        """The figures of each row: a page asks for hundreds, several times."""
        return {row.id: {one: targets.value(row.stated, one) for one in MEASURES} for row in self.rows}

    @cached_property
    def whole(self) -> Stated:
        """All of them together."""
        return queries.together(self.rows)

    def middle(self, measure: Measure) -> str:
        """The median of a measure in words."""
        return targets.shown(targets.middle([found[measure] for found in self.values.values()]), measure)

    @cached_property
    def lines(self) -> list[Shown]:
        """The rows, ready to be written, each figure worded once."""
        words = {one: f"{TREND_SIGNS[one]} {TREND_WORDS[one]}" for one in Trend} | {None: ""}
        address = url_for(".unit", code=CODE)  # the rows' addresses differ in nothing else
        return [self._line(row, address.replace(CODE, row.code), words) for row in self.rows]

    def _line(self, row: Standing, url: str, words: Mapping[Trend | None, str]) -> Shown:
        meets = {one: targets.meets(value, one, self.targets) for one, value in self.values[row.id].items()}
        cells = {one: Cell(self.heads[one], targets.shown(value, one), meets[one] is False) for one, value in self.values[row.id].items()}
        asked, trend = meets[self.measure], self.trend(row)
        return Shown(
            row.id,
            row.name.removeprefix("Pemerintah "),
            url,
            list(cells.values()),
            f"{row.months} / {self.length}",
            "none" if not row.months else "plain" if asked is None else "good" if asked else "late",
            cells[self.measure].words,
            self._places.get(row.region),
            drawing.path(targets.heights([row.series.get(one) for one in self.drawn], self.measure)),
            trend,
            words[trend],
            self.flags.get(row.id, ""),
        )

    @cached_property
    def worth_a_look(self) -> list[Shown]:
        """Those to look at first, the most urgent on top, whatever the table is sorted by."""
        return sorted((one for one in self.lines if one.is_worth_a_look), key=lambda one: one.urgency)

    @property
    def has_targets(self) -> bool:
        """Whether anything is asked that one could fall behind of."""
        return bool(self.targets.limits)

    @cached_property
    def has_trends(self) -> bool:
        """Whether there are earlier months to compare any of them with."""
        return any(one.trend is not None for one in self.lines)

    @cached_property
    def better(self) -> list[Shown]:
        """Those getting better, by name."""
        return sorted((one for one in self.lines if one.trend is Trend.BETTER), key=lambda one: one.name)

    @cached_property
    def length(self) -> int:
        """How many months are looked at."""
        return len(self.span.months)

    @cached_property
    def drawn(self) -> list[Month]:
        """The months of the trend: the last twelve at most."""
        return self.span.months[-12:]

    def trend(self, row: Standing) -> Trend | None:
        """Where a row's measure goes."""
        now, before = (
            targets.over_points([row.series[one] for one in months if one in row.series], self.measure)
            for months in (self.drawn[-TREND_MONTHS:], self.drawn[-2 * TREND_MONTHS : -TREND_MONTHS])
        )
        return targets.trend(before, now, self.measure)

    def meets(self, row: Standing, measure: Measure) -> bool | None:
        """Whether a row's figure is as asked."""
        return targets.meets(self.values[row.id][measure], measure, self.targets)

    @cached_property
    def heads(self) -> dict[Measure, str]:
        """What each column is called."""
        return {one: str(facts.head) for one, facts in MEASURES.items()}

    @cached_property
    def _places(self) -> dict[str, drawing.Tile]:
        return drawing.tiles([row.region for row in self.rows])

    @cached_property
    def tiles(self) -> list[Shown]:
        """The rows as a map shows them: from its top left, or by the codes of their regions, whatever the table is sorted by."""
        regions = {row.id: row.region for row in self.rows}
        return sorted(self.lines, key=lambda one: (one.place.row, one.place.column, "") if one.place else (0, 0, regions[one.id]))

    @property
    def is_stated(self) -> bool:
        """Whether anybody stated anything."""
        return any(row.months for row in self.rows)

    def sorted(self, wish: str) -> "Table":
        """The same with its rows by a column, the unknown last; by name where no column is meant."""
        key, is_down = wish.removeprefix("-"), wish.startswith("-")
        if key == NAME or key not in {*Measure, MONTHS}:
            return replace(self, rows=self.rows[::-1]) if key == NAME and is_down else self
        of: dict[str, Any] = {row.id: row.months if key == MONTHS else self.values[row.id][Measure(key)] for row in self.rows}
        known = [row for row in self.rows if of[row.id] is not None]
        unknown = [row for row in self.rows if of[row.id] is None]
        return replace(self, rows=sorted(known, key=lambda row: of[row.id], reverse=is_down) + unknown)


def table(area: Area, flags: Mapping[str, str] | None = None) -> Table:
    """What was asked for of a province."""
    asked = request.args.get("kelompok", "")
    group, span = asked if asked in GROUPS else GROUPS[0], asked_span(request.args)
    rows, asks = queries.standings(area, group, span), queries.targets_for(area, span.last)
    return Table(area, group, span, asked_measure(), rows, asks, flags or {}).sorted(request.args.get("urut", ""))
