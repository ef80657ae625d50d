"""Workbooks that the portal writes: a text stays a text, whatever it begins with; nobody meets a formula or a link that somebody typed."""

import io
from typing import IO, Any

from flask import Response
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from p4comp.core.downloads import SEALED
from p4comp.core.media_types import XLSX

__all__ = ["Format", "Workbook", "Worksheet", "answer", "begin", "head"]


SAFE = {"strings_to_formulas": False, "strings_to_urls": False}


def begin(out: IO[bytes], *, row_by_row: bool = False) -> Workbook:
    """A workbook to be written to `out`. A long one keeps one row in memory and is written from top to bottom."""
    return Workbook(out, SAFE | {"constant_memory" if row_by_row else "in_memory": True})


def head(book: Workbook, **more: Any) -> Format:
    """How the head line of a table looks."""
    return book.add_format({"bold": True, "bottom": 1, "bg_color": "#f2f2f2"} | more)


def for_paper(sheet: Worksheet, head: int, foot: str) -> None:
    """Let a table below its head line `head` stay readable: the head stays in sight and is on every sheet of A4, as wide as the table."""
    sheet.freeze_panes(head + 1, 0)
    sheet.repeat_rows(head)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&R{foot}")


def answer(content: io.BytesIO | bytes, name: str) -> Response:
    """A workbook that was just made, to be saved."""
    response = Response(content if isinstance(content, bytes) else content.getvalue(), mimetype=XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = SEALED
    return response
