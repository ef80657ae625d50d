"""Tables people send: CSV as their spreadsheets write it, and XLSX. Formulas are never computed."""

import csv
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flask_babel import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from p4comp.core.errors import Invalid

MOST_ROWS = 50_000
MOST_UNPACKED = 200 * 1024 * 1024
FORMULA_SIGNS = ("=", "+", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """A line of the table: its number as the spreadsheet counts, and its cells as text by column."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell, trimmed; an empty text where there is none."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True)
class Table:
    """The columns of the head line, and all lines that are not empty."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read(path: Path, *, names: Mapping[str, str] | None = None, field: str = "file") -> Table:
    """The table in a CSV or XLSX file, told apart by content; `names` maps other spellings of a column to ours."""
    with path.open("rb") as file:
        head = file.read(4)
    if not head:
        raise Invalid(_("Berkas ini kosong (0 byte). Periksa berkas di komputer Anda, lalu unggah lagi."), field)
    rows = _xlsx(path, field) if head == b"PK\x03\x04" else _csv(path, field)
    return _table(rows, names or {}, field)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text.startswith(FORMULA_SIGNS)


def neutral(cell: object) -> object:
    """The cell as it may be written into a CSV: a text that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and (is_formula(cell) or cell.startswith("-")) else cell


def _table(rows: list[list[str]], names: Mapping[str, str], field: str) -> Table:
    if not rows:
        raise Invalid(_("Berkas ini tidak berisi baris. Baris pertama harus memuat nama kolom."), field)
    if len(rows) > MOST_ROWS:
        raise Invalid(_("Berkas ini memuat lebih dari %(n)s baris. Bagi menjadi beberapa berkas.", n=MOST_ROWS), field)
    spelled = [" ".join(cell.lower().split()).replace(" ", "_") for cell in rows[0]]
    columns = tuple(names.get(name, name) for name in spelled)
    doubled = {name for name in columns if name and columns.count(name) > 1}
    if doubled:
        raise Invalid(_("Kolom %(names)s muncul lebih dari sekali.", names=", ".join(sorted(doubled))), field)
    lines = [
        Line(number, dict(zip(columns, row, strict=False))) for number, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)
    ]
    return Table(columns, tuple(lines))


def is_archive(path: Path) -> bool:
    """Whether the content begins as an XLSX does; anything else is read as CSV."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def text_of(path: Path, field: str) -> str:
    """The text of a CSV, in UTF-8 or as older Windows programs write it; Invalid for what is none."""
    content = path.read_bytes()
    if not content:
        raise Invalid(_("Berkas ini kosong (0 byte). Periksa berkas di komputer Anda, lalu unggah lagi."), field)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text or content.startswith(b"%PDF-"):
        raise Invalid(_("Berkas ini bukan CSV atau XLSX, apa pun namanya. Simpan ulang dari aplikasi lembar kerja Anda."), field)
    return text


def _csv(path: Path, field: str) -> list[list[str]]:
    text = text_of(path, field)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Invalid(_("CSV ini tidak dapat dibaca: %(error)s.", error=error), field) from None


def _xlsx(path: Path, field: str) -> list[list[str]]:
    broken = Invalid(_("XLSX ini rusak dan tidak dapat dibuka. Buka di aplikasi lembar kerja Anda, simpan ulang, lalu unggah lagi."), field)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > MOST_UNPACKED:
                raise Invalid(_("XLSX ini terlalu besar setelah dibuka. Bagi menjadi beberapa berkas."), field)
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError):
        raise broken from None


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
