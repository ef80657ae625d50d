"""A spreadsheet of months read row by row; every fault stands beside its row and says what to do."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core.months import Month, read_span
from p4comp.institutions.rules.names import plain
from p4comp.monitoring.rules import monthly
from p4comp.monitoring.rules.cells import Unreadable, read_count, read_days
from p4comp.monitoring.rules.counts import Counts
from p4comp.monitoring.rules.monthly import DAYS, MONTHLY, Fault, Stated, Value, stated_from

ABOUT: dict[str, tuple[str, LazyString]] = {
    "code": ("kode", _l("Kode instansi")),
    "name": ("instansi", _l("Instansi")),
    "month": ("bulan", _l("Bulan")),
}
STATED: dict[str, tuple[str, LazyString]] = ABOUT | {name: (told.head, told.words) for name, told in MONTHLY.items()}
CHECKED = "followed_up"
COLUMNS = STATED | {CHECKED: ("ditindaklanjuti", _l("Ditindaklanjuti (dalam proses + selesai)"))}
HEADS = [head for head, _words in STATED.values()]
SPELLINGS = {head: column for column, (head, _words) in COLUMNS.items()} | {
    "kode_instansi": "code",
    "nama_instansi": "name",
    "kabupaten/kota": "name",
    "terverifikasi_belum_ditindaklanjuti": "waiting",
    "terdisposisi_belum_ditindaklanjuti": "waiting",
    "terdisposisi_sedang_diproses": "in_process",
    "dalam_proses": "in_process",
    "proses": "in_process",
    "terdisposisi_selesai": "done",
    "arsip": "archived",
    "rata-rata_hari_selesai": "average_days",
    "rata-rata_hari_tindak_lanjut": "first_days",
}
Cells = Mapping[str, str]
Raw = tuple[int, Cells]


@dataclass(frozen=True)
class Named:
    """An institution a row may be about."""

    id: str
    code: str
    name: str
    short_name: str = ""
    group: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the file: whose month it is, what it states, and what is wrong with it."""

    number: int
    cells: Cells
    unit: Named | None = None
    month: Month | None = None
    stated: Stated | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def is_grave(self) -> bool:
        """Whether it cannot be taken over."""
        return any(one.is_grave for one in self.faults)


@dataclass(frozen=True)
class Reading:
    """A whole file: its rows, and of which months which institutions are missing."""

    rows: tuple[Row, ...]
    missing: tuple[tuple[Named, tuple[Month, ...]], ...] = ()
    blank: int = 0

    @cached_property
    def grave(self) -> int:
        """How many rows cannot be taken over."""
        return sum(row.is_grave for row in self.rows)

    @cached_property
    def odd(self) -> int:
        """How many rows do not add up, and may be kept so."""
        return sum(bool(row.faults) and not row.is_grave for row in self.rows)

    @property
    def is_sound(self) -> bool:
        """Whether the file can be taken over."""
        return bool(self.rows) and not self.grave


def read(raw: Sequence[Raw], units: Sequence[Named], strangers: Mapping[str, str], now: Month) -> Reading:
    """Read the rows of a file about these institutions; `strangers` says of other codes whose they are."""
    finder = _Finder(units, strangers)
    filled = [(number, cells) for number, cells in raw if any(cells.get(one, "").strip() for one in (*MONTHLY, CHECKED))]
    rows = _apart([_row(number, cells, finder, now) for number, cells in filled])
    return Reading(tuple(rows), tuple(_missing(rows, units)), len(raw) - len(filled))


class _Finder:
    def __init__(self, units: Sequence[Named], strangers: Mapping[str, str]):
        self.codes = {one.code.lower(): one for one in units}
        self.names = {plain(name): one for one in units for name in (one.name, one.short_name) if name}
        self.strangers = strangers

    def find(self, cells: Cells) -> Named | Fault:
        """The institution a row is about."""
        code, name = cells.get("code", "").strip(), cells.get("name", "").strip()
        if code and (found := self.codes.get(code.lower())):
            return found
        if code:
            known = self.strangers.get(code.lower())
            if known:
                return Fault("code", _("Kode %(code)s adalah %(known)s. Hapus baris ini atau perbaiki kodenya.", code=code, known=known))
            return Fault("code", _("Kode “%(code)s” tidak dikenal. Pakai kode di templat.", code=code[:40]))
        if not name:
            return Fault("code", _("Isi kode instansi seperti di templat."))
        return self.names.get(plain(name)) or Fault("name", _("“%(name)s” tidak dikenal. Isi kodenya seperti di templat.", name=name[:60]))


