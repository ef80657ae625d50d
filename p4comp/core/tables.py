"""Tables people send: CSV as their spreadsheets write it, and XLSX. Formulas are never computed."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flask import g, request
from flask_babel import gettext as _

from p4comp.core import inspection
from p4comp.core.errors import Invalid
from p4comp.core.forms import YEARS

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 50_000, 200
MOST_CELLS, MOST_UNPACKED = 1_000_000, 8 * 1024 * 1024  # what the rows of a small file may grow to in the web process
NEW, CHANGED, SAME = "baru", "diubah", "tetap"
MOST_PARTS = 20_000  # separators of a line, some of which may stand within its texts
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")
FORMULA_SIGNS = ("=", "+", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """A line of the table: its number as the spreadsheet counts, and its cells as text by column."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell, trimmed; an empty text where there is none."""
        return self.cells.get(column, "").strip()


class Cells(Mapping[str, str]):
    """A row's cells by column, for as many columns as the row has; all rows share the places of the columns."""

    __slots__ = ("_places", "_row")

    def __init__(self, places: Mapping[str, int], row: list[str]):
        self._places, self._row = places, row

    def __getitem__(self, column: str) -> str:
        place = self._places[column]
        if place >= len(self._row):
            raise KeyError(column)
        return self._row[place]

    def __iter__(self) -> Iterator[str]:
        return (column for column, place in self._places.items() if place < len(self._row))

    def __len__(self) -> int:
        return sum(1 for _column in self)


@dataclass(frozen=True)
class Table:
    """The columns of the head line, and all lines that are not empty."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong, in which line and column of a table."""

    number: int
    column: str
    message: str


class BadFile(Invalid):
    """A table is refused whole; `faults` names each, in the order of its lines."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = sorted(faults, key=lambda one: one.number)
        super().__init__(_("Berkas ditolak seluruhnya: %(n)s kesalahan. Tidak ada yang diubah.", n=len(self.faults)), "file")


@dataclass(frozen=True)
class Outcome:
    """What became of a line."""

    number: int
    name: str
    what: str


def counted(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many lines were new, changed, and the same as before."""
    found = [one.what for one in outcomes]
    return {what: found.count(what) for what in (NEW, CHANGED, SAME)}


def look_in(_actor: object, **_values: str) -> None:
    """Read the request's table, which takes its time, before any transaction is begun; for `@allow(…, body=look_in)`."""
    g.read_tables = {}
    for upload in request.files.values():
        received = g.get("received", {}).get(id(upload))
        if received is not None:
            try:
                g.read_tables[received.path] = _rows(received.path)
            except Invalid as fault:
                g.read_tables[received.path] = fault.message


def read(path: Path, *, names: Mapping[str, str] | None = None, field: str = "file") -> Table:
    """The table in a CSV or XLSX file, told apart by content; `names` maps other spellings of a column to ours."""
    try:
        found = g.get("read_tables", {}).get(path) or _rows(path)
        if isinstance(found, str):
            raise Invalid(found)
        return _table(found, names or {})
    except Invalid as fault:
        raise Invalid(fault.message, field) from None


def _rows(path: Path) -> list[list[str]]:
    if path.stat().st_size > MOST_BYTES:
        raise Invalid(_("Berkas ini lebih besar dari %(n)s MB. Bagi menjadi beberapa berkas.", n=MOST_BYTES >> 20))
    rows = _xlsx(path) if is_archive(path) else _csv(path)
    if not rows:
        raise Invalid(_("Berkas ini tidak berisi baris. Baris pertama harus memuat nama kolom."))
    return rows


def _too(what: str) -> str:
    """Why a table that is too big is not read."""
    words = {
        "long": _("Berkas ini memuat lebih dari %(n)s baris. Bagi menjadi beberapa berkas.", n=MOST_ROWS),
        "wide": _("Berkas ini memuat lebih dari %(n)s kolom. Hapus kolom dan isian di luar tabelnya, lalu unggah lagi.", n=MOST_COLUMNS),
        "many": _("Tabel dalam berkas ini terlalu luas. Hapus kolom dan isian di luar tabelnya, atau bagi menjadi beberapa berkas."),
        "much": _("Isi berkas ini terlalu banyak. Bagi menjadi beberapa berkas."),
    }
    return words[what]


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text.startswith(FORMULA_SIGNS)


def neutral(cell: object) -> object:
    """The cell as it may be written into a CSV: a text that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and (is_formula(cell) or cell.startswith("-")) else cell


def typed_day(text: str) -> date:
    """A day as a spreadsheet or a person writes it; ValueError for a text that is none."""
    for form in DAYS:
        try:
            found = datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
        if found.year in YEARS:
            return found
    raise ValueError(text)


def _table(rows: list[list[str]], names: Mapping[str, str]) -> Table:
    spelled = [" ".join(cell.lower().split()).replace(" ", "_") for cell in rows[0]]
    columns = tuple(names.get(name, name) for name in spelled)
    if doubled := sorted(name for name, times in Counter(columns).items() if name and times > 1):
        raise Invalid(_("Kolom %(names)s muncul lebih dari sekali.", names=", ".join(name[:40] for name in doubled[:5])))
    places = {name: place for place, name in enumerate(columns)}
    return Table(columns, tuple(Line(number, Cells(places, row)) for number, row in enumerate(rows[1:], 2) if row))


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


def lines_of(text: str, delimiter: str) -> Iterator[str]:
    """The lines of a CSV as its reader wants them, decoded one after another; Invalid for one that would fill the memory with cells."""
    for line in io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", newline=""):
        if line.count(delimiter) > MOST_PARTS:
            raise Invalid(_too("wide"))
        yield line


def _csv(path: Path) -> list[list[str]]:
    text = text_of(path, "file")
    first = text[: text.find("\n") + 1] or text
    delimiter = max(",;\t", key=first.count)
    try:
        return _listed(csv.reader(lines_of(text, delimiter), delimiter=delimiter))
    except csv.Error as error:
        raise Invalid(_("CSV ini tidak dapat dibaca: %(error)s.", error=error)) from None


def _listed(lines: Iterable[list[str]]) -> list[list[str]]:
    """The lines as rows, refused as soon as they are too many, too wide or too much."""
    rows: list[list[str]] = []
    cells = 0
    for line in lines:
        cells += len(line)
        if fault := "long" if len(rows) == MOST_ROWS else "wide" if len(line) > MOST_COLUMNS else "many" if cells > MOST_CELLS else "":
            raise Invalid(_too(fault))
        rows.append(_trimmed(line))
    return rows


def _trimmed(row: list[str]) -> list[str]:
    """The row without the empty cells at its end; nothing of an empty one."""
    while row and not row[-1].strip():
        row.pop()
    return row


def _xlsx(path: Path) -> list[list[str]]:
    """Its first sheet, read where a table that is far larger than its file harms nobody."""
    limits = map(str, (MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_UNPACKED))
    try:
        found: list[list[str]] | str = json.loads(inspection.in_turn("table_reading.py", str(path), *limits))
    except ValueError:
        words = _("XLSX ini rusak atau terlalu besar untuk dibuka. Buka di aplikasi lembar kerja Anda, simpan ulang, lalu unggah lagi.")
        raise Invalid(words) from None
    if isinstance(found, str):
        raise Invalid(_too(found))
    return found
