"""A table of figures filled from the monthly statistics, and its rows settled before it counts."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.core.months import Month, Span
from p4comp.results.actions import monitored as actions
from p4comp.results.forms.score_tables import SpanForm, row_form
from p4comp.results.policy import score_tables as policy
from p4comp.results.policy.score_tables import Line, Tabling
from p4comp.results.queries import score_tables as queries
from p4comp.results.routes.blueprint import bp


@bp.route("/hasil-akhir/<slug>/<category>/angka/pemantauan", methods=["GET", "POST"])
@allow(policy.may_prefill, on=queries.tabling)
def prefill_scores(found: Tabling) -> ResponseReturnValue:
    """Choose the months whose figures fill the table; nothing counts before it was looked at."""
    form = SpanForm()
    if not form.is_submitted():
        year = found.spec.year_label
        form.first.data, form.last.data = str(Month(year, 1)), str(Month(year, 12))
    if form.sent_well():
        assert form.first.month is not None
        assert form.last.month is not None
        try:
            table = actions.prefill(found, Span(form.first.month, form.last.month), by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("%(n)d baris diisi dari pemantauan. Periksa setiap baris, lalu pakai.", n=len(table.rows)), "success")
            return _back(found)
    columns = [one for one in found.scoring.columns if one.monitored]
    return render_template("results/prefill.html", found=found, form=form, columns=columns), form.status


@bp.route("/hasil-akhir/<slug>/<category>/angka/baris/<int:number>", methods=["GET", "POST"])
@allow(policy.may_change_row, on=queries.line)
def change_score_row(line: Line) -> ResponseReturnValue:
    """Change a row with its reason, or leave it out."""
    found, draft = line.table, line.table.draft
    assert draft is not None
    form, names = row_form(found.scoring.columns, line.row, draft.id)
    if form.is_submitted() and form.table.data != draft.id:
        flash(_("Tabelnya diganti sesudah Anda membukanya. Periksa yang baru."), "error")
        return _back(found)
    if form.sent_well():
        codes = {one.code: name for one, name in zip(found.scoring.columns, names, strict=True)}
        try:
            if form.is_out.data:
                actions.leave_out(line, str(form.reason.data), by=actor(), at=clock.arrived())
            else:
                typed = {code: str(form[name].data or "") for code, name in codes.items()}
                actions.change(line, typed, str(form.reason.data), by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(Invalid(error.message, codes.get(error.field, error.field)))
        else:
            flash(_("Baris %(name)s tersimpan.", name=line.row.institution_name), "success")
            return _back(found)
    return render_template("results/score_row.html", line=line, form=form, names=names), form.status


def _back(found: Tabling) -> ResponseReturnValue:
    return redirect(url_for(".score_table", slug=found.edition.slug, category=found.category.code), 303)
