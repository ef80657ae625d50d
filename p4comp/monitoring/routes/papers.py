"""Handouts for the coordination meeting, and charts for its slides."""

import io
from typing import Any

from flask import Response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.core import clock, downloads, pdf
from p4comp.core.access import Actor, allow
from p4comp.monitoring import policy, queries
from p4comp.monitoring.policy import Area, Unit
from p4comp.monitoring.routes.blueprint import asked_span, bp, words_for
from p4comp.monitoring.routes.table import Table, table
from p4comp.monitoring.rules import targets
from p4comp.monitoring.rules.monthly import sum_off
from p4comp.monitoring.rules.targets import MEASURES, TREND_SIGNS, TREND_WORDS, Measure, Sort

SCALE = 2
ROW, WIDE, LEFT, RIGHT = 34, 960, 330, 90
FONTS = "body { margin: 0 } svg { display: block } " + " ".join(
    f"@font-face {{ font-family: Inter; font-weight: {weight}; src: url('asset:fonts/inter-{weight}.ttf') }}" for weight in (400, 600)
)


@bp.get("/pemantauan/provinsi/<code>/lembar.pdf")
@allow(policy.may_look, on=queries.area)
def area_pdf(area: Area) -> Response:
    """The province's institutions on two pages at most: a table and where to look."""
    found = table(area)
    content = pdf.render(
        "monitoring/area_pdf.html",
        table=found,
        measures=MEASURES,
        words_for=words_for,
        wanted=targets.wanted,
        signs=TREND_SIGNS,
        trend_words=TREND_WORDS,
        drawn=drawing_of(found),
        asked_order=request.args.get("urut", ""),
        at=clock.arrived(),
        simulated=clock.is_demo(),
    )
    return downloads.pdf(content, f"pemantauan-{area.province.code}-{found.span.key}.pdf")


@bp.get("/pemantauan/instansi/<code>/lembar.pdf")
@allow(policy.may_see_unit, on=queries.unit)
def unit_pdf(unit: Unit) -> Response:
    """One institution on one page."""
    span = asked_span(request.args)
    content = pdf.render(
        "monitoring/unit_pdf.html",
        unit=unit,
        found=queries.unit_figures(unit, span),
        measures=MEASURES,
        words_for=words_for,
        sum_off=sum_off,
        at=clock.arrived(),
        simulated=clock.is_demo(),
    )
    return downloads.pdf(content, f"pemantauan-{unit.institution.code}-{span.key}.pdf")


def drawing_of(found: Table) -> dict[str, Any]:
    """What the chart of a measure shows: a bar for each institution, the best first, what is asked, and the middle."""
    values = [(row, targets.value(row.stated, found.measure)) for row in found.rows]
    known = [(row, value) for row, value in values if value is not None]
    facts, asked = MEASURES[found.measure], found.targets.of(found.measure)
    known.sort(key=lambda pair: pair[1], reverse=facts.sort is not Sort.LENGTH)
    scale = 100 if facts.is_share else 1
    top = float(max([100 if facts.is_share else 0, asked or 0, *(value * scale for _row, value in known)], default=1)) or 1.0
    room = WIDE - LEFT - RIGHT
    bars = [
        {
            "name": row.name.removeprefix("Pemerintah "),
            "words": targets.shown(value, found.measure),
            "wide": round(float(value * scale) / top * room, 1),
            "is_behind": targets.meets(value, found.measure, found.targets) is False,
        }
        for row, value in known
    ]
    return {
        "bars": bars,
        "cut": None if asked is None else round(LEFT + float(asked) / top * room, 1),
        "cut_words": targets.wanted(found.targets, found.measure),
        "row": ROW,
        "left": LEFT,
        "wide": WIDE,
        "tall": ROW * len(bars) + 96,
        "title": _("%(measure)s, %(span)s", measure=facts.words, span=found.span.name),
    }


def _charted(actor: Actor, code: str, measure: str, form: str) -> Area | None:
    return queries.area(actor, code) if measure in set(Measure) and form in ("svg", "png") else None


@bp.get("/pemantauan/provinsi/<code>/grafik/<measure>.<form>")
@allow(policy.may_look, on=_charted)
def chart(area: Area) -> Response:
    """A measure's chart for slides, as SVG or PNG."""
    asked = request.view_args or {}
    form, measure = asked["form"], Measure(asked["measure"])
    found = table(area)
    drawn = drawing_of(Table(found.area, found.group, found.span, measure, found.rows, found.targets))
    if not drawn["bars"]:
        raise NotFound
    svg = render_template("monitoring/chart.svg", drawn=drawn, province=area.province, simulated=clock.is_demo())
    name = f"{measure}-{area.province.code}-{found.span.key}.{form}"
    content, kind = (svg.encode(), "image/svg+xml") if form == "svg" else (_png(svg, drawn), "image/png")
    response = Response(content, mimetype=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = downloads.SEALED
    return response


def _png(svg: str, drawn: dict[str, Any]) -> bytes:
    """The chart as dots, twice as many as its size for sharp slides."""
    import pypdfium2

    size = f"@page {{ size: {drawn['wide']}px {drawn['tall']}px; margin: 0 }}"
    content = pdf.from_html(render_template("monitoring/chart_page.html", svg=svg), css=FONTS + size)
    page = pypdfium2.PdfDocument(content)[0]
    out = io.BytesIO()
    page.render(scale=SCALE * 4 / 3).to_pil().save(out, "PNG")
    return out.getvalue()
