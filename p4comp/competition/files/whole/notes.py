"""Rules about the notes of partners."""

from collections.abc import Iterator

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault
from p4comp.competition.files.whole.checked import Checked


def notes_run_forward(checked: Checked) -> Iterator[Fault]:
    """Partners write before institutions answer."""
    opens, closes, answered = (checked.get("catatan_mitra", key) for key in ("buka", "tutup", "jawab_sampai"))
    if opens and closes and opens >= closes:
        yield Fault(("catatan_mitra", "tutup"), _("harus sesudah buka"))
    if closes and answered and answered < closes:
        yield Fault(("catatan_mitra", "jawab_sampai"), _("tidak boleh sebelum tutup"))
