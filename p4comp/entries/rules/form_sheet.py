"""A self-assessment as a spreadsheet: what its columns are, what was typed into it, and what of that is new."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition.spec import Indicator, Instrument
from p4comp.core.sheets import Cell, Sheet, letter

HEADS = {
    "code": _l("Kode"),
    "name": _l("Indikator"),
    "question": _l("Pertanyaan"),
    "rubric": _l("Rubrik"),
    "evidence": _l("Bukti yang diminta"),
    "limit": _l("Batas kata"),
    "level": _l("Tingkat"),
    "narrative": _l("Penjelasan"),
}
FIELDS = ("level", "narrative")
LONGEST = 20_000


@dataclass(frozen=True)
class Fault:
    """Something in a spreadsheet that cannot be taken: which cell, and what to do."""

    cell: str
    text: str


@dataclass(frozen=True)
class Typed:
    """All that was typed into a form, by `A1.level`; or why it cannot be taken."""

    values: Mapping[str, str]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Change:
    """A field that would change: what it holds, in which version, and what it would hold."""

    field: str
    old: str
    new: str
    version: int


@dataclass(frozen=True)
class Place:
    """Where a form lies in its sheet: the head's row, and each column."""

    row: int
    columns: Mapping[str, int]


def level_words(indicator: Indicator, text: str) -> str:
    """A level with its rubric's words."""
    known = text.isascii() and text.isdigit() and int(text) < len(indicator.rubric)
    return f"{text}: {indicator.rubric[int(text)]}" if known else text


def place_of(sheet: Sheet) -> Place | None:
    """Where the head with code, level and narrative stands, if the sheet has one."""
    words = {str(word).lower(): name for name, word in HEADS.items()}
    for row in range(min(len(sheet.rows), 30)):
        heads = {words.get(_word(sheet.cell(row, column))): column for column in range(sheet.width)}
        if all(name in heads for name in ("code", *FIELDS)):
            return Place(row, {name: column for name, column in heads.items() if name})
    return None


def _word(cell: Cell) -> str:
    return str(cell or "").partition("(")[0].strip().lower()


def typed(sheets: Iterable[Sheet], instrument: Instrument) -> Typed:
    """What the first sheet with the form's head holds; an empty cell says nothing."""
    for sheet in sheets:
        if place := place_of(sheet):
            return _typed(sheet, place, {one.code: one for one in instrument.indicators})
    return Typed(
        {},
        (
            Fault(
                "", _("Tidak ada lembar dengan kolom Kode, Tingkat, dan Penjelasan. Unduh borang XLSX dari halaman ini, isi, lalu unggah.")
            ),
        ),
    )


def _typed(sheet: Sheet, place: Place, known: Mapping[str, Indicator]) -> Typed:
    values: dict[str, str] = {}
    faults: list[Fault] = []
    for row in range(place.row + 1, len(sheet.rows)):
        code = str(sheet.cell(row, place.columns["code"]) or "").strip()
        fields = {name: place.columns[name] for name in FIELDS}
        if not code and not any(sheet.cell(row, column) for column in fields.values()):
            continue
        if fault := _code_fault(code, known, values, f"{letter(place.columns['code'])}{row + 1}"):
            faults.append(fault)
            continue
        for name, column in fields.items():
            text, found = _field(sheet, row, column, known[code], name)
            faults += found
            values[f"{code}.{name}"] = text
    return Typed({field: text for field, text in values.items() if text}, tuple(faults))


def _code_fault(code: str, known: Mapping[str, Indicator], values: Mapping[str, str], cell: str) -> Fault | None:
    if code not in known:
        return Fault(cell, _("Kode “%(code)s” tidak ada pada instrumen ini. Jangan mengubah kolom Kode.", code=code[:20]))
    if f"{code}.level" in values:
        return Fault(cell, _("Kode %(code)s muncul lebih dari sekali. Hapus salah satu barisnya.", code=code))
    return None


def _field(sheet: Sheet, row: int, column: int, indicator: Indicator, name: str) -> tuple[str, list[Fault]]:
    cell, value = f"{letter(column)}{row + 1}", sheet.cell(row, column)
    if cell in sheet.formulas:
        return "", [Fault(cell, _("Sel ini berisi rumus. Tulis isinya langsung, tanpa rumus."))]
    if any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in sheet.merged):
        return "", [Fault(cell, _("Sel ini digabung dengan sel lain. Pisahkan sel itu, lalu isi masing-masing."))]
    text = _text(value)
    fault = _level_fault(text, indicator) if name == "level" else _narrative_fault(text)
    return ("", [Fault(cell, fault)]) if fault else (text, [])


def _text(value: Cell) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _level_fault(text: str, indicator: Indicator) -> str:
    top = len(indicator.rubric) - 1
    is_level = text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= top
    return "" if not text or is_level else _("Isi tingkat dengan angka 0 sampai %(top)d.", top=top)


def _narrative_fault(text: str) -> str:
    return _("Penjelasan ini terlalu panjang untuk disimpan. Ringkas dahulu.") if len(text) > LONGEST else ""


def changes(values: Mapping[str, str], kept: Mapping[str, tuple[str, int]], instrument: Instrument) -> Iterator[Change]:
    """The fields, in the instrument's order, that would hold something else than they do; `kept` gives text and version."""
    for indicator in instrument.indicators:
        for name in FIELDS:
            field = f"{indicator.code}.{name}"
            old, version = kept.get(field, ("", 0))
            if field in values and values[field] != old.strip():
                yield Change(field, old, values[field], version)
