"""Which column of a spreadsheet holds what: guessed from the words of its head, corrected by people, remembered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from p4comp.core.months import YEARS, read_span
from p4comp.core.sheets import Sheet
from p4comp.monitoring.rules.cells import Unreadable, read_figure
from p4comp.monitoring.rules.counts import FIGURE_WORDS, Figure

MONTH, YEAR = "month", "year"
HEAD_ROWS = 3
SPECIMEN = 2000
YEAR_IN_WORDS = re.compile(r"\b(20\d\d)\b")
NONE = re.compile(r"%|persen|belum selesai|tidak selesai|^no\.?$|nomor|keterangan")
WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (Figure.DAYS, re.compile(r"rata|\bhari\b|average")),
    (Figure.UNVERIFIED, re.compile(r"(belum|tidak) (di|ter)?verifikasi")),
    (Figure.WAITING, re.compile(r"(belum|tidak) (di)?(tindak|proses|tanggapi|respon)")),
    (Figure.POSTPONED, re.compile(r"tunda|pending")),
    (Figure.ARCHIVED, re.compile(r"arsip")),
    (Figure.DONE, re.compile(r"selesai|tuntas")),
    (Figure.IN_PROCESS, re.compile(r"proses|tindak ?lanjut")),
    (Figure.OTHERS, re.compile(r"\blain")),
    (MONTH, re.compile(r"\bbulan\b|\bbln\b|periode|\bmasa\b|\bmonth\b")),
    (Figure.RECEIVED, re.compile(r"masuk|terima|laporan|pengaduan|aduan|jumlah|total")),
    (YEAR, re.compile(r"\btahun\b|\byear\b")),
)


FIELD_WORDS: dict[str, LazyString] = {
    MONTH: _l("Bulan"),
    YEAR: _l("Tahun"),
    **{str(figure): words for figure, words in FIGURE_WORDS.items()},
}


@dataclass(frozen=True)
class Columns:
    """What each column holds (a `Figure`, `month` or `year`), by its number from 0; `start` is the first row of data, from 0."""

    fields: Mapping[int, str]
    start: int
    year: int | None = None

    def of(self, field: str) -> int | None:
        """The column that holds a field."""
        return next((column for column, held in self.fields.items() if held == field), None)


def first_row(sheet: Sheet) -> int:
    """The first row that names a month and holds a number; 1 where none does."""
    for row in range(len(sheet.rows)):
        cells = [sheet.cell(row, column) for column in range(sheet.width)]
        if any(read_span(cell, SPECIMEN) for cell in cells) and any(_is_number(cell) for cell in cells):
            return row
    return min(1, len(sheet.rows))


def _is_number(cell: object) -> bool:
    try:
        return not isinstance(cell, bool) and read_figure(Figure.RECEIVED, cell) is not None and read_span(cell) is None
    except Unreadable:
        return False


def year_above(sheet: Sheet, start: int) -> int | None:
    """The one year that the words above the data name, as in a title; None where they name none or several."""
    words = " ".join(str(cell) for row in range(start) for column in range(sheet.width) if (cell := sheet.cell(row, column)))
    years = {int(found) for found in YEAR_IN_WORDS.findall(words)} & set(YEARS)
    return years.pop() if len(years) == 1 else None


def heads(sheet: Sheet, start: int) -> list[str]:
    """The head words of each column: of up to three rows above the data, merged cells seen in each."""
    return [_head(sheet, start, column) for column in range(sheet.width)]


def _head(sheet: Sheet, start: int, column: int) -> str:
    rows = range(max(0, start - HEAD_ROWS), start)
    words = [" ".join(str(cell).split()) for row in rows if (cell := sheet.seen(row, column)) not in (None, "")]
    return " / ".join(dict.fromkeys(words))[:200]


def guessed(names: list[str], known: Mapping[str, str]) -> dict[int, str]:
    """What each column may hold: as this institution said of the same words before, else by the words; each field once."""
    found: dict[int, str] = {}
    for number, name in enumerate(names):
        field = known.get(key(name)) if key(name) in known else _by_words(name)
        if field and field not in found.values():
            found[number] = field
    return found


def key(name: str) -> str:
    """A head's words as they are remembered."""
    return name.lower()


def _by_words(name: str) -> str:
    """The lowest row of the head counts first: those above it may be a title."""
    for part in reversed(name.lower().split(" / ")):
        if NONE.search(part):
            return ""
        for field, words in WORDS:
            if words.search(part):
                return str(field)
    return ""
