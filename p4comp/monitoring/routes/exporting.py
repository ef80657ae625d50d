"""The figures of a province as tables to take along: for exactly the months and institutions that are shown."""

import io
from collections.abc import Iterator

from flask import Response, request

from p4comp.core import downloads, workbooks
from p4comp.core.access import allow
from p4comp.monitoring import policy, queries
from p4comp.monitoring.policy import Area
from p4comp.monitoring.queries import GROUPS
from p4comp.monitoring.routes.blueprint import asked_span, bp
from p4comp.monitoring.rules.reading import HEADS, line

Cell = str | int | float | None


def rows(area: Area) -> Iterator[list[Cell]]:
    """The months of the institutions that were asked for."""
    asked = request.args.get("kelompok", "")
    units = queries.named(area, asked if asked in GROUPS else "")
    months = [str(month) for month in asked_span(request.args).months]
    kept = queries.kept([one.id for one in units], months)
    for unit in units:
        for month in months:
            if found := kept.get((unit.id, month)):
                yield line(unit.code, unit.name, found)


@bp.get("/pemantauan/provinsi/<code>/angka.csv")
@allow(policy.may_look, on=queries.area)
def figures_csv(area: Area) -> Response:
    """As CSV, days with a decimal comma."""
    told = ([str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row] for row in rows(area))
    return downloads.csv(HEADS, (["" if cell is None else cell for cell in row] for row in told), f"angka-{area.province.code}.csv")


@bp.get("/pemantauan/provinsi/<code>/angka.xlsx")
@allow(policy.may_look, on=queries.area)
def figures_xlsx(area: Area) -> Response:
    """As a workbook; it can be corrected and sent in again as it is."""
    out = io.BytesIO()
    with workbooks.begin(out) as book:
        sheet, head = book.add_worksheet("Angka"), workbooks.head(book)
        for column, word in enumerate(HEADS):
            sheet.write_string(0, column, word, head)
        for number, row in enumerate(rows(area), 1):
            for column, cell in enumerate(row):
                if isinstance(cell, int | float):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, cell)
        sheet.freeze_panes(1, 3)
        sheet.set_column(1, 1, 42)
    return workbooks.answer(out, f"angka-{area.province.code}.xlsx")
