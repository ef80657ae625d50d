"""What a file of institutions must hold: every fault of every row is named, and one fault refuses the whole file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from p4comp.core.tables import Fault, Line, Table, is_formula
from p4comp.institutions.rules.kinds import Kind

COLUMNS = ("code", "type", "name", "short_name", "region_code", "parent_code", "valid_from", "valid_to")
SPELLINGS = {
    **dict.fromkeys(("kode", "kode_instansi"), "code"),
    **dict.fromkeys(("jenis", "tipe", "kind", "jenis_instansi"), "type"),
    **dict.fromkeys(("nama", "nama_instansi", "institution"), "name"),
    **dict.fromkeys(("singkatan", "nama_singkat", "nama_pendek"), "short_name"),
    **dict.fromkeys(("wilayah", "kode_wilayah", "region"), "region_code"),
    **dict.fromkeys(("induk", "kode_induk", "parent"), "parent_code"),
    **dict.fromkeys(("berlaku_dari", "berlaku_sejak"), "valid_from"),
    "berlaku_sampai": "valid_to",
}
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,79}")
KINDS = frozenset(kind.value for kind in Kind)
DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
LONGEST = {"name": 250, "short_name": 80}


@dataclass(frozen=True)
class Wanted:
    """An institution as a line of the file wants it; `given` are the columns the file has."""

    number: int
    code: str
    kind: Kind
    name: str
    short_name: str
    region_code: str
    parent_code: str
    valid_from: date | None
    valid_to: date | None
    given: frozenset[str]


@dataclass(frozen=True)
class Known:
    """The registry before the file: region codes, parents by code, codes by plain name."""

    regions: frozenset[str]
    parents: Mapping[str, str]
    code_of: Mapping[str, str]


def day(text: str) -> date | None:
    """A day written `2022-06-16`, `16-06-2022` or `16/06/2022`; ValueError for anything else, None for nothing."""
    if not text:
        return None
    turned = DAY.fullmatch(text)
    if turned:
        return date(int(turned[3]), int(turned[2]), int(turned[1]))
    return datetime.fromisoformat(text).date()


def read(table: Table, known: Known) -> tuple[list[Wanted], list[Fault]]:
    """The institutions a file wants, and all faults of the file."""
    missing = [column for column in ("type", "name") if column not in table.columns]
    if missing:
        return [], [
            Fault(1, column, _("Kolom “%(column)s” tidak ada. Kolom wajib: code, type, name.", column=column)) for column in missing
        ]
    if not table.lines:
        return [], [Fault(1, "", _("Berkas ini tidak berisi baris instansi."))]
    given = frozenset(table.columns)
    faults = [fault for line in table.lines for fault in _line_faults(line, known, given)]
    if not faults:
        wanted = [_wanted(line, known, given) for line in table.lines]
        faults = [*_doubles(wanted), *_tree_faults(wanted, known)]
        return wanted, sorted(faults, key=lambda fault: fault.number)
    codes = [(line.number, _code(line, known, given)) for line in table.lines]
    return [], sorted([*faults, *_double_codes(codes)], key=lambda fault: fault.number)


def _line_faults(line: Line, known: Known, given: frozenset[str]) -> Iterator[Fault]:
    for column in COLUMNS:
        text = line.get(column)
        if is_formula(text):
            yield Fault(line.number, column, _("Isi “%(text)s” diawali tanda rumus (= + @). Tulis sebagai teks biasa.", text=text[:40]))
        elif column in LONGEST and len(text) > LONGEST[column]:
            yield Fault(line.number, column, _("Isi lebih panjang dari %(n)s tanda.", n=LONGEST[column]))
    yield from _wrong_cells(line, known, given)


def _wrong_cells(line: Line, known: Known, given: frozenset[str]) -> Iterator[Fault]:
    code, kind, region = line.get("code"), line.get("type").lower(), line.get("region_code")
    if "code" in given and not CODE.fullmatch(code) and not is_formula(code):
        yield Fault(
            line.number, "code", _("Isi kode instansi dari huruf, angka, titik, dan tanda hubung.") if code else _("Isi kode instansi.")
        )
    if kind not in KINDS:
        yield Fault(line.number, "type", _("Jenis “%(kind)s” tidak dikenal. Pilihan: %(kinds)s.", kind=kind, kinds=", ".join(Kind)))
    if not line.get("name"):
        yield Fault(line.number, "name", _("Isi nama instansi."))
    if region and region not in known.regions and not is_formula(region):
        yield Fault(
            line.number,
            "region_code",
            _("Wilayah “%(region)s” tidak ada dalam daftar wilayah. Tulis kodenya, misalnya 63 atau 63.06.", region=region),
        )
    yield from _wrong_days(line)


def _wrong_days(line: Line) -> Iterator[Fault]:
    days: dict[str, date | None] = {}
    for column in ("valid_from", "valid_to"):
        try:
            days[column] = day(line.get(column))
        except ValueError:
            yield Fault(line.number, column, _("Tanggal “%(text)s” tidak dapat dibaca. Tulis seperti 2022-06-16.", text=line.get(column)))
    begins, ends = days.get("valid_from"), days.get("valid_to")
    if begins and ends and ends <= begins:
        yield Fault(line.number, "valid_to", _("Tanggal akhir harus sesudah tanggal mulai."))


def _code(line: Line, known: Known, given: frozenset[str]) -> str:
    if "code" in given:
        return line.get("code")
    name = " ".join(re.findall(r"\w+", line.get("name").casefold()))
    return known.code_of.get(name) or f"{line.get('type').lower()}-{name.replace(' ', '-')}"[:80]


def _wanted(line: Line, known: Known, given: frozenset[str]) -> Wanted:
    return Wanted(
        number=line.number,
        code=_code(line, known, given),
        kind=Kind(line.get("type").lower()),
        name=" ".join(line.get("name").split()),
        short_name=line.get("short_name"),
        region_code=line.get("region_code"),
        parent_code=line.get("parent_code"),
        valid_from=day(line.get("valid_from")),
        valid_to=day(line.get("valid_to")),
        given=given,
    )


def _doubles(wanted: list[Wanted]) -> Iterator[Fault]:
    return _double_codes([(one.number, one.code) for one in wanted])


def _double_codes(codes: list[tuple[int, str]]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, code in codes:
        if code and code in first:
            yield Fault(number, "code", _("Kode “%(code)s” sudah dipakai di baris %(line)s berkas ini.", code=code, line=first[code]))
        first.setdefault(code, number)


def _tree_faults(wanted: list[Wanted], known: Known) -> Iterator[Fault]:
    parents = dict(known.parents)
    parents |= {one.code: one.parent_code for one in wanted if "parent_code" in one.given or one.code not in parents}
    for one in wanted:
        if one.parent_code and one.parent_code not in parents:
            yield Fault(
                one.number, "parent_code", _("Induk “%(parent)s” tidak ada di registri maupun di berkas ini.", parent=one.parent_code)
            )
        elif _is_circular(one.code, parents):
            yield Fault(
                one.number,
                "parent_code",
                _("Induk “%(parent)s” membuat lingkaran: instansi ini menjadi induk dari induknya sendiri.", parent=one.parent_code),
            )


def _is_circular(code: str, parents: Mapping[str, str]) -> bool:
    above, steps = parents.get(code, ""), 0
    while above and steps <= len(parents):
        if above == code:
            return True
        above, steps = parents.get(above, ""), steps + 1
    return False
