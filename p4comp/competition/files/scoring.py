"""The keys of an edition file about categories without dossiers, persons, and the province an edition is of: shape and terms."""

from typing import Any

from p4comp.competition.files.kinds import Amount, Code, Flag, Items, Table, Text, Weight, Whole
from p4comp.competition.scoring_terms import SCORE, Column, ColumnKind, Formula, Method, Monitored, Scored, Scoring

Row = dict[str, Any]
INSTITUTION, PERSON = "instansi", "orang"
UP, DOWN = "naik", "turun"

COLUMN = Table(
    {"kode": Code(40), "nama": Text(most=200), "jenis": Text(choices=tuple(ColumnKind))},
    {"terbesar": Amount(1_000_000), "pemantauan": Text(choices=tuple(Monitored))},
)
FIGURE = Table(
    {
        "kode": Code(),
        "nama": Text(most=250),
        "rumus": Text(choices=tuple(Formula)),
        "kolom": Items(Code(40), least=1, most=20),
        "bobot": Weight(),
    },
    {"batas": Amount(1_000_000), "arah": Text(choices=(UP, DOWN)), "keterangan": Text(empty=True)},
)
SCORING = Table(
    {"cara": Text(choices=tuple(Method))},
    {
        "sumber": Text(empty=True),
        "catatan": Text(empty=True),
        "lengkap": Flag(),
        "desimal": Whole(0, 6),
        "terbesar": Amount(1_000_000),
        "kolom": Items(COLUMN, least=1, most=40),
        "indikator": Items(FIGURE, least=1, most=40),
    },
)
CATEGORY_SHAPES = {"angka": SCORING, "peserta": Text(choices=(INSTITUTION, PERSON)), "induk": Text(most=80)}


def scoring_from(category: Row) -> Scoring | None:
    """How a category without dossiers is scored; None where dossiers are."""
    row = category.get("angka")
    if row is None:
        return None
    method = Method(row["cara"])
    return Scoring(
        method=method,
        source=row.get("sumber", ""),
        note=row.get("catatan", ""),
        is_complete=row.get("lengkap", False),
        decimals=row.get("desimal"),
        columns=(_given(row),) if method is Method.GIVEN else tuple(_column(one) for one in row.get("kolom", ())),
        figures=tuple(_figure(one) for one in row.get("indikator", ())),
    )


def _given(row: Row) -> Column:
    most = row.get("terbesar")
    return Column(SCORE, "Skor", ColumnKind.VALUE, None if most is None else float(most))


def _column(row: Row) -> Column:
    most = row.get("terbesar")
    monitored = Monitored(row["pemantauan"]) if "pemantauan" in row else None
    return Column(row["kode"], row["nama"], ColumnKind(row["jenis"]), None if most is None else float(most), monitored)


def _figure(row: Row) -> Scored:
    limit = row.get("batas")
    return Scored(
        code=row["kode"],
        name=row["nama"],
        formula=Formula(row["rumus"]),
        columns=tuple(row["kolom"]),
        weight=float(row["bobot"]),
        limit=None if limit is None else float(limit),
        falls=row.get("arah", UP) == DOWN,
    )
