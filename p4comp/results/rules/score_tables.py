"""A table of figures as somebody sent it: what each row says, what is wrong beside it, who is missing. Pure; nothing of a row is lost."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.scoring_terms import Column, ColumnKind
from p4comp.core.errors import Invalid
from p4comp.core.moves import Moves
from p4comp.core.sheets import Cell, Sheet
from p4comp.core.words import number
from p4comp.entries.rules import State

CODE, NAME, PERSON, POSITION = "kode_instansi", "instansi", "nama", "jabatan"
SPELLINGS = {
    **dict.fromkeys(("kode_instansi", "kode instansi", "kode"), CODE),
    **dict.fromkeys(("instansi", "nama instansi", "nama_instansi", "kabupaten/kota", "perangkat daerah", "skpd", "opd"), NAME),
    **dict.fromkeys(("nama", "nama orang", "nama lengkap"), PERSON),
    "jabatan": POSITION,
}
HEAD_WITHIN = 20
MOST_SIGNS = 200
THOUSANDS = re.compile(r"^\d{1,3}(\.\d{3})+$")
NUMBER = re.compile(r"^\d+(\.\d+)?$")


class TableState(StrEnum):
    """How far a table is: looked at, counted with, or put aside for a newer one."""

    READ = "read"
    IN_FORCE = "in_force"
    REPLACED = "replaced"


TABLE_MOVES: Moves[TableState] = Moves(
    "score_table",
    {
        "take": ({TableState.READ}, TableState.IN_FORCE),
        "replace": ({TableState.READ, TableState.IN_FORCE}, TableState.REPLACED),
    },
)

ENTRY_MOVES: Moves[State] = Moves(
    "entry",
    {
        "count": ({State.DRAFT, State.VERIFIED, State.WITHDRAWN}, State.VERIFIED),
        "drop": ({State.VERIFIED, State.WITHDRAWN}, State.WITHDRAWN),
    },
)
"""An entry without a dossier is as far as the table that counts: a row of it, or not."""


@dataclass
class Row:
    """A row as it was sent: its number as the spreadsheet counts, whom it names, its cells as typed, what they mean, what is wrong with it.

    One that came from the monthly statistics (`is_monitored`) keeps what was `computed`, what they lack (`gaps`), and why it was changed.
    """

    number: int
    code: str = ""
    name: str = ""
    person: str = ""
    position: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    institution_id: str = ""
    institution_name: str = ""
    entry_id: str = ""
    label: str = ""
    computed: dict[str, float] = field(default_factory=dict)
    gaps: list[str] = field(default_factory=list)
    reason: str = ""
    is_monitored: bool = False

    def shown(self, code: str) -> str:
        """A cell as it was understood; as it was typed where it was not."""
        value = self.values.get(code)
        return _in_words(value) if value is not None else self.typed.get(code) or "–"

    def was(self, code: str) -> str:
        """A cell as the monthly statistics gave it; nothing where they did not."""
        value = self.computed.get(code)
        return "" if value is None else _in_words(value)

    @property
    def plain(self) -> dict[str, Any]:
        """The row as the database keeps it."""
        return asdict(self)


def _in_words(value: float) -> str:
    return number(value, 0 if value.is_integer() else len(str(value).partition(".")[2]))


def kept(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows that the database kept."""
    return [Row(**row) for row in rows]


def read(sheets: Sequence[Sheet], columns: Sequence[Column], *, is_personal: bool) -> list[Row]:
    """The rows of the first sheet that has the head line; Invalid where none has, or where a column is missing."""
    for sheet in sheets:
        start, heads = _head(sheet, columns)
        if heads:
            _check_heads(heads, columns, is_personal=is_personal)
            return [
                _row(sheet, number, heads, columns, is_personal=is_personal)
                for number in range(start + 1, len(sheet.rows))
                if any(_text(cell) for cell in sheet.rows[number])
            ]
    words = _("Baris judul tidak ditemukan. Baris judul memuat kolom “instansi” atau “kode_instansi”, seperti pada lembar isian.")
    raise Invalid(words, "file")


def _head(sheet: Sheet, columns: Sequence[Column]) -> tuple[int, dict[str, int]]:
    known = SPELLINGS | {plain(word): one.code for one in columns for word in (one.code, one.name)}
    for place, cells in enumerate(sheet.rows[:HEAD_WITHIN]):
        heads: dict[str, int] = {}
        for column, cell in enumerate(cells):
            name = known.get(plain(_text(cell)))
            if name is not None and name in heads:
                raise Invalid(_("Kolom “%(name)s” muncul lebih dari sekali pada baris judul.", name=_text(cell)), "file")
            if name is not None:
                heads[name] = column
        if NAME in heads or CODE in heads:
            return place, heads
    return 0, {}


def _check_heads(heads: Mapping[str, int], columns: Sequence[Column], *, is_personal: bool) -> None:
    missing = [one.name for one in columns if one.code not in heads] + ([PERSON] if is_personal and PERSON not in heads else [])
    if missing:
        raise Invalid(
            _("Kolom yang belum ada pada baris judul: %(names)s. Unduh lembar isian bila ragu.", names=", ".join(missing)), "file"
        )


