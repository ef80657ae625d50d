"""Complaint figures typed by hand: a grid of months, each figure saved by itself."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import autosave
from p4comp.core.access import actor, allow, save_anyway
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.entries import actions, policy, queries
from p4comp.entries.queries import FigureCase
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.figures_sheet import GridLine, fill_grid, grid, wanted_span
from p4comp.entries.rules.figures import Figure, Span, span_of


@bp.get("/kepesertaan/<entry_id>/angka/<scope>/isi")
@allow(policy.may_edit_part, on=queries.figure_scope)
def fill_figures(found: FigureCase) -> ResponseReturnValue:
    """The grid of the months asked for."""
    span = wanted_span(found, request.args)
    return _page(found, span, grid(found, span))


def _page(found: FigureCase, span: Span, lines: list[GridLine]) -> str:
    return render_template("entries/figures_fill.html", case=found.case, found=found, span=span, lines=lines)


@bp.post("/kepesertaan/<entry_id>/angka/<scope>/isi")
@allow(policy.may_edit_part, on=queries.figure_scope)
def save_figures(found: FigureCase) -> ResponseReturnValue:
    """Save the whole grid at once, for browsers without scripts; what clashes or is wrong is shown again with what was typed."""
    span = wanted_span(found, request.form)
    lines = grid(found, span)
    if fill_grid(found.entry, lines, request.form, by=actor(), at=arrived()):
        flash(_("Angka tersimpan."), "success")
        return redirect(url_for(".figures", entry_id=found.entry.id), 303)
    save_anyway()
    fresh = queries.figures_of(found.entry).of(found.scope)
    for line in lines:
        line.row = fresh.get(line.span)
    return _page(found, span, lines), 409 if any(line.clashes for line in lines) else 422


@bp.post("/kepesertaan/<entry_id>/angka/simpan")
@allow(policy.may_edit_part, on=queries.figures)
def save_figure(found: FigureCase) -> ResponseReturnValue:
    """Save one figure, as `autosave.js` sends it: `field` (`instansi.2021-01.done`), `value`, `version`."""
    name, value = request.form.get("field", ""), request.form.get("value")
    scope, _dot, rest = name.partition(".")
    key, _dot, figure = rest.partition(".")
    span, wanted = span_of(key), next((one for one in found.scopes if one.value == scope), None)
    if value is None or span is None or wanted is None or figure not in tuple(Figure):
        raise Invalid(_("Isian ini tidak dikenal. Muat ulang halaman, lalu isi sekali lagi."))
    try:
        outcome = actions.save_figure(
            found.entry,
            wanted,
            span,
            Figure(figure),
            value,
            seen=autosave.seen(request.form.get("version", "")),
            by=actor(),
            at=arrived(),
        )
    except Invalid as fault:
        return autosave.fault(fault, name)
    return autosave.answer(outcome, at=arrived())
