"""Tables and summaries taken along."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from p4comp.core import clock, downloads, pdf
from p4comp.core.access import actor, allow
from p4comp.judging import actions, policy, queries
from p4comp.judging.models import ExportKind
from p4comp.judging.policy import Exported, Office, Summary
from p4comp.judging.routes.blueprint import bp

KINDS = {
    ExportKind.LONG: (
        _l("Temuan, satu baris setiap indikator (XLSX)"),
        _l("Untuk diolah: peserta, evaluator, indikator, tingkat, catatan."),
    ),
    ExportKind.WIDE: (
        _l("Nilai, satu baris setiap peserta (XLSX)"),
        _l("Untuk dibaca: rata-rata, terendah, tertinggi, dan setiap indikator."),
    ),
    ExportKind.SCORES: (_l("Nilai setiap lembar (CSV)"), _l("Peserta, evaluator, nilai lembar, saat dikunci.")),
    ExportKind.FINDINGS: (_l("Temuan (CSV)"), _l("Isi yang sama dengan temuan XLSX, untuk alat lain.")),
    ExportKind.RANKING: (_l("Peringkat (CSV)"), _l("Tempat, nilai, nilai adil, dan peluang menurut perhitungan terakhir.")),
}


@bp.get("/peringkat/<category>/ekspor")
@allow(policy.may_compare, on=queries.office)
def exports(office: Office) -> ResponseReturnValue:
    """The tables that may be asked for, and the person's own."""
    found = queries.exports(actor(), office)
    return render_template(
        "judging/exports.html", office=office, category=office.category, found=found, kinds=KINDS, jobs=queries.jobs_of(found)
    )


@bp.post("/peringkat/<category>/ekspor")
@allow(policy.may_compare, on=queries.office)
def ask_export(office: Office) -> ResponseReturnValue:
    """Ask for a table."""
    assert office.category is not None
    wanted = request.form.get("kind", "")
    if wanted not in {one.value for one in ExportKind}:
        raise NotFound
    actions.ask_export(office, ExportKind(wanted), by=actor(), at=clock.arrived())
    flash(_("Berkas sedang dibuat. Muat ulang halaman ini sebentar lagi."), "success")
    return redirect(url_for(".exports", category=office.category.code), 303)


@bp.get("/ekspor/<export_id>")
@allow(policy.may_take, on=queries.export)
def export_file(exported: Exported) -> Response:
    """An own table."""
    one = exported.export
    assert one.file is not None
    ending = "xlsx" if one.kind.is_workbook else "csv"
    return downloads.answer(one.file, f"{one.kind}-{exported.office.edition.slug}-{one.category.lower()}.{ending}")


@bp.get("/peringkat/<category>/<entry_id>.pdf")
@allow(policy.may_summarise, on=queries.summary)
def summary(found: Summary) -> Response:
    """All locked sheets of an entry side by side."""
    sheets = queries.sheets_of(found)
    named = policy.names_evaluators(actor(), found.office)
    values = {"entry": found.entry, "sheets": sheets, "findings": queries.findings_of(sheets), "named": named}
    instrument = found.office.spec.instrument_of(found.entry.category)
    made = pdf.render("judging/summary_pdf.html", **values, instrument=instrument, spec=found.office.spec, simulated=clock.is_demo())
    return downloads.pdf(made, f"ringkasan-{found.entry.id}.pdf")