def _row(sheet: Sheet, number: int, heads: Mapping[str, int], columns: Sequence[Column], *, is_personal: bool) -> Row:
    def cell(name: str) -> Cell:
        return sheet.cell(number, heads[name]) if name in heads else None

    found = Row(number + 1, _text(cell(CODE)), _text(cell(NAME)))
    if is_personal:
        found.person, found.position = _text(cell(PERSON)), _text(cell(POSITION))
        if not found.person:
            found.faults.append(_("Isi nama orangnya."))
    for column in columns:
        value = cell(column.code)
        found.typed[column.code] = _text(value)
        try:
            found.values[column.code] = number_in(value, column)
        except Invalid as fault:
            found.faults.append(f"{column.name}: {fault.message}")
    return found


def number_in(cell: Cell, column: Column) -> float:
    """The number a cell holds; a decimal comma, points between thousands and a percent sign are understood, what may mean two things is asked."""
    if cell is None or _text(cell) == "":
        raise Invalid(_("belum diisi."))
    value = float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else _typed(_text(cell), column)
    if column.kind is ColumnKind.SHARE and isinstance(cell, int | float) and 0 < value <= 1:
        words = _("%(value)s terbaca sebagai pecahan. Tulis persennya sebagai teks, misalnya “98,1 %%”.", value=_shown(value))
        raise Invalid(words)
    return _bounded(value, column)


def _typed(text: str, column: Column) -> float:
    bare = text.replace("\u00a0", " ").strip()
    if column.kind is ColumnKind.SHARE:
        bare = bare.removesuffix("%").strip()
    elif bare.endswith("%"):
        raise Invalid(_("“%(text)s” adalah persen, padahal kolom ini bukan persen.", text=text))
    if THOUSANDS.match(bare) and not bare.startswith("0."):
        if column.kind is not ColumnKind.COUNT:
            raise Invalid(_("“%(text)s” dapat berarti ribuan atau pecahan. Tulis pecahan dengan koma, misalnya “1,95”.", text=text))
        bare = bare.replace(".", "")
    elif "," in bare:
        whole, _comma, rest = bare.partition(",")
        bare = f"{whole.replace('.', '')}.{rest}"
    if not NUMBER.match(bare):
        raise Invalid(_("“%(text)s” bukan angka. Tulis angkanya saja, misalnya “98,1”.", text=text))
    return float(bare)


def _bounded(value: float, column: Column) -> float:
    most = 100.0 if column.kind is ColumnKind.SHARE else column.most
    if value != value or value in (float("inf"), float("-inf")):
        raise Invalid(_("bukan angka."))
    if value < 0:
        raise Invalid(_("%(value)s di bawah nol.", value=_shown(value)))
    if most is not None and value > most:
        raise Invalid(_("%(value)s lebih besar daripada %(most)s.", value=_shown(value), most=_shown(most)))
    if column.kind is ColumnKind.COUNT and not value.is_integer():
        raise Invalid(_("%(value)s bukan bilangan bulat.", value=_shown(value)))
    return value


def _shown(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    return " ".join(str(cell).split())[:MOST_SIGNS]


def plain(text: str) -> str:
    """A name or head as it is compared: case and blanks do not matter."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class Home:
    """An institution of the registry as a table may name it."""

    id: str
    code: str
    name: str


def placed(rows: Sequence[Row], meant: Mapping[int, Sequence[Home]], allowed: Mapping[str, str]) -> None:
    """Write into each row whose it is, or why it is nobody's: unknown, of several names, not one of those that take part.

    `meant` holds by row number whom it may mean, `allowed` by institution id an empty text, or the reason why it takes no part.
    """
    for row in rows:
        homes = meant.get(row.number, ())
        if not row.code and not row.name:
            row.faults.insert(0, _("Isi nama atau kode instansinya."))
        elif len(homes) != 1:
            row.faults.insert(0, _unclear(row, homes))
        else:
            row.institution_id, row.institution_name = homes[0].id, homes[0].name
            if reason := allowed.get(homes[0].id, ""):
                row.faults.insert(0, reason)


def _unclear(row: Row, homes: Sequence[Home]) -> str:
    typed = row.code or row.name
    if not homes:
        return _("“%(name)s” tidak ada di daftar instansi. Tulis kode instansinya, atau daftarkan dahulu instansi itu.", name=typed)
    codes = ", ".join(one.code for one in homes[:5])
    return _("“%(name)s” dapat berarti beberapa instansi. Tulis salah satu kodenya: %(codes)s.", name=typed, codes=codes)


def doubled(rows: Sequence[Row]) -> None:
    """Write beside every row whom another row names as well: neither counts before one of them is taken out."""
    places: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        if row.institution_id:
            places.setdefault(_who(row), []).append(row.number)
    for row in rows:
        others = [number for number in places.get(_who(row), ()) if number != row.number]
        if row.institution_id and others:
            listed = ", ".join(str(number) for number in others)
            row.faults.append(_("Tertulis lagi pada baris %(rows)s. Sisakan satu baris.", rows=listed))


def _who(row: Row) -> tuple[str, str]:
    return row.institution_id, plain(row.person)


def missing(rows: Sequence[Row], expected: Iterable[Home]) -> Iterator[Home]:
    """Who takes part and has no row."""
    named = {row.institution_id for row in rows}
    yield from (one for one in expected if one.id not in named)
