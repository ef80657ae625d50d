"""Reads an uploaded XLSX, as a program of its own: `python sheet_reading.py FILE SIGNS MOST` prints its sheets as JSON.

Values only, each with so many signs at most, formulas as the values kept with them; which cells are formulas, which of these
have no value, and which cells are merged, is said beside. Where all that is longer than MOST signs, the one word `much`.
"""

import json
import os
import resource
import signal
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.etree.ElementTree import fromstring, iterparse

from python_calamine import CalamineSheet, CalamineWorkbook

MOST_MEMORY = 768 * 1024**2
MOST_SECONDS = 20
LONGEST = 30  # by the clock: a reader that ran out of memory may sleep for ever, and uses no seconds then
MOST_SHEETS = 12
MOST_ROWS = 500
MOST_COLUMNS = 60
MOST_FORMULAS = 2000
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TARGET = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class TooMuch(Exception):
    """All that was read is longer than asked for."""


class Reader:
    """Rows of sheets, as long as there is room for them."""

    def __init__(self, signs: int, most: int):
        self.signs, self.left = signs, most

    def rows(self, sheet: CalamineSheet) -> list[list[object]]:
        """The first rows, from the sheet's first corner; a row is unpacked when its turn comes, and no further than it is kept."""
        before = [""] * (sheet.start[1] if sheet.start else 0)
        return [self._row([*before, *row][:MOST_COLUMNS]) for row in islice(sheet.iter_rows(), MOST_ROWS)]

    def _row(self, row: list[Any]) -> list[object]:
        found = [_plain(cell, self.signs) for cell in row]
        self.left -= len(json.dumps(found))
        if self.left < 0:
            raise TooMuch
        return found


def read(path: str, signs: int, most: int) -> list[dict[str, Any]] | str:
    """The first sheets with their first rows, or why there are none."""
    book, reader = CalamineWorkbook.from_path(path), Reader(signs, most)
    with zipfile.ZipFile(path) as archive:
        parts, is_stale = _parts(archive)
        try:
            return [_sheet(book, name, archive, parts.get(name), is_stale, reader) for name in book.sheet_names[:MOST_SHEETS]]
        except TooMuch:
            return "much"


def _sheet(book: CalamineWorkbook, name: str, archive: zipfile.ZipFile, part: str | None, is_stale: bool, reader: Reader) -> dict[str, Any]:
    sheet = book.get_sheet_by_name(name)
    formulas = list(islice(_formulas(archive, part), MOST_FORMULAS)) if part else []
    return {
        "name": name,
        "rows": reader.rows(sheet),
        "merged": [[*start, *end] for start, end in (sheet.merged_cell_ranges or [])[:2000]],
        "uncounted": [cell for cell, has_value in formulas if is_stale or not has_value],
        "formulas": [cell for cell, _has_value in formulas],
        "is_long": sheet.total_height > MOST_ROWS,
    }


def _parts(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """The part of the archive each sheet lies in, and whether its program never counted its formulas."""
    book, relations = fromstring(archive.read("xl/workbook.xml")), fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # a process with little memory and time
    targets = {one.get("Id"): str(one.get("Target")) for one in relations}
    counting = book.find(f"{MAIN}calcPr")
    is_stale = counting is not None and counting.get("fullCalcOnLoad") in {"1", "true"}
    return {str(one.get("name")): _place(targets.get(one.get(TARGET), "")) for one in book.iter(f"{MAIN}sheet")}, is_stale


def _place(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _formulas(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, bool]]:
    if part not in archive.namelist():
        return
    with archive.open(part) as content:
        for _event, cell in iterparse(content):  # noqa: S314  # a process with little memory and time
            if cell.tag == f"{MAIN}c":
                value = cell.find(f"{MAIN}v")
                if cell.find(f"{MAIN}f") is not None:
                    yield str(cell.get("r")), value is not None and bool(value.text)
                cell.clear()


def _plain(cell: object, signs: int) -> object:
    if isinstance(cell, datetime):
        return {"on": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"on": cell.isoformat()}
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    return str(cell)[:signs]


if __name__ == "__main__":
    os.environ["RUST_BACKTRACE"] = "0"  # to trace where memory ended takes memory
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    signal.alarm(LONGEST)
    sys.stdout.write(json.dumps(read(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
