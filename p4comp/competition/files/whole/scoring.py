"""Rules about categories without dossiers, about awards by rank or by score, and about the sheets that the others need."""

from collections.abc import Iterator
from math import fsum, isclose
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault, Path
from p4comp.competition.files.whole.checked import Checked
from p4comp.competition.final_terms import FinalStage, Giving
from p4comp.competition.scoring_terms import MONITORED_KINDS, SCORE, ColumnKind, Formula, Method, Monitored

Row = dict[str, Any]
ROOTS = ("instrumen", "lembar_wawancara", "wawancara")


def missing(path: Path) -> Fault:
    """A key that is needed here."""
    return Fault(path, _("belum ada; tambahkan kunci ini"))


def dossiers_have_their_sheets(checked: Checked) -> Iterator[Fault]:
    """A category with dossiers names an instrument and finalists, and a sheet where finalists are heard; the tables they need are there."""
    stage = checked.get("rencana_penilaian", "tahap_akhir")
    if "kategori" not in checked.document:
        yield from (missing((key,)) for key in ROOTS if key not in checked.document)
    for path, row in checked.items("kategori"):
        if not isinstance(row, dict) or "angka" in row:
            continue
        wanted = ["instrumen"] if stage == FinalStage.DESK else ["instrumen", "lembar_wawancara"]
        yield from (missing((*path, key)) for key in wanted if key not in row)
        if "finalis" not in (checked.get(*path, "kuota") or {"finalis": 1}):
            yield missing((*path, "kuota", "finalis"))
        roots = wanted if stage == FinalStage.DESK else [*wanted, "wawancara"]
        yield from (missing((key,)) for key in roots if key not in checked.document and _is_first(checked, path))


def _is_first(checked: Checked, path: Path) -> bool:
    return next((one for one, row in checked.items("kategori") if isinstance(row, dict) and "angka" not in row), None) == path


def figures_have_no_dossiers(checked: Checked) -> Iterator[Fault]:
    """A category that is scored by figures names no sheet, no finalists and no rules of entering; `angka` is the end of figures alone."""
    stage = checked.get("rencana_penilaian", "tahap_akhir")
    for path, row in checked.items("kategori"):
        if not isinstance(row, dict):
            continue
        if "angka" in row:
            unused = [key for key in ("instrumen", "lembar_wawancara", "syarat", "pertanyaan", "batas") if row.get(key)]
            yield from (Fault((*path, key), _("tidak dipakai kategori yang dinilai dengan angka; hapus kunci ini")) for key in unused)
            if "finalis" in (checked.get(*path, "kuota") or {}):
                yield Fault((*path, "kuota", "finalis"), _("tidak dipakai kategori yang dinilai dengan angka; hapus kunci ini"))
        elif stage == FinalStage.FIGURES:
            yield Fault((*path, "angka"), _("belum ada; tahap_akhir “angka” memerlukannya pada setiap kategori"))
        elif row.get("peserta") == "orang":
            yield Fault((*path, "angka"), _("belum ada; kategori orang dinilai dengan angka, sebab orang tidak menyerahkan berkas"))


def figures_are_not_opened_by_code(checked: Checked) -> Iterator[Fault]:
    """Figures tell whose they are, so a code would be no cover."""
    has_figures = any(isinstance(row, dict) and "angka" in row for _path, row in checked.items("kategori"))
    if has_figures and checked.get("rencana_penilaian", "keterbukaan") == "kode":
        words = _("tidak dapat “kode” bila ada kategori yang dinilai dengan angka: angkanya menunjukkan siapa pesertanya")
        yield Fault(("rencana_penilaian", "keterbukaan"), words)


def formulas_fit(checked: Checked) -> Iterator[Fault]:
    """Computed scores have columns and indicators of weight 100, each formula the columns it needs; given scores have neither."""
    for category, _row in checked.items("kategori"):
        row, path = checked.get(*category, "angka"), (*category, "angka")
        if row is None:
            continue
        if row["cara"] == Method.GIVEN:
            yield from (
                Fault((*path, key), _("tidak dipakai bila cara “skor”; hapus kunci ini")) for key in ("kolom", "indikator") if key in row
            )
            continue
        yield from (missing((*path, key)) for key in ("kolom", "indikator") if key not in row)
        if "terbesar" in row:
            yield Fault((*path, "terbesar"), _("hanya dipakai bila cara “skor”; hapus kunci ini"))
        yield from _computed(path, row.get("kolom", []), row.get("indikator", []))


