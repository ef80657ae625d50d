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


def answer(content: io.BytesIO | bytes, name: str) -> Response:
    """A workbook that was just made, to be saved."""
    response = Response(content if isinstance(content, bytes) else content.getvalue(), mimetype=XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = SEALED
    return response
