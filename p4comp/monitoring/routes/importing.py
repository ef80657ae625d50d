"""Spreadsheets with figures: the template, sending, looking at what they say, taking them over."""

import io
from collections.abc import Sequence

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, sheets, tables, uploads, workbooks
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid, Refused
from p4comp.core.media_types import XLSX
from p4comp.core.months import Span
from p4comp.core.uploads import Accepted
from p4comp.monitoring import actions, policy, queries
from p4comp.monitoring.actions import Unmet
from p4comp.monitoring.forms import FilesForm, TakeForm
from p4comp.monitoring.models import FiguresFile
from p4comp.monitoring.policy import Area, Sent, Unit
from p4comp.monitoring.routes.blueprint import asked_span, bp, words_for
from p4comp.monitoring.rules.monthly import differences
from p4comp.monitoring.rules.reading import COLUMNS, Named
from p4comp.monitoring.rules.targets import MEASURES, Measure

SHOWN = 400
LOOKED_AT = (Measure.RECEIVED, Measure.FOLLOWED_UP, Measure.SETTLED)


def _accepted() -> Accepted:
    """The spreadsheet that was sent: XLSX looked into as any other, or CSV."""
    upload = request.files.get("file")
    received = uploads.received(upload)
    assert upload is not None
    name = upload.filename or ""
    if received.size > sheets.MOST_BYTES:
        raise Invalid(_("Berkas ini lebih besar dari 5 MB. Kirim rekap per bulan saja, bukan daftar pengaduan."), "file")
    if received.size and tables.is_archive(received.path):
        return uploads.check(received, name, types=frozenset({XLSX}))
    return Accepted(received, uploads.clean_name(name), sheets.CSV)


def _send(place: Area | Unit, title: str, back: str, template: str) -> ResponseReturnValue:
    form = FilesForm()
    if form.is_submitted():
        try:
            made: FiguresFile = actions.send(place, _accepted(), by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            return redirect(url_for(".look", file_id=made.id), 303)
    return render_template(
        "monitoring/import_file.html", form=form, title=title, back=back, template=template, columns=COLUMNS
    ), form.status


@bp.route("/pemantauan/provinsi/<code>/impor", methods=["GET", "POST"])
@allow(policy.may_import, on=queries.area, upload=True, body=tables.look_in)
def import_area(area: Area) -> ResponseReturnValue:
    """Send one spreadsheet for all institutions of the province."""
    code = area.province.code
    return _send(area, area.province.name, url_for(".area", code=code), url_for(".area_template", code=code))


@bp.route("/pemantauan/instansi/<code>/impor", methods=["GET", "POST"])
@allow(policy.may_state, on=queries.unit, upload=True, body=tables.look_in)
def import_unit(unit: Unit) -> ResponseReturnValue:
    """Send a spreadsheet of one institution."""
    code = unit.institution.code
    return _send(unit, unit.institution.name, url_for(".unit", code=code), url_for(".unit_template", code=code))


@bp.get("/pemantauan/provinsi/<code>/templat.xlsx")
@allow(policy.may_import, on=queries.area)
def area_template(area: Area) -> Response:
    """The spreadsheet to fill in, with the codes and names of all institutions, a row for each month."""
    return _template(queries.named(area), asked_span(request.args), f"angka-{area.province.code}.xlsx")


@bp.get("/pemantauan/instansi/<code>/templat.xlsx")
@allow(policy.may_state, on=queries.unit)
def unit_template(unit: Unit) -> Response:
    """The same for one institution."""
    one = unit.institution
    return _template([Named(one.id, one.code, one.name)], asked_span(request.args), f"angka-{one.code}.xlsx")


def _template(units: Sequence[Named], span: Span, name: str) -> Response:
    out = io.BytesIO()
    with workbooks.begin(out) as book:
        sheet, head = book.add_worksheet("Angka"), workbooks.head(book)
        for column, (word, _words) in enumerate(COLUMNS.values()):
            sheet.write_string(0, column, word, head)
        rows = [(one, month) for month in span.months for one in units]
        for number, (one, month) in enumerate(rows, 1):
            for column, text in enumerate((one.code, one.name, str(month))):
                sheet.write_string(number, column, text)
        sheet.freeze_panes(1, 3)
        sheet.set_column(1, 1, 42)
        sheet.set_column(2, len(COLUMNS) - 1, 15)
        _guide(book, head)
    return workbooks.answer(out, name)


def _guide(book: workbooks.Workbook, head: workbooks.Format) -> None:
    sheet = book.add_worksheet("Petunjuk")
    notes = [_("Kolom"), *(word for word, _words in COLUMNS.values())]
    words = [_("Arti"), *(str(words) for _word, words in COLUMNS.values())]
    for number, pair in enumerate(zip(notes, words, strict=True)):
        for column, text in enumerate(pair):
            sheet.write_string(number, column, text, head if number == 0 else None)
    sheet.write_string(
        len(notes) + 1, 0, _("Isi jumlah pengaduan, bukan persentase. Sel kosong berarti tidak diketahui; 0 berarti tidak ada.")
    )
    sheet.set_column(0, 1, 42)


@bp.get("/pemantauan/berkas/<file_id>")
@allow(policy.may_look_at, on=queries.sent)
def look(sent: Sent) -> ResponseReturnValue:
    """What a file says, beside what is kept, and every fault beside its row."""
    return _taken(sent) if sent.file.taken_at else _look(sent, TakeForm())


def _taken(sent: Sent) -> ResponseReturnValue:
    """Sent twice, or come back to: the file is kept already, and nothing is done again."""
    flash(_("Isi “%(name)s” sudah tersimpan.", name=sent.file.name), "info")
    return redirect(_place(sent), 303)


def _place(sent: Sent) -> str:
    place, code = (".unit", sent.unit.institution.code) if sent.unit else (".area", sent.area.province.code)
    return url_for(place, code=code)


def _look(sent: Sent, form: TakeForm, status: int = 0) -> ResponseReturnValue:
    found = queries.compared(sent)
    form.mark.data = found.mark
    rows = sorted(found.reading.rows, key=lambda row: (not row.is_grave, not row.faults, row.number))
    again = url_for(".import_unit", code=sent.unit.institution.code) if sent.unit else url_for(".import_area", code=sent.area.province.code)
    page = {"sent": sent, "found": found, "rows": rows[:SHOWN], "form": form, "again": again, "shown": LOOKED_AT, "measures": MEASURES}
    told = {"words_for": words_for, "columns": COLUMNS, "differences": differences}
    return render_template("monitoring/look.html", **page, **told), status or form.status


@bp.post("/pemantauan/berkas/<file_id>")
@allow(policy.may_look_at, on=queries.sent)
def take(sent: Sent) -> ResponseReturnValue:
    """Take it over, whole or not at all."""
    if sent.file.taken_at:
        return _taken(sent)
    form = TakeForm()
    if not form.sent_well():
        return _look(sent, form)
    accepted, reason = bool(form.accepted.data), form.reason.data or ""
    try:
        new, changed = actions.take(sent, mark=form.mark.data or "", accepted=accepted, reason=reason, by=actor(), at=clock.arrived())
    except Unmet as error:
        for one in error.faults:
            form.blame(one)
        return _look(sent, form, error.status)
    except Refused as error:
        form.blame(Invalid(error.message, getattr(error, "field", "")))
        return _look(sent, form, error.status)
    told = _("%(new)s baris baru dan %(changed)s koreksi dari “%(name)s” tersimpan.", new=new, changed=changed, name=sent.file.name)
    flash(told, "success")
    return redirect(_place(sent), 303)
