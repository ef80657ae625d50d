"""Spreadsheets whose heads are not ours: cells with their types, merged ones known; people say on screen what they mean.

`tables` reads files with columns of our own naming; here nothing is taken for granted.
"""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from flask import g, request
from flask_babel import gettext as _

from p4comp.core import inspection, tables, uploads
from p4comp.core.errors import Invalid
from p4comp.core.media_types import XLSX, detect
from p4comp.core.storage import Received

CSV = "text/csv"
MOST_BYTES = 5 * 1024 * 1024
MOST_KEPT = 1024 * 1024
MOST_ROWS = 500
MOST_COLUMNS = 60
MOST_SIGNS = 200
LONGEST_TEXT = 20_001
Cell = str | int | float | date | None
Kept = list[dict[str, Any]]


@dataclass(frozen=True)
class Sheet:
    """One sheet as it was read; `formulas` are its formula cells, `uncounted` those without a value, `is_long` says that rows were left out."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    uncounted: frozenset[str] = frozenset()
    formulas: frozenset[str] = frozenset()
    is_long: bool = False

    @cached_property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """The cell's own value; rows and columns count from 0."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else None

    def seen(self, row: int, column: int) -> Cell:
        """What a reader sees in the cell: of a merged one the value of its first corner."""
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return self.cell(top, left)
        return self.cell(row, column)


@dataclass(frozen=True)
class Taken:
    """An accepted spreadsheet: its bytes, what it is called, what it is, its sheets as JSON keeps them."""

    received: Received
    name: str
    media_type: str
    kept: Kept


def letter(column: int) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def restored(kept: Kept) -> list[Sheet]:
    """The sheets that JSON kept."""
    return [
        Sheet(
            one["name"],
            tuple(tuple(_cell(cell) for cell in row) for row in one["rows"]),
            tuple(tuple(corners) for corners in one["merged"]),
            frozenset(one["uncounted"]),
            frozenset(one.get("formulas", ())),
            one["is_long"],
        )
        for one in kept
    ]


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        return date.fromisoformat(value["on"])
    return str(value) if isinstance(value, bool) else value


def look_in(_actor: object, **_values: str) -> None:
    """Read the request's spreadsheets, which takes its time, before any transaction is begun; for `@allow(…, body=look_in)`."""
    _look_in(MOST_SIGNS)


def look_in_texts(_actor: object, **_values: str) -> None:
    """The same for spreadsheets whose cells hold long texts."""
    _look_in(LONGEST_TEXT)


def _look_in(signs: int) -> None:
    g.read_sheets = {}
    for upload in request.files.values():
        received = g.get("received", {}).get(id(upload))
        if received is not None:
            try:
                g.read_sheets[received.path] = _read(received, signs)
            except Invalid as fault:
                g.read_sheets[received.path] = fault.message


def take(upload: Any, *, field: str = "file") -> Taken:
    """The spreadsheet that was sent; Invalid says what is wrong with it and how to mend it."""
    received = uploads.received(upload, field=field)
    found = g.get("read_sheets", {}).get(received.path)
    if found is None or isinstance(found, str):
        raise Invalid(found or _unreadable(), field)
    is_book = detect(received.path) == XLSX
    return Taken(received, uploads.clean_name(upload.filename), XLSX if is_book else CSV, found)


def _read(received: Received, signs: int) -> Kept:
    if received.size > MOST_BYTES:
        raise Invalid(_("Berkas ini lebih besar dari 5 MB. Kirim rekap per bulan saja, bukan daftar pengaduan."))
    if tables.is_archive(received.path):
        uploads.check(received, "", types=frozenset({XLSX}))
        kept = _book(received.path, signs)
    else:
        kept = [_list(received.path, signs)]
    if len(json.dumps(kept)) > MOST_KEPT:
        raise Invalid(_too_much())
    if not any(cell not in (None, "") for one in kept for row in one["rows"] for cell in row):
        raise Invalid(_("Berkas ini tidak berisi baris. Periksa isinya, lalu unggah lagi."))
    return kept


def _book(path: Path, signs: int) -> Kept:
    try:
        found: Kept | str = json.loads(inspection.in_turn("sheet_reading.py", str(path), str(signs), str(MOST_KEPT)))
    except ValueError:
        raise Invalid(_unreadable()) from None
    if isinstance(found, str):
        raise Invalid(_too_much())
    return found


def _too_much() -> str:
    return str(_("Berkas ini memuat terlalu banyak isi. Kirim rekap per bulan saja, bukan daftar pengaduan."))


def _unreadable() -> str:
    return str(_("XLSX ini rusak dan tidak dapat dibaca. Buka di aplikasi lembar kerja Anda, simpan ulang, lalu unggah lagi."))


def _list(path: Path, signs: int) -> dict[str, Any]:
    text = tables.text_of(path, "file")
    delimiter = _delimiter(text)
    try:
        found = islice(csv.reader(tables.lines_of(text, delimiter), delimiter=delimiter), MOST_ROWS + 1)
        rows = [[cell[:signs] for cell in row[:MOST_COLUMNS]] for row in found]
    except csv.Error as error:
        raise Invalid(_("CSV ini tidak dapat dibaca: %(error)s.", error=error)) from None
    return {"name": "CSV", "rows": rows[:MOST_ROWS], "merged": [], "uncounted": [], "is_long": len(rows) > MOST_ROWS}


def _delimiter(text: str) -> str:
    """Semicolon or tab where a line is parted by it; a comma may be a decimal sign, so it comes last."""
    lines = [line for line in text.splitlines() if line.strip()][:40]
    return max((sign for sign in ";\t" if _parts(lines, sign)), key=lambda sign: _parts(lines, sign), default=",")


def _parts(lines: Iterable[str], sign: str) -> int:
    return sum(line.count(sign) for line in lines)
