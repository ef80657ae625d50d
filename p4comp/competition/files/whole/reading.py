"""Rules about how dossiers are shared out."""

from collections.abc import Iterator

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault
from p4comp.competition.files.whole.checked import Checked


def loads_run_upward(checked: Checked) -> Iterator[Fault]:
    """The least an evaluator reads is no more than the most, and the most leaves room for the dossiers that all read."""
    least, most, shared = (checked.get("pembacaan", key) for key in ("beban_paling_sedikit", "beban_paling_banyak", "kalibrasi"))
    if most is None:
        return
    if (least or 0) > most:
        yield Fault(("pembacaan", "beban_paling_sedikit"), _("tidak boleh lebih besar daripada beban_paling_banyak, %(most)s", most=most))
    number = sum(1 for _item in checked.items("kategori")) * (shared or 0)
    if number > most:
        yield Fault(
            ("pembacaan", "beban_paling_banyak"),
            _("harus paling sedikit %(n)s, karena tiap evaluator membaca semua berkas kalibrasi", n=number),
        )


def round_has_dossiers(checked: Checked) -> Iterator[Fault]:
    """A calibration round needs dossiers that all read."""
    if checked.get("pembacaan", "putaran_kalibrasi") and not checked.get("pembacaan", "kalibrasi"):
        yield Fault(("pembacaan", "putaran_kalibrasi"), _("membutuhkan kalibrasi paling sedikit 1 berkas"))


def reconciling_has_a_limit(checked: Checked) -> Iterator[Fault]:
    """Reconciliation says from which difference on, and needs two readings of every dossier."""
    row = checked.get("rekonsiliasi")
    if row is None:
        return
    if not {"selisih_tingkat", "selisih_nilai"} & set(row):
        yield Fault(("rekonsiliasi",), _("harus menyebut selisih_tingkat atau selisih_nilai"))
    if (checked.get("rencana_penilaian", "pembaca") or 2) < 2:
        yield Fault(("rekonsiliasi",), _("membutuhkan paling sedikit dua pembaca per berkas"))
