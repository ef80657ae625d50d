"""Tables of figures for categories without dossiers: a blank sheet, sending one, looking at it, letting it count."""

import io

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, sheets, workbooks
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.results.actions import score_tables as actions
from p4comp.results.policy import score_tables as policy
from p4comp.results.policy.score_tables import Tabling
from p4comp.results.queries import score_tables as queries
from p4comp.results.routes.blueprint import bp


@bp.route("/hasil-akhir/<slug>/<category>/angka", methods=["GET", "POST"])
@allow(policy.may_see_table, on=queries.tabling, upload=True, body=sheets.look_in)
def score_table(found: Tabling) -> ResponseReturnValue:
    """The table that is looked at, or that counts, with every fault beside its row; a new one is sent here."""
    fault = ""
    if request.method == "POST":
        try:
            actions.send(found, sheets.take(request.files.get("file")), by=actor(), at=clock.arrived())
        except Invalid as error:
            fault = error.message
        else:
            return redirect(url_for(".score_table", slug=found.edition.slug, category=found.category.code), 303)
    at, limit = clock.arrived(), min(sheets.MOST_BYTES, current_app.config["MAX_UPLOAD"])
    may = {"send": policy.may_send_table(actor(), found, at), "use": policy.may_use_table(actor(), found, at)}
    may["prefill"] = policy.may_prefill(actor(), found, at)
    page = {"found": found, "fault": fault, "limit": limit, "may": may, "scores": queries.scores(found)}
    return render_template("results/score_table.html", **page), 422 if fault else 200


@bp.post("/hasil-akhir/<slug>/<category>/angka/pakai")
@allow(policy.may_use_table, on=queries.tabling)
def use_score_table(found: Tabling) -> ResponseReturnValue:
    """Let the table that was looked at count."""
    if request.form.get("table") != (found.draft.id if found.draft else ""):
        flash(_("Tabelnya diganti sesudah Anda membukanya. Periksa yang baru, lalu pakai."), "error")
        return redirect(url_for(".score_table", slug=found.edition.slug, category=found.category.code), 303)
    table = actions.use(found, by=actor(), at=clock.arrived())
    flash(_("%(n)d baris dipakai. Urutannya ada di halaman Hasil akhir.", n=len(table.rows)), "success")
    return redirect(url_for(".final", slug=found.edition.slug), 303)


@bp.get("/hasil-akhir/<slug>/<category>/angka/lembar-isian.xlsx")
@allow(policy.may_see_table, on=queries.tabling)
def score_sheet(found: Tabling) -> Response:
    """The blank sheet with everybody who may take part."""
    return workbooks.answer(_blank(found), f"angka-{found.edition.slug}-{found.category.code}.xlsx".lower())


def _blank(found: Tabling) -> bytes:
    out = io.BytesIO()
    with workbooks.begin(out) as book:
        sheet, head = book.add_worksheet(_("Angka")), workbooks.head(book, text_wrap=True)
        for column, words in enumerate(queries.head(found.category)):
            sheet.write_string(0, column, words, head)
            sheet.set_column(column, column, 44 if column == 1 else 18)
        for row, one in enumerate(queries.homes(found.category, clock.arrived()), 1):
            sheet.write_string(row, 0, one.code)
            sheet.write_string(row, 1, one.name)
        sheet.freeze_panes(1, 2)
    return out.getvalue()
