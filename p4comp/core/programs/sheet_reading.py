"""Reads an uploaded XLSX, as a program of its own: `python sheet_reading.py FILE SIGNS` prints its sheets as JSON.

Values only, each with so many signs at most, formulas as the values kept with them; which cells are formulas, which of these
have no value, and which cells are merged, is said beside.
"""

import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.etree.ElementTree import fromstring, iterparse

from python_calamine import CalamineWorkbook

MOST_MEMORY = 768 * 1024**2
MOST_SECONDS = 20
MOST_SHEETS = 12
MOST_ROWS = 500
MOST_COLUMNS = 60
MOST_FORMULAS = 2000
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TARGET = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(path: str, signs: int) -> list[dict[str, Any]]:
    """The first sheets with their first rows."""
    book = CalamineWorkbook.from_path(path)
    with zipfile.ZipFile(path) as archive:
        parts, is_stale = _parts(archive)
        return [_sheet(book, name, archive, parts.get(name), is_stale, signs) for name in book.sheet_names[:MOST_SHEETS]]


def _sheet(book: CalamineWorkbook, name: str, archive: zipfile.ZipFile, part: str | None, is_stale: bool, signs: int) -> dict[str, Any]:
    sheet = book.get_sheet_by_name(name)
    formulas = list(islice(_formulas(archive, part), MOST_FORMULAS)) if part else []
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    return {
        "name": name,
        "rows": [[_plain(cell, signs) for cell in row[:MOST_COLUMNS]] for row in rows],
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
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.write(json.dumps(read(sys.argv[1], int(sys.argv[2]))))
