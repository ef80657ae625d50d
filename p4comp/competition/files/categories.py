"""From the rows of a sound document to its categories."""

from typing import Any

from p4comp.competition.bounds import Bound, Force, Group
from p4comp.competition.files import derived
from p4comp.competition.files.finals import giving_from
from p4comp.competition.files.scoring import PERSON, scoring_from
from p4comp.competition.questions import YES, AnswerKind, Choice, EntryQuestion
from p4comp.competition.spec import Award, Category, Rule

Row = dict[str, Any]


def categories_from(document: Row) -> tuple[Category, ...]:
    """The categories of a sound document."""
    return tuple(category_from(row, document.get("provinsi", "")) for row in document["kategori"])


def category_from(row: Row, province: str = "") -> Category:
    """A category of a sound document; what it leaves out holds as everywhere."""
    return Category(
        code=row["kode"],
        name=row["nama"],
        description=row.get("keterangan", ""),
        entrant_types=tuple(row["jenis_peserta"]),
        rules=tuple(_rule(one) for one in row.get("syarat", ())),
        instrument=derived.instrument_code(row["kode"]) if "angka" in row else row["instrumen"],
        interview_sheet=row.get("lembar_wawancara") or derived.sheet_code(row["kode"]),
        finalists=row["kuota"].get("finalis", 0),
        winners=row["kuota"]["pemenang"],
        awards=tuple(_award(one, row["kuota"]["pemenang"]) for one in row["penghargaan"]),
        questions=tuple(_question(one) for one in row.get("pertanyaan", ())),
        bounds=tuple(_bound(one) for one in row.get("batas", ())),
        award_terms=giving_from(row),
        scoring=scoring_from(row),
        is_personal=row.get("peserta") == PERSON,
        parent=row.get("induk", ""),
        province=province,
    )


def _award(row: Row, winners: int) -> Award:
    least = row.get("batas")
    return Award(
        row["kode"], row["nama"], row.get("tempat", winners), tuple(row.get("kriteria", ())), None if least is None else float(least)
    )


def _bound(row: Row) -> Bound:
    return Bound(
        code=row["kode"],
        group=Group(row["kelompok"]),
        values=tuple(row.get("nilai", ())),
        least=row.get("paling_sedikit"),
        most=row.get("paling_banyak"),
        force=Force(row["sifat"]),
        name=row.get("nama", ""),
    )


def _rule(row: Row) -> Rule:
    return Rule(row["aturan"], row.get("bulan", 0), tuple(row.get("edisi_lalu", ())), row.get("kategori_penghargaan", ""))


def _question(row: Row) -> EntryQuestion:
    return EntryQuestion(
        code=row["kode"],
        text=row["teks"],
        kind=AnswerKind(row["jenis"]),
        rule=row.get("aturan", ""),
        good=tuple(row.get("terpenuhi", (YES,))),
        advice=row.get("saran", ""),
        hint=row.get("petunjuk", ""),
        choices=tuple(Choice(one["kode"], one["teks"], one.get("nama_sistem", "")) for one in row.get("pilihan", ())),
    )
