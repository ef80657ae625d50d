"""Where monitoring begins: the provinces one monitors for, the institutions one states figures of, or all provinces."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from p4comp.accounts.policy import is_staff
from p4comp.core.access import actor, allow
from p4comp.monitoring import policy, queries
from p4comp.monitoring.routes.blueprint import CHOICES, asked_measure, asked_span, bp, words_for
from p4comp.monitoring.rules.targets import MEASURES, Measure, shown, value

COLUMNS = (Measure.RECEIVED, Measure.FOLLOWED_UP, Measure.SETTLED)


@bp.get("/pemantauan")
@allow(policy.may_watch)
def home() -> ResponseReturnValue:
    """The only place one has, or a list of them; those inside the ministry's portal see all provinces."""
    areas, units = queries.areas(actor()), queries.units(actor())
    if len(areas) + len(units) == 1:
        place, code = (".area", areas[0].code) if areas else (".unit", units[0].code)
        return redirect(url_for(place, code=code), 303)
    if not areas and not units and is_staff(actor()) and not queries.host_code():
        return _all_provinces()
    return render_template("monitoring/home.html", areas=areas, units=units)


def _all_provinces() -> str:
    span, measure = asked_span(request.args), asked_measure()
    rows = queries.provinces(span)
    known = {row.region_code: value(row.stated, measure) for row in rows if row.stated}
    drawn = {code: float(found) for code, found in known.items() if found is not None}
    page = {
        "span": span,
        "measure": measure,
        "measures": MEASURES,
        "choices": CHOICES,
        "columns": COLUMNS,
        "drawn": drawn,
        "drawn_words": {code: shown(known[code], measure) for code in drawn},
        "words_for": words_for,
    }
    silent = [row for row in rows if row.units and not row.stated]
    return render_template("monitoring/provinces.html", rows=[row for row in rows if row.stated], silent=silent, **page)


@bp.get("/pemantauan/isi")
@allow(policy.may_watch)
def own() -> ResponseReturnValue:
    """State the figures of the own institution; a list where there are several."""
    units = queries.units(actor())
    if len(units) == 1:
        return redirect(url_for(".fill", code=units[0].code), 303)
    return render_template("monitoring/home.html", areas=[], units=units)
