"""A province's institutions side by side, and who is late."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.months import Month, Span
from p4comp.monitoring import actions, policy, queries
from p4comp.monitoring.policy import Area
from p4comp.monitoring.queries import GROUPS, Standing
from p4comp.monitoring.routes.blueprint import asked_measure, asked_span, bp, today, words_for
from p4comp.monitoring.rules import drawing, targets
from p4comp.monitoring.rules.monthly import Stated, last_whole
from p4comp.monitoring.rules.targets import (
    MEASURE_HEADS,
    MEASURE_WORDS,
    SHARES,
    TREND_MONTHS,
    TREND_SIGNS,
    TREND_WORDS,
    Measure,
    Targets,
    Trend,
)

NAME, MONTHS = "nama", "bulan"
CODE = "KODE"


@dataclass(frozen=True)
class Line:
    """An institution as the page shows it, ready to be written: its figures with whether they fall behind, its tile, its trend."""

    id: str
    name: str
    url: str
    cells: list[tuple[str, str, bool]]
    months: int
    look: str
    shown: str
    tile: drawing.Tile
    points: list[str]
    trend: str


@dataclass(frozen=True)
class Table:
    """The institutions of a group in a span, as a page shows them."""

    area: Area
    group: str
    span: Span
    measure: Measure
    rows: list[Standing]
    targets: Targets

    @cached_property
    def whole(self) -> Stated:
        """All of them together."""
        return queries.together(self.rows)

    def middle(self, measure: Measure) -> str:
        """The median of a measure in words."""
        return targets.shown(targets.middle([targets.value(one.stated, measure) for one in self.rows]), measure)

    def lines(self) -> list[Line]:
        """The rows, ready to be written: a page writes hundreds of figures, so each is worded once."""
        words = {one: f"{TREND_SIGNS[one]} {TREND_WORDS[one]}" for one in Trend} | {None: ""}
        return [self._line(row, words) for row in self.rows]

    def _line(self, row: Standing, words: Mapping[Trend | None, str]) -> Line:
        found = {one: targets.value(row.stated, one) for one in Measure}
        meets = {one: targets.meets(found[one], one, self.targets) for one in Measure}
        asked = meets[self.measure]
        return Line(
            row.id,
            row.name.removeprefix("Pemerintah "),
            self.address.replace(CODE, row.code),
            [(self.heads[one], targets.shown(found[one], one), meets[one] is False) for one in Measure],
            row.months,
            "none" if not row.months else "plain" if asked is None else "good" if asked else "late",
            targets.shown(found[self.measure], self.measure),
            self.tiles[row.region],
            drawing.path(values_of(row, self.measure, self.drawn)),
            words[self.trend(row)],
        )

    @cached_property
    def heads(self) -> dict[Measure, str]:
        """What each column is called."""
        return {one: str(words) for one, words in MEASURE_HEADS.items()}

    @cached_property
    def address(self) -> str:
        """Where the page of an institution is, CODE for its code: the rows' addresses differ in nothing else."""
        return url_for(".unit", code=CODE)

    @cached_property
    def drawn(self) -> list[Month]:
        """The months of the trend: the last twelve at most."""
        return self.span.months[-12:]

    def trend(self, row: Standing) -> Trend | None:
        """Where a row's measure goes."""
        now, before = self.drawn[-TREND_MONTHS:], self.drawn[-2 * TREND_MONTHS : -TREND_MONTHS]
        return targets.trend(_over(row, before, self.measure), _over(row, now, self.measure), self.measure)

    def meets(self, row: Standing, measure: Measure) -> bool | None:
        """Whether a row's figure is as asked."""
        return targets.meets(targets.value(row.stated, measure), measure, self.targets)

    @cached_property
    def tiles(self) -> dict[str, drawing.Tile]:
        """Where each row's tile stands."""
        return drawing.tiles([row.region for row in self.rows])


def values_of(row: Standing, measure: Measure, months: list[Month]) -> list[float | None]:
    """A row's measure in each of these months."""
    return [targets.height(row.series[one], measure) if one in row.series else None for one in months]


def _over(row: Standing, months: list[Month], measure: Measure) -> targets.Value | None:
    points = [row.series[one] for one in months if one in row.series]
    return targets.share_over(points, measure) if measure in SHARES else targets.over([one.stated for one in points], measure)


def table(area: Area) -> Table:
    """What was asked for of a province."""
    asked = request.args.get("kelompok", "")
    group, span = asked if asked in GROUPS else GROUPS[0], asked_span(request.args)
    measure = asked_measure()
    found = queries.standings(area, group, span)
    rows = sorted_rows(found, request.args.get("urut", ""))
    return Table(area, group, span, measure, rows, queries.targets_for(area, span.last))


def sorted_rows(rows: list[Standing], wish: str) -> list[Standing]:
    """The rows by a column, the unknown last; by name where no column is meant."""
    key, is_down = wish.removeprefix("-"), wish.startswith("-")
    if key == NAME or key not in {*Measure, MONTHS}:
        return rows[::-1] if key == NAME and is_down else rows
    of: Callable[[Standing], Any] = (lambda one: one.months) if key == MONTHS else lambda one: targets.value(one.stated, Measure(key))
    known = [one for one in rows if of(one) is not None]
    return sorted(known, key=of, reverse=is_down) + [one for one in rows if of(one) is None]


@bp.get("/pemantauan/provinsi/<code>")
@allow(policy.may_look, on=queries.area)
def area(area: Area) -> ResponseReturnValue:
    """A province's institutions in a span: map, table, trend."""
    if not area.has_begun:
        return render_template("monitoring/beginning.html", area=area, runs=policy.runs(actor(), area))
    runs, found = policy.runs(actor(), area), table(area)
    asked: dict[str, Any] = {key: value for key, value in request.args.items() if key in ("dari", "sampai", "kelompok", "ukuran", "urut")}
    return render_template(
        "monitoring/area.html",
        table=found,
        lines=found.lines(),
        runs=runs,
        flags=queries.flagged_in(area) if runs else {},
        late=queries.number_late(area, last_whole(today(area.province.zone)), found.group) if runs else 0,
        month=last_whole(today(area.province.zone)),
        measures={one: str(words) for one, words in MEASURE_WORDS.items()},
        heads_of={one: str(words) for one, words in MEASURE_HEADS.items()},
        Measure=Measure,
        words_for=words_for,
        wanted=targets.wanted,
        asked=asked,
        is_drawn=drawing.is_drawn(area.province.region_code or ""),
        sort_url=lambda key: url_for(".area", code=area.province.code, **(asked | {"urut": key})),
    )


@bp.get("/pemantauan/provinsi/<code>/belum-masuk")
@allow(policy.may_run, on=queries.area)
def late(area: Area) -> ResponseReturnValue:
    """Who has stated nothing of last month."""
    month = last_whole(today(area.province.zone))
    terms = queries.terms_for(area, month)
    return render_template("monitoring/late.html", area=area, month=month, terms=terms, rows=queries.late(area, month))


@bp.post("/pemantauan/provinsi/<code>/ingatkan")
@allow(policy.may_import, on=queries.area)
def remind(area: Area) -> ResponseReturnValue:
    """Remind those who are late and were not reminded yet."""
    number = actions.remind(area, by=actor(), at=clock.arrived())
    if number:
        flash(_("%(n)s instansi diingatkan lewat surel.", n=number), "success")
    else:
        flash(_("Tidak ada yang perlu diingatkan: semua sudah mengisi, atau sudah diingatkan untuk bulan ini."), "info")
    return redirect(url_for(".late", code=area.province.code), 303)
