"""The self-assessment outside the portal: blank forms, the own dossier as files, and a filled spreadsheet taken in."""

from collections.abc import Mapping

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, docx, downloads, pdf, sheets, workbooks
from p4comp.core.access import actor, allow
from p4comp.core.autosave import seen
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.core.media_types import XLSX
from p4comp.entries import actions, policy, queries
from p4comp.entries.policy import Case
from p4comp.entries.queries import Dossier
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.form_writing import spreadsheet
from p4comp.entries.rules.form_sheet import Change, Typed, changes, level_words, typed


def _values(case: Case) -> dict[str, object]:
    return {"case": case, "dossier": queries.dossier(case.entry), "simulated": case.entry.institution.is_invented or clock.is_demo()}


@bp.get("/kepesertaan/<entry_id>/borang.pdf")
@allow(policy.may_read, on=queries.case)
def form_pdf(case: Case) -> Response:
    """The blank form to be printed."""
    return downloads.pdf(pdf.render("entries/form_pdf.html", **_values(case)), _("borang.pdf"))


@bp.get("/kepesertaan/<entry_id>/borang.docx")
@allow(policy.may_read, on=queries.case)
def form_docx(case: Case) -> Response:
    """The blank form to be worked on in Word."""
    return downloads.docx(docx.render("entries/form_pdf.html", **_values(case)), _("borang.docx"))


@bp.get("/kepesertaan/<entry_id>/borang.xlsx")
@allow(policy.may_read, on=queries.case)
def form_xlsx(case: Case) -> Response:
    """The blank form as a spreadsheet, to be sent back filled in."""
    return workbooks.answer(spreadsheet(queries.dossier(case.entry), is_blank=True), _("borang.xlsx"))


@bp.get("/kepesertaan/<entry_id>/isian.xlsx")
@allow(policy.may_print, on=queries.case)
def own_xlsx(case: Case) -> Response:
    """The form with the own answers, to go on outside."""
    return workbooks.answer(spreadsheet(queries.dossier(case.entry), is_blank=False), _("isian.xlsx"))


@bp.get("/kepesertaan/<entry_id>/berkas.pdf")
@allow(policy.may_print, on=queries.case)
def own_pdf(case: Case) -> Response:
    """The own dossier as one PDF: answers, and the list of evidence with hashes."""
    return downloads.pdf(pdf.render("entries/dossier_pdf.html", at=arrived(), **_values(case)), _("berkas-kepesertaan.pdf"))


@bp.route("/kepesertaan/<entry_id>/impor", methods=["GET", "POST"])
@allow(policy.may_edit, on=queries.case, upload=True, body=sheets.look_in_texts)
def import_form(case: Case) -> ResponseReturnValue:
    """Send a filled spreadsheet; nothing of it counts before it was looked at."""
    if request.method != "POST":
        return _page(case, Typed({}))
    dossier = queries.dossier(case.entry)
    try:
        taken = sheets.take(request.files.get("file"))
        if taken.media_type != XLSX:
            raise Invalid(_("Kirim borang dalam bentuk XLSX, seperti yang diunduh dari halaman ini."))
    except Invalid as error:
        return _page(case, Typed({}), fault=error.message), 422
    found = typed(sheets.restored(taken.kept), dossier.instrument)
    return _page(case, found, dossier=dossier, is_sent=True), 422 if found.faults else 200


def _page(
    case: Case, found: Typed, *, fault: str = "", dossier: Dossier | None = None, is_sent: bool = False, clashed: bool = False
) -> str:
    whole = dossier or queries.dossier(case.entry)
    differing = list(changes(found.values, _kept(whole), whole.instrument))
    return render_template(
        "entries/import.html",
        case=case,
        found=found,
        fault=fault,
        is_sent=is_sent,
        clashed=clashed,
        changes=differing,
        unchanged=len(found.values) - len(differing),
        shown=lambda change, text: _shown(whole, change, text),
    )


def _kept(dossier: Dossier) -> dict[str, tuple[str, int]]:
    kept: dict[str, tuple[str, int]] = {}
    for code, one in dossier.answers.items():
        kept[f"{code}.level"] = ("" if one.level is None else str(one.level), one.level_version)
        kept[f"{code}.narrative"] = (one.narrative, one.narrative_version)
    return kept


def _shown(dossier: Dossier, change: Change, text: str) -> str:
    code, _dot, field = change.field.rpartition(".")
    indicator = dossier.instrument.indicator(code)
    return level_words(indicator, text) if indicator and field == "level" else text


@bp.post("/kepesertaan/<entry_id>/impor/pakai")
@allow(policy.may_edit, on=queries.case)
def take_form(case: Case) -> ResponseReturnValue:
    """Take all of it over, or nothing where somebody changed one of the fields meanwhile: then the differences are shown anew."""
    dossier = queries.dossier(case.entry)
    values = _sent(request.form, dossier)
    wanted = list(changes(values, _kept(dossier), dossier.instrument))
    if any(seen(request.form.get(f"{one.field}.version", "")) != one.version for one in wanted):
        return _page(case, Typed(values), dossier=dossier, is_sent=True, clashed=True), 409
    for one in wanted:
        code, _dot, field = one.field.rpartition(".")
        actions.save(case.entry, code, field, one.new, seen=one.version, by=actor(), at=arrived())
    flash(_("%(n)d isian dari borang disimpan.", n=len(wanted)), "success")
    return redirect(url_for(".show", entry_id=case.entry.id), 303)


def _sent(form: Mapping[str, str], dossier: Dossier) -> dict[str, str]:
    fields = [f"{one.code}.{name}" for one in dossier.instrument.indicators for name in ("level", "narrative")]
    return {field: form[field].replace("\r\n", "\n") for field in fields if form.get(field)}
