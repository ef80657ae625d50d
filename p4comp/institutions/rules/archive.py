"""The public archive of honours: when an edition counts as held, and what its rows must hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core.tables import Fault, Line, Table, is_formula

HELD_ON = {"p4-2018": date(2018, 12, 10), "p4-2019": date(2019, 12, 9), "p4-2020": date(2020, 11, 25), "p4-2022": date(2022, 6, 16)}
SLUGS = {1: "p4-2018", 2: "p4-2019", 3: "p4-2020", 4: "p4-2022"}
CATEGORY_NAMES = {"OA": _l("Outstanding Achievement"), "UMUM": _l("Instansi Pemerintah Umum"), "UPP": _l("Unit Penyelenggara Pelayanan")}
STAGE_NAMES = {"pemenang": _l("Pemenang"), "finalis": _l("Finalis")}
CATEGORIES = {
    "oa": "OA",
    "outstanding achievement": "OA",
    "umum": "UMUM",
    "instansi": "UMUM",
    "instansi pemerintah": "UMUM",
    "instansi pemerintah umum": "UMUM",
    "upp": "UPP",
    "unit penyelenggara pelayanan": "UPP",
}
SPELLINGS = {
    **dict.fromkeys(("edition", "edisi"), "edition_number"),
    "tahun": "year",
    **dict.fromkeys(("category_code", "kategori"), "category"),
    "tahap": "stage",
    **dict.fromkeys(("rank_or_award", "penghargaan"), "award"),
    **dict.fromkeys(("institution", "instansi", "nama_instansi"), "institution_name"),
    "kode_instansi": "institution_code",
    **dict.fromkeys(("source_url", "sumber"), "source"),
    "catatan": "note",
}
NEEDED = ("edition_number", "year", "category", "stage", "award", "institution_name", "source")


@dataclass(frozen=True)
class Place:
    """A place in an earlier edition, as a line of a file states it."""

    number: int
    edition_number: int
    edition_slug: str
    year: int
    category: str
    stage: str
    award: str
    institution_name: str
    institution_code: str
    source: str
    note: str

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What makes two lines the same place."""
        return (self.edition_slug, self.category, self.stage, self.award, self.institution_name)


def is_past(slug: str, year: int, on: date) -> bool:
    """An edition's honours are shown from the day after its award; of an unknown edition, from the year after."""
    held = HELD_ON.get(slug)
    return held < on if held else year < on.year


def read(table: Table) -> tuple[list[Place], list[Fault]]:
    """The places a file states, and all faults of the file."""
    missing = [column for column in NEEDED if column not in table.columns]
    if missing:
        return [], [Fault(1, column, _("Kolom “%(column)s” tidak ada.", column=column)) for column in missing]
    if not table.lines:
        return [], [Fault(1, "", _("Berkas ini tidak berisi baris penghargaan."))]
    faults = [fault for line in table.lines for fault in _faults(line)]
    return ([] if faults else [_place(line) for line in table.lines]), faults


def _faults(line: Line) -> Iterator[Fault]:
    for column in NEEDED:
        if not line.get(column):
            yield Fault(line.number, column, _("Isi kolom ini."))
        elif is_formula(line.get(column)):
            yield Fault(
                line.number, column, _("Isi “%(text)s” diawali tanda rumus (= + @). Tulis sebagai teks biasa.", text=line.get(column)[:40])
            )
    for column in ("edition_number", "year"):
        if line.get(column) and not line.get(column).isdecimal():
            yield Fault(line.number, column, _("Isi bilangan bulat, bukan “%(text)s”.", text=line.get(column)))
    if line.get("category") and line.get("category").lower() not in CATEGORIES:
        yield Fault(line.number, "category", _("Kategori “%(text)s” tidak dikenal. Pilihan: OA, UMUM, UPP.", text=line.get("category")))
    if line.get("stage") and _stage(line) not in STAGE_NAMES:
        yield Fault(line.number, "stage", _("Tahap “%(text)s” tidak dikenal. Pilihan: finalis, pemenang.", text=line.get("stage")))


def _stage(line: Line) -> str:
    return line.get("stage").split()[0].lower()


def _place(line: Line) -> Place:
    number, year = int(line.get("edition_number")), int(line.get("year"))
    return Place(
        number=line.number,
        edition_number=number,
        edition_slug=line.get("edition_slug") or SLUGS.get(number, f"p4-{year}"),
        year=year,
        category=CATEGORIES[line.get("category").lower()],
        stage=_stage(line),
        award=line.get("award")[:250],
        institution_name=line.get("institution_name")[:250],
        institution_code=line.get("institution_code"),
        source=line.get("source"),
        note=line.get("note"),
    )
