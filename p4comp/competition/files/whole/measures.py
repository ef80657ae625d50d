"""Rules about the figures from which levels are suggested."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault, Path
from p4comp.competition.files.whole.checked import Checked
from p4comp.competition.measures import Measured


def measures_fit(checked: Checked) -> Iterator[Fault]:
    """Levels exist in the rubric and rise; their figures get better with them; shares end at 100; figures are asked for."""
    for sheet, _sheet in checked.items("instrumen"):
        for aspect, _aspect in checked.items(*sheet, "aspek"):
            for path, _line in checked.items(*aspect, "indikator"):
                line = checked.get(*path)
                if line is not None and "ukuran" in line:
                    yield from _measure((*path, "ukuran"), line["ukuran"], len(line["rubrik"]) - 1)
                    yield from _asked_for(checked, (*path, "ukuran"))


def _asked_for(checked: Checked, path: Path) -> Iterator[Fault]:
    if "angka_pengaduan" not in checked.document:
        yield Fault(path, _("memerlukan tabel [angka_pengaduan], yang belum ada di berkas ini"))


def _measure(path: Path, measure: dict[str, Any], top: int) -> Iterator[Fault]:
    of, steps = Measured(measure["angka"]), measure["ambang"]
    for index, step in enumerate(steps):
        if step["tingkat"] > top:
            yield Fault((*path, "ambang", index, "tingkat"), _("rubrik indikator ini hanya sampai tingkat %(top)s", top=top))
        if of.is_share and step["batas"] > 100:
            yield Fault((*path, "ambang", index, "batas"), _("adalah bagian dari 100 persen, jadi paling besar 100"))
    for index, (one, after) in enumerate(pairwise(steps), 1):
        if after["tingkat"] <= one["tingkat"]:
            yield Fault(
                (*path, "ambang", index, "tingkat"), _("harus lebih tinggi daripada tingkat sebelumnya, %(level)s", level=one["tingkat"])
            )
        if (after["batas"] <= one["batas"]) if of.is_share else (after["batas"] >= one["batas"]):
            yield Fault((*path, "ambang", index, "batas"), _worse(of, one["batas"]))
    if measure.get("cocok_sejak", 0) > top:
        yield Fault((*path, "cocok_sejak"), _("rubrik indikator ini hanya sampai tingkat %(top)s", top=top))


def _worse(of: Measured, before: float) -> str:
    if of.is_share:
        return str(_("harus lebih besar daripada batas tingkat sebelumnya, %(before)s", before=f"{before:g}"))
    return str(_("harus lebih kecil daripada batas tingkat sebelumnya, %(before)s: makin sedikit hari makin baik", before=f"{before:g}"))
