"""A mapped spreadsheet as lines of figures, every fault with its cell; and what it would change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from flask_babel import gettext as _

from p4comp.core.months import YEARS, Span, read_span
from p4comp.core.sheets import Sheet, letter
from p4comp.entries.rules.figures.columns import FIELD_WORDS, MONTH, YEAR, Columns
from p4comp.monitoring.rules.cells import Unreadable, read_figure
from p4comp.monitoring.rules.counts import Counts, Figure, Line, counts_from

SUMS = ("jumlah", "total", "rata-rata", "grand total")


@dataclass(frozen=True)
class CellFault:
    """What is wrong in a cell, named as spreadsheets name it (`C5`; only a row where no cell is meant), and what to do."""

    cell: str
    text: str


@dataclass
class Reading:
    """What a spreadsheet says: its lines with their rows, its faults, the rows passed over with the reason."""

    lines: list[tuple[int, Line]] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    passed: list[CellFault] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether it may be taken over: something is there, and nothing is wrong with it."""
        return bool(self.lines) and not self.faults


def read(sheet: Sheet, columns: Columns) -> Reading:
    """The lines of a sheet; rows of sums and notes are passed over and named."""
    found = Reading()
    if fault := _unfit(sheet, columns):
        found.faults.append(CellFault("", fault))
        return found
    for row in range(columns.start, len(sheet.rows)):
        if any(cell not in (None, "") for cell in sheet.rows[row]):
            _take_row(sheet, columns, row, found)
    if not found.lines and not found.faults:
        found.faults.append(CellFault("", _("Tidak ada baris bulan yang terbaca. Periksa kolom bulan dan baris data pertama.")))
    return found


def _unfit(sheet: Sheet, columns: Columns) -> str:
    if sheet.is_long:
        return str(_("Lembar ini lebih dari 500 baris. Kirim rekap per bulan saja, bukan daftar pengaduan."))
    doubled = [field for field in columns.fields.values() if list(columns.fields.values()).count(field) > 1]
    if doubled:
        return str(_("“%(field)s” dipilih untuk lebih dari satu kolom; sisakan satu.", field=FIELD_WORDS[doubled[0]]))
    if columns.of(MONTH) is None:
        return str(_("Pilih kolom yang memuat bulan."))
    if columns.of(Figure.RECEIVED) is None and columns.of(Figure.DONE) is None:
        return str(_("Pilih sedikitnya kolom jumlah diterima atau kolom selesai."))
    return ""


def _take_row(sheet: Sheet, columns: Columns, row: int, found: Reading) -> None:
    month = columns.of(MONTH)
    assert month is not None
    words = sheet.seen(row, month)
    if isinstance(words, str) and words.strip().lower().startswith(SUMS):
        found.passed.append(
            CellFault(_row(row), _("baris “%(text)s” tidak diambil; portal menjumlahkan sendiri.", text=words.strip()[:40]))
        )
        return
    counts, faults = _counts(sheet, columns, row)
    if counts is not None and counts.is_empty and not faults:
        found.passed.append(CellFault(_row(row), _("baris tanpa angka tidak diambil.")))
        return
    span = read_span(words, _year(sheet, columns, row))
    if span is None:
        faults.append(CellFault(f"{letter(month)}{row + 1}", _no_month(words)))
    elif earlier := next((number for number, line in found.lines if line.span == span), None):
        faults.append(
            CellFault(
                f"{letter(month)}{row + 1}", _("%(month)s sudah ada di baris %(row)s; hapus salah satu.", month=span.name, row=earlier)
            )
        )
    found.faults += faults
    if span is not None and counts is not None and not faults:
        found.lines.append((row + 1, Line(span, counts)))


def _row(row: int) -> str:
    return str(_("baris %(row)s", row=row + 1))


def _no_month(words: object) -> str:
    if isinstance(words, str) and read_span(words, max(YEARS)) is not None:
        return str(_("“%(text)s” tidak memuat tahun; isi tahun di atas, atau pilih kolom tahun.", text=words.strip()[:40]))
    if words in (None, ""):
        return str(_("isi bulannya, misalnya Januari 2021."))
    return str(_("“%(text)s” bukan bulan; tulis misalnya Januari 2021 atau 2021-01.", text=str(words).strip()[:40]))


def _year(sheet: Sheet, columns: Columns, row: int) -> int | None:
    column = columns.of(YEAR)
    span = read_span(sheet.seen(row, column)) if column is not None else None
    return span.first.year if span else columns.year


def _counts(sheet: Sheet, columns: Columns, row: int) -> tuple[Counts | None, list[CellFault]]:
    values: dict[Figure, int | Decimal | None] = {}
    faults: list[CellFault] = []
    for figure in Figure:
        column = columns.of(figure)
        if column is None:
            continue
        place = f"{letter(column)}{row + 1}"
        try:
            if place in sheet.uncounted:
                raise Unreadable(_("berisi rumus yang belum dihitung; buka berkas di lembar kerja Anda, simpan, lalu unggah lagi."))
            values[figure] = read_figure(figure, sheet.cell(row, column))
        except Unreadable as fault:
            faults.append(CellFault(place, str(fault)))
    return (None if faults else counts_from(values)), faults


@dataclass(frozen=True)
class Change:
    """What taking a line over changes: `before` is None for a new one; `changed` are the figures that differ."""

    span: Span
    before: Counts | None
    after: Counts
    changed: tuple[Figure, ...]


def changes(lines: Iterable[Line], kept: Mapping[Span, Counts], columns: Columns) -> Iterator[Change]:
    """Each line beside what is there. A column that is not in the file leaves what is there."""
    mapped = [figure for figure in Figure if columns.of(figure) is not None]
    for line in lines:
        before = kept.get(line.span)
        after = counts_from({figure: (line.counts if figure in mapped else before or Counts()).get(figure) for figure in Figure})
        changed = tuple(figure for figure in mapped if (before or Counts()).get(figure) != after.get(figure))
        yield Change(line.span, before, after, changed)