def _row(number: int, cells: Cells, finder: _Finder, now: Month) -> Row:
    unit, month = finder.find(cells), _month(cells.get("month", ""), now)
    found = [one for one in (unit, month) if isinstance(one, Fault)]
    stated, wrong = _stated(cells)
    found += wrong
    if stated is not None:
        found += [*monthly.faults(stated), *_against(cells, stated.counts)]
    return Row(
        number,
        cells,
        unit if isinstance(unit, Named) else None,
        month if isinstance(month, Month) else None,
        stated,
        tuple(found),
    )


def _month(cell: str, now: Month) -> Month | Fault:
    if not cell.strip():
        return Fault("month", _("Isi bulan, misalnya 2022-03 atau Maret 2022."))
    span = read_span(cell.strip())
    if span is None:
        return Fault("month", _("“%(text)s” bukan bulan. Tulis misalnya 2022-03 atau Maret 2022.", text=cell[:40]))
    if not span.is_month:
        return Fault("month", _("Baris ini memuat beberapa bulan (%(span)s). Pecah menjadi satu baris setiap bulan.", span=span.name))
    return monthly.not_yet(span.first, now) or span.first


def _stated(cells: Cells) -> tuple[Stated | None, list[Fault]]:
    """What the cells state, or what is wrong with them."""
    wrong: list[Fault] = []
    values: dict[str, Value | None] = {}
    for name in MONTHLY:
        try:
            values[name] = read_cell(cells.get(name, ""), name)
        except Unreadable as error:
            wrong.append(Fault(name, str(error)))
    return (None if wrong else stated_from(values)), wrong


def read_cell(text: str, column: str) -> Value | None:
    """A cell of a column: a number of complaints, or days; Unreadable for shares and anything below 0."""
    text = text.strip()
    if text.endswith("%"):
        raise Unreadable(_("“%(text)s” adalah persentase. Isi jumlah pengaduan; portal menghitung persentasenya.", text=text[:30]))
    if text.startswith("-") and text.strip("-"):
        raise Unreadable(_("“%(text)s” negatif. Jumlah pengaduan dan hari paling kecil 0.", text=text[:30]))
    return read_days(text) if column in DAYS else read_count(text)


def line(code: str, name: str, row: Any) -> list[str | int | float | None]:
    """A kept month as a line of a file, under `HEADS`."""
    return [code, name, row.month, *(getattr(row, one) for one in MONTHLY)]


def _against(cells: Cells, counts: Counts) -> list[Fault]:
    """A stated number of followed-up complaints is compared with what it should be."""
    try:
        stated = read_cell(cells.get(CHECKED, ""), CHECKED)
    except Unreadable as error:
        return [Fault(CHECKED, str(error))]
    if stated is None or counts.done is None or counts.in_process is None or stated == counts.done + counts.in_process:
        return []
    told = {"stated": int(stated), "sum": counts.done + counts.in_process}
    words = _("Ditindaklanjuti tertulis %(stated)s, padahal dalam proses + selesai = %(sum)s. Perbaiki salah satunya.", **told)
    return [Fault(CHECKED, words)]


def _apart(rows: list[Row]) -> list[Row]:
    """The rows, each that repeats an institution's month with a fault that names the other."""
    first: dict[tuple[str, Month], int] = {}
    found = []
    for row in rows:
        if row.unit is not None and row.month is not None:
            other = first.setdefault((row.unit.id, row.month), row.number)
            if other != row.number:
                told = {"name": row.unit.name, "month": row.month.name, "other": other}
                fault = Fault("month", _("%(name)s sudah ada untuk %(month)s di baris %(other)s. Hapus salah satunya.", **told))
                found.append(replace(row, faults=(*row.faults, fault)))
                continue
        found.append(row)
    return found


def _missing(rows: Sequence[Row], units: Sequence[Named]) -> list[tuple[Named, tuple[Month, ...]]]:
    """Which institutions the file leaves out, in the months that it is about; of agencies nothing is missed in a file about regencies."""
    there: dict[str, set[Month]] = defaultdict(set)
    for row in rows:
        if row.unit is not None and row.month is not None:
            there[row.unit.id].add(row.month)
    months = set().union(*there.values()) if there else set()
    groups = {row.unit.group for row in rows if row.unit is not None}
    left = ((unit, tuple(sorted(months - there.get(unit.id, set())))) for unit in units if unit.group in groups)
    return [(unit, lacking) for unit, lacking in left if lacking]
