"""Rules about codes, weights, rubrics, the tie-break ladder and provenance."""

from collections.abc import Iterator
from math import fsum, isclose
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault, Path
from p4comp.competition.files.whole.checked import Checked
from p4comp.competition.rules import sources


def codes_differ(checked: Checked) -> Iterator[Fault]:
    """Items of a list have different codes."""
    for path in _lists_with_codes(checked):
        seen: set[Any] = set()
        for where, _item in checked.items(*path):
            code = checked.get(*where, "kode")
            if code is not None and code in seen:
                yield Fault((*where, "kode"), _("“%(code)s” sudah dipakai di daftar ini; beri kode lain", code=code))
            seen.add(code)


def _lists_with_codes(checked: Checked) -> Iterator[Path]:
    yield from (("jadwal",), ("kategori",), ("instrumen",), ("lembar_wawancara",), ("putusan_riwayat",), ("angka_pengaduan", "batas"))
    for path, _item in checked.items("kategori"):
        yield (*path, "penghargaan")
        yield (*path, "batas")
    for path, _item in checked.items("instrumen"):
        yield (*path, "aspek")
    for path, _item in checked.items("lembar_wawancara"):
        yield (*path, "bagian")


def line_codes_differ(checked: Checked) -> Iterator[Fault]:
    """Indicators of an instrument and criteria of a sheet have different codes, across its groups."""
    for root, groups, lines in (("instrumen", "aspek", "indikator"), ("lembar_wawancara", "bagian", "kriteria")):
        for path, _item in checked.items(root):
            seen: set[str] = set()
            for group, _group in checked.items(*path, groups):
                for where, _line in checked.items(*group, lines):
                    code = checked.get(*where, "kode")
                    if code in seen:
                        yield Fault((*where, "kode"), _("“%(code)s” sudah dipakai pada lembar ini; beri kode lain", code=code))
                    seen |= {code} - {None}


def weights_add_up(checked: Checked) -> Iterator[Fault]:
    """Weights of indicators and of parts make 100, weights of criteria make their part's."""
    for path, _item in checked.items("instrumen"):
        aspects = checked.get(*path, "aspek")
        if aspects:
            weights = [line["bobot"] for aspect in aspects for line in aspect["indikator"]]
            yield from _sum_is((*path, "aspek"), _("jumlah bobot semua indikator"), weights, 100)
            yield from _one_top_level(path, aspects)
    for path, _item in checked.items("lembar_wawancara"):
        parts = checked.get(*path, "bagian")
        if parts:
            yield from _sum_is((*path, "bagian"), _("jumlah bobot semua bagian"), [part["bobot"] for part in parts], 100)
            for index, part in enumerate(parts):
                weights = [line["bobot"] for line in part["kriteria"]]
                yield from _sum_is((*path, "bagian", index, "kriteria"), _("jumlah bobot kriteria"), weights, part["bobot"])


def _sum_is(path: Path, what: str, weights: list[float], total: float) -> Iterator[Fault]:
    if not isclose(fsum(weights), total, abs_tol=1e-9):
        yield Fault(path, _("%(what)s %(sum)s, seharusnya %(total)s", what=what, sum=f"{fsum(weights):g}", total=f"{total:g}"))


def _one_top_level(path: Path, aspects: list[Any]) -> Iterator[Fault]:
    levels = len(aspects[0]["indikator"][0]["rubrik"])
    for a, aspect in enumerate(aspects):
        for i, line in enumerate(aspect["indikator"]):
            if len(line["rubrik"]) != levels:
                yield Fault(
                    (*path, "aspek", a, "indikator", i, "rubrik"),
                    _("berisi %(n)s tingkat, indikator pertama %(levels)s; samakan", n=len(line["rubrik"]), levels=levels),
                )


def sources_point_somewhere(checked: Checked) -> Iterator[Fault]:
    """Each provenance note names values of this file, none twice."""
    seen: set[str] = set()
    for path, _item in checked.items("keterangan"):
        key = checked.get(*path, "kunci")
        if key is None:
            continue
        if key in seen:
            yield Fault((*path, "kunci"), _("“%(key)s” tertulis dua kali", key=key))
        seen.add(key)
        if not checked.faults and not sources.exists(key, checked.document):
            yield Fault((*path, "kunci"), _("“%(key)s” tidak menunjuk nilai mana pun di berkas ini", key=key))


def tie_breaks_differ(checked: Checked) -> Iterator[Fault]:
    """Each step of the tie-break ladder stands once, the lot last."""
    steps = checked.get("rencana_penilaian", "pemecah_seri") or []
    for index, step in enumerate(steps):
        if step in steps[:index]:
            yield Fault(("rencana_penilaian", "pemecah_seri", index), _("“%(step)s” tertulis dua kali", step=step))
    if steps and steps[-1] != "undian":
        yield Fault(("rencana_penilaian", "pemecah_seri"), _("harus berakhir dengan “undian”, agar setiap nilai seri terpecahkan"))
