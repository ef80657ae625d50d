"""The library for other portals of good practice (JIPPNas): CSV, JSON, and a workbook with its dictionary."""

import io

from flask import Response

from p4comp.core import workbooks
from p4comp.core.access import allow
from p4comp.core.clock import arrived
from p4comp.practices import policy, queries
from p4comp.practices.routes.blueprint import bp
from p4comp.practices.routes.library import table_csv, table_json
from p4comp.practices.rules import COLUMNS

NAME = "praktik-baik-jippnas"


@bp.get("/perpustakaan-praktik/jippnas.csv")
@allow(policy.may_export)
def export_csv() -> Response:
    """As CSV."""
    return table_csv(f"{NAME}.csv")


@bp.get("/perpustakaan-praktik/jippnas.json")
@allow(policy.may_export)
def export_json() -> Response:
    """As JSON with the dictionary."""
    return table_json(f"{NAME}.json")


@bp.get("/perpustakaan-praktik/jippnas.xlsx")
@allow(policy.may_export)
def export_xlsx() -> Response:
    """As a workbook: the table, and on a second sheet what each column means; texts stay texts."""
    out = io.BytesIO()
    with workbooks.begin(out) as book:
        head = workbooks.head(book)
        _fill(book.add_worksheet("Praktik"), [list(COLUMNS), *([row[one] for one in COLUMNS] for row in queries.records(arrived()))], head)
        _fill(book.add_worksheet("Kamus"), [["kolom", "arti"], *([name, words] for name, words in COLUMNS.items())], head)
    return workbooks.answer(out, f"{NAME}.xlsx")


def _fill(sheet: workbooks.Worksheet, rows: list[list[str]], head: workbooks.Format) -> None:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, head if number == 0 else None)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(rows[0]) - 1, 24)
