"""Rules about rulings on the honours of institutions that were split or merged."""

from collections.abc import Iterator

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault
from p4comp.competition.files.whole.checked import Checked
from p4comp.competition.succession import Effect


def successors_fit_the_effect(checked: Checked) -> Iterator[Fault]:
    """Successors are named where the effect is `instansi`, and nowhere else."""
    for path, ruling in checked.items("putusan_riwayat"):
        effect = checked.get(*path, "akibat")
        if effect is None or not isinstance(ruling, dict):
            continue
        if effect == Effect.NAMED and "penerus" not in ruling:
            yield Fault((*path, "penerus"), _("belum ada; akibat “instansi” memerlukan kode instansi penerusnya"))
        if effect != Effect.NAMED and checked.get(*path, "penerus") is not None:
            yield Fault(
                (*path, "penerus"), _("tidak dipakai akibat “%(effect)s”; hapus kunci ini, atau tulis akibat “instansi”", effect=effect)
            )


def successors_are_others(checked: Checked) -> Iterator[Fault]:
    """A successor is named once, and is not the predecessor itself."""
    for path, _ruling in checked.items("putusan_riwayat"):
        successors = checked.get(*path, "penerus") or []
        for index, code in enumerate(successors):
            if code == checked.get(*path, "pendahulu"):
                yield Fault((*path, "penerus", index), _("“%(code)s” adalah pendahulunya sendiri; tulis kode penerusnya", code=code))
            elif code in successors[:index]:
                yield Fault((*path, "penerus", index), _("“%(code)s” tertulis dua kali", code=code))


def latest_is_clear(checked: Checked) -> Iterator[Fault]:
    """Of several rulings on one institution the latest counts, so each has a day of its own."""
    seen: dict[tuple[object, object], str] = {}
    for path, _ruling in checked.items("putusan_riwayat"):
        ruling = checked.get(*path)
        if ruling is None:
            continue
        key = (ruling["pendahulu"], ruling["tanggal"])
        if key in seen:
            yield Fault(
                (*path, "tanggal"),
                _("sama dengan putusan %(code)s tentang instansi ini; yang terbaru berlaku, jadi tanggalnya harus berbeda", code=seen[key]),
            )
        seen.setdefault(key, ruling["kode"])
