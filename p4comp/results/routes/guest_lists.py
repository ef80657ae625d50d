"""The list of guests for the door and for protocol: all finalists with their seats, as PDF and spreadsheet; it tells nothing of who won."""

import io

from flask import Response
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core import clock, downloads, pdf, workbooks
from p4comp.core.access import allow
from p4comp.results.policy import guests as policy
from p4comp.results.policy.guests import Gathering, Guest
from p4comp.results.queries import guests as queries
from p4comp.results.routes.blueprint import bp
from p4comp.results.rules.answers import ANSWERS, BESIDE, Attendance, Shape, leader

HEADS = (
    (_l("Kursi"), 12),
    (_l("Kategori"), 34),
    (_l("Instansi"), 60),
    (_l("Jawaban"), 16),
    *((one.head, one.wide) for one in ANSWERS),
    (_l("Surat tugas"), 30),
)


@bp.get("/edisi/<slug>/penganugerahan/tamu.pdf")
@allow(policy.may_arrange, on=queries.gathering)
def guest_list(found: Gathering) -> Response:
    """The guests alphabetically, and row by row as they sit."""
    content = pdf.render("results/ceremony_guests.html", found=found, asked=BESIDE, leader=leader, simulated=clock.is_demo())
    return downloads.pdf(content, f"tamu-{found.edition.slug}.pdf")


@bp.get("/edisi/<slug>/penganugerahan/tamu.xlsx")
@allow(policy.may_arrange, on=queries.gathering)
def guest_sheet(found: Gathering) -> Response:
    """The same as a spreadsheet; texts stay texts."""
    return workbooks.answer(_spreadsheet(rows(found)), f"tamu-{found.edition.slug}.xlsx")


def rows(found: Gathering) -> list[tuple[str | int, ...]]:
    """Category by category in the edition's order, alphabetically inside."""
    seats = found.seats
    return [
        (seats.get(one.entry.id, ""), category.name, one.entry.institution_name, *_answered(one))
        for category in found.spec.categories
        for one in found.guests
        if one.entry.category == category.code
    ]


def _answered(one: Guest) -> tuple[str | int, ...]:
    said = one.attendance
    if one.answer is None:
        return said.word, *("" for _asked in ANSWERS), ""
    if said is Attendance.ABSENT:
        return said.word, *(0 if asked.shape is Shape.COUNT else "" for asked in ANSWERS), ""
    return said.word, *(asked.said(getattr(one.answer, asked.key)) for asked in ANSWERS), one.answer.letter_name


def _spreadsheet(lines: list[tuple[str | int, ...]]) -> bytes:
    out = io.BytesIO()
    with workbooks.begin(out) as book:
        sheet, bold = book.add_worksheet(_("Tamu")), workbooks.head(book)
        for column, (words, width) in enumerate(HEADS):
            sheet.write_string(0, column, str(words), bold)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(lines, 1):
            for column, cell in enumerate(row):
                sheet.write_number(number, column, cell) if isinstance(cell, int) else sheet.write_string(number, column, cell)
    return out.getvalue()
