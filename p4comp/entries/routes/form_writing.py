"""The self-assessment as a spreadsheet: blank, or with what is kept."""

import io

from flask_babel import gettext as _

from p4comp.competition.spec import Indicator
from p4comp.core import workbooks
from p4comp.entries.models import Answer
from p4comp.entries.queries import Dossier
from p4comp.entries.rules.form_sheet import HEADS

WIDTHS = (8, 30, 44, 60, 40, 10, 9, 80)


def spreadsheet(dossier: Dossier, *, is_blank: bool) -> bytes:
    """The form, a row for each indicator; texts stay texts, whatever they begin with."""
    out = io.BytesIO()
    with workbooks.begin(out) as book:
        _form(book, dossier, {} if is_blank else dossier.answers)
        _notes(book, dossier)
    return out.getvalue()


def _form(book: workbooks.Workbook, dossier: Dossier, answers: dict[str, Answer]) -> None:
    sheet = book.add_worksheet(_("Borang"))
    head = workbooks.head(book, text_wrap=True, valign="top")
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (width, words) in enumerate(zip(WIDTHS, HEADS.values(), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, str(words), head)
    sheet.freeze_panes(1, 2)
    for row, indicator in enumerate(dossier.instrument.indicators, 1):
        for column, cell in enumerate(_row(indicator, answers.get(indicator.code))):
            write = sheet.write_number if isinstance(cell, int) else sheet.write_string
            write(row, column, cell, text)
        top = len(indicator.rubric) - 1
        sheet.data_validation(row, 6, row, 6, {"validate": "list", "source": list(range(top + 1))})


def _row(indicator: Indicator, answer: Answer | None) -> tuple[str | int, ...]:
    rubric = "\n".join(f"{level}: {words}" for level, words in enumerate(indicator.rubric))
    kept = (answer.level if answer and answer.level is not None else "", answer.narrative if answer else "")
    return (indicator.code, indicator.name, indicator.question, rubric, indicator.evidence, indicator.word_limit, *kept)


def _notes(book: workbooks.Workbook, dossier: Dossier) -> None:
    sheet = book.add_worksheet(_("Petunjuk"))
    sheet.set_column(0, 0, 100, book.add_format({"text_wrap": True, "valign": "top"}))
    lines = [
        f"{dossier.spec.name}: {dossier.category.name}",
        dossier.entry.institution_name,
        _("Isi kolom Tingkat dan Penjelasan saja. Kolom Kode jangan diubah. Sel yang kosong tidak mengubah isian di portal."),
        _("Tulis teks biasa: sel berisi rumus dan sel gabungan tidak diterima."),
        _("Unggah kembali pada halaman kepesertaan; sebelum disimpan, perbedaannya ditampilkan dahulu."),
        _("Bukti diunggah di portal, bukan di lembar ini."),
    ]
    if dossier.instrument.is_model:
        lines.insert(2, dossier.instrument.note)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)
