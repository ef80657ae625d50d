"""Rules about bounds on who goes on, and about the mixed model's need of readings."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.bounds import ISLANDS, Force, Group
from p4comp.competition.files.faults import Fault, Path
from p4comp.competition.files.whole.checked import Checked

MODEL, LEAST_READINGS = "model_campuran", 3


def bounds_make_sense(checked: Checked) -> Iterator[Fault]:
    """Every bound has a lower or an upper side, the lower not above the upper or the quota, and values its group knows."""
    for category, _row in checked.items("kategori"):
        for path, _bound in checked.items(*category, "batas"):
            bound = checked.get(*path)
            if bound is not None:
                yield from _sides(checked, category, path, bound)
                yield from _values(checked, category, path, bound)


def _sides(checked: Checked, category: Path, path: Path, bound: dict[str, Any]) -> Iterator[Fault]:
    least, most = bound.get("paling_sedikit"), bound.get("paling_banyak")
    quota = (checked.get(*category, "kuota") or {}).get("finalis")
    if least is None and most is None:
        yield Fault((*path, "paling_sedikit"), _("belum ada; isi paling_sedikit, paling_banyak, atau keduanya"))
    if least is not None and most is not None and least > most:
        yield Fault((*path, "paling_sedikit"), _("%(least)s, lebih besar daripada paling_banyak %(most)s", least=least, most=most))
    if least is not None and quota is not None and least > quota:
        yield Fault((*path, "paling_sedikit"), _("%(least)s, padahal kuota finalis %(quota)s", least=least, quota=quota))


def _values(checked: Checked, category: Path, path: Path, bound: dict[str, Any]) -> Iterator[Fault]:
    known = _known(Group(bound["kelompok"]), checked.get(*category, "jenis_peserta"))
    for index, value in enumerate(bound.get("nilai", ())):
        if known is None and not (len(value) == 2 and value.isdecimal()) and bound["kelompok"] == Group.PROVINCE:
            yield Fault((*path, "nilai", index), _("harus kode provinsi dua angka, misalnya “35”"))
        if known is not None and value not in known:
            choices = ", ".join(known) or "–"
            yield Fault(
                (*path, "nilai", index), _("“%(value)s” tidak dikenal di sini; pilihannya: %(choices)s", value=value, choices=choices)
            )
    if bound["kelompok"] == Group.PARENT and bound.get("nilai"):
        yield Fault((*path, "nilai"), _("tidak dipakai kelompok induk: batas ini berlaku bagi setiap instansi induk"))


def _known(group: Group, kinds: list[str] | None) -> list[str] | None:
    """The values a group knows; None where they cannot be listed."""
    return {Group.KIND: kinds, Group.ISLANDS: list(ISLANDS)}.get(group)


def minima_fit_together(checked: Checked) -> Iterator[Fault]:
    """The binding minima of different types take no more places than there are."""
    for category, _row in checked.items("kategori"):
        quota = (checked.get(*category, "kuota") or {}).get("finalis")
        found = [checked.get(*path) for path, _bound in checked.items(*category, "batas")]
        wanted = [row for row in found if row and row["kelompok"] == Group.KIND and row.get("nilai") and row["sifat"] == Force.BINDING]
        values = [value for row in wanted for value in row["nilai"]]
        total = sum(row.get("paling_sedikit", 0) for row in wanted)
        if quota is not None and len(set(values)) == len(values) and total > quota:
            yield Fault(
                (*category, "batas"),
                _("jumlah paling_sedikit yang mengikat %(total)s, padahal kuota finalis %(quota)s", total=total, quota=quota),
            )


def model_has_readings(checked: Checked) -> Iterator[Fault]:
    """The mixed model needs three readings of every dossier."""
    plan = checked.get("rencana_penilaian") or {}
    if plan.get("normalisasi") == MODEL and plan["pembaca"] < LEAST_READINGS:
        yield Fault(("rencana_penilaian", "normalisasi"), _("model campuran memerlukan paling sedikit %(n)s pembaca", n=LEAST_READINGS))