def _computed(path: Path, columns: list[Row], figures: list[Row]) -> Iterator[Fault]:
    yield from _twice(path, "kolom", columns)
    yield from _twice(path, "indikator", figures)
    known = {one["kode"]: one for one in columns}
    for index, one in enumerate(columns):
        if one["jenis"] == ColumnKind.VALUE and "terbesar" not in one:
            yield Fault((*path, "kolom", index, "terbesar"), _("belum ada; kolom “nilai” memerlukan nilai terbesarnya"))
        if one["kode"] == SCORE:
            yield Fault((*path, "kolom", index, "kode"), _("“skor” dipakai portal; beri kode lain"))
        if "pemantauan" in one and (kind := MONITORED_KINDS[Monitored(one["pemantauan"])]) != one["jenis"]:
            words = _("“%(name)s” mengisi kolom jenis “%(kind)s”, bukan “%(own)s”", name=one["pemantauan"], kind=kind, own=one["jenis"])
            yield Fault((*path, "kolom", index, "pemantauan"), words)
    for index, one in enumerate(figures):
        yield from _figure((*path, "indikator", index), one, known)
    total = fsum(one["bobot"] for one in figures)
    if figures and not isclose(total, 100, abs_tol=1e-9):
        yield Fault((*path, "indikator"), _("jumlah bobot %(sum)s, seharusnya 100", sum=f"{total:g}"))


def _twice(path: Path, key: str, rows: list[Row]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, one in enumerate(rows):
        if one["kode"] in seen:
            yield Fault((*path, key, index, "kode"), _("“%(code)s” sudah dipakai di daftar ini; beri kode lain", code=one["kode"]))
        seen.add(one["kode"])


def _figure(path: Path, row: Row, known: dict[str, Row]) -> Iterator[Fault]:
    formula, names = Formula(row["rumus"]), row["kolom"]
    for index, name in enumerate(names):
        if name not in known:
            words = _("kolom “%(name)s” tidak ada; yang ada: %(known)s", name=name, known=", ".join(known) or "–")
            yield Fault((*path, "kolom", index), words)
    wanted = {Formula.SHARE: 2, Formula.LIMIT: 1, Formula.GIVEN: 1}.get(formula)
    if wanted is not None and len(names) != wanted:
        yield Fault(
            (*path, "kolom"), _("rumus “%(formula)s” memerlukan %(n)s kolom, sekarang %(now)s", formula=formula, n=wanted, now=len(names))
        )
    if (formula is Formula.LIMIT) != ("batas" in row):
        words = (
            _("belum ada; rumus “batas” memerlukannya") if formula is Formula.LIMIT else _("hanya dipakai rumus “batas”; hapus kunci ini")
        )
        yield Fault((*path, "batas"), words)
    if formula in (Formula.MEAN, Formula.GIVEN):
        bad = [name for name in names if name in known and known[name]["jenis"] not in (ColumnKind.SHARE, ColumnKind.VALUE)]
        if bad:
            words = _("rumus “%(formula)s” hanya untuk kolom persen atau nilai, bukan %(names)s", formula=formula, names=", ".join(bad))
            yield Fault((*path, "kolom"), words)


def awards_by_score_fit(checked: Checked) -> Iterator[Fault]:
    """Awards by rank have places; predicates have bounds that fall, and no other award has one."""
    for path, _row in checked.items("kategori"):
        awards, how = checked.get(*path, "penghargaan") or [], (checked.get(*path, "pembagian") or {}).get("cara")
        bounds = [one.get("batas") for one in awards]
        for index, bound in enumerate(bounds):
            where = (*path, "penghargaan", index, "batas")
            if how == Giving.PREDICATE and bound is None:
                yield Fault(where, _("belum ada; predikat diberikan mulai nilai ini"))
            elif how != Giving.PREDICATE and bound is not None:
                yield Fault(where, _("hanya dipakai bila pembagian.cara “predikat”; hapus kunci ini"))
            elif index and bound is not None and bounds[index - 1] is not None and bound >= bounds[index - 1]:
                yield Fault(where, _("harus lebih kecil daripada batas predikat sebelumnya, %(before)s", before=f"{bounds[index - 1]:g}"))
