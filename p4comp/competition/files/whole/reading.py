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
