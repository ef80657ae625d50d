"""The annex of the decree as PDF, Word draft and spreadsheet, for the secretariat and auditors."""

import io
from typing import Any

from flask import Response
from flask_babel import gettext as _

from p4comp.core import clock, docx, downloads, pdf, spaces, workbooks
from p4comp.core.access import allow
from p4comp.core.words import short_day
from p4comp.decisions.contributions import decree_by
from p4comp.results import policy, queries
from p4comp.results.queries import Annex
from p4comp.results.routes.blueprint import bp

TEMPLATE = "results/annex_pdf.html"
HEADS = (("Kategori", 34), ("Penghargaan", 44), ("Instansi", 60))


@bp.get("/hasil-akhir/<slug>/lampiran-<form>.pdf")
@allow(policy.may_take_annex, on=queries.annex)
def annex_pdf(annex: Annex) -> Response:
    """The annex as it is printed."""
    return downloads.pdf(pdf.render(TEMPLATE, **_values(annex)), f"{_name(annex)}.pdf")


@bp.get("/hasil-akhir/<slug>/lampiran-<form>.docx")
@allow(policy.may_take_annex, on=queries.annex)
def annex_docx(annex: Annex) -> Response:
    """The annex as a draft for the legal bureau."""
    return downloads.docx(docx.render(TEMPLATE, **_values(annex)), f"draf-{_name(annex)}.docx")


@bp.get("/hasil-akhir/<slug>/lampiran-<form>.xlsx")
@allow(policy.may_take_annex, on=queries.annex)
def annex_xlsx(annex: Annex) -> Response:
    """The annex as a spreadsheet, a row for each winner."""
    return workbooks.answer(spreadsheet(annex), f"{_name(annex)}.xlsx")


def _name(annex: Annex) -> str:
    return f"lampiran-penetapan-{annex.office.edition.slug}-{annex.form}"


def _values(annex: Annex) -> dict[str, Any]:
    return {"annex": annex, "edition_name": annex.office.edition.name, "simulated": clock.is_demo()}


def spreadsheet(annex: Annex) -> bytes:
    """The annex's rows below what they are and how they are put; texts stay texts, whatever they begin with."""
    out = io.BytesIO()
    with workbooks.begin(out) as book:
        sheet, bold, head = book.add_worksheet(_("Penetapan")), book.add_format({"bold": True}), workbooks.head(book)
        whole = book.add_format({"text_wrap": True, "valign": "top"})
        title, *about = above(annex)
        sheet.write_string(0, 0, title, bold)
        for row, words in enumerate(about, 1):
            sheet.write_string(row, 0, words)
        first = len(about) + 2
        for column, (words, width) in enumerate(HEADS):
            sheet.write_string(first, column, words, head)
            sheet.set_column(column, column, width)
        for row, cells in enumerate(rows(annex), first + 1):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, whole)
        workbooks.for_paper(sheet, first, _("Halaman &P dari &N"))
    return out.getvalue()


def above(annex: Annex) -> list[str]:
    """What stands above the rows: what they are, the decree as far as it is known, how they are put, and that they are a demo's."""
    decree, who = annex.decree, decree_by(annex.office.edition)
    number = _("Keputusan %(who)s Nomor %(number)s", who=who, number=decree.decree_number) if decree else ""
    waiting = _("KONSEP. Hasil rapat pleno, menunggu penetapan %(who)s.", who=who)
    found = [
        _("Lampiran: Penetapan pemenang %(name)s", name=annex.office.edition.name),
        _("%(decree)s, %(day)s", decree=number, day=short_day(decree.decree_on)) if decree else waiting,
        order_words(annex)[:1].upper() + order_words(annex)[1:],
    ]
    demo = _("SIMULASI. Dokumen peraga, bukan dokumen resmi %(organiser)s.", organiser=spaces.house().organiser)
    return [*found, demo] if clock.is_demo() else found


def rows(annex: Annex) -> list[tuple[str, str, str]]:
    """Category, award and institution of every winner, in the order they are printed."""
    return [(part.name, block.label, name) for part in annex.parts for block in part.blocks for name in block.names]


def order_words(annex: Annex) -> str:
    """How the lists are put."""
    if annex.is_ranked:
        return _("disusun menurut peringkat pada kategori yang urutannya diumumkan; kategori lain menurut abjad")
    return _("disusun menurut abjad, bukan peringkat")
