"""Rules about objections to announced lists."""

from collections.abc import Iterator

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault
from p4comp.competition.files.objecting import OBJECTIONS
from p4comp.competition.files.whole.checked import Checked


def final_lists_are_worded(checked: Checked) -> Iterator[Fault]:
    """A list that nobody may object to needs the words that say so."""
    words = checked.get(OBJECTIONS, "teks_final")
    for key in ("hari_finalis", "hari_pemenang"):
        if checked.get(OBJECTIONS, key) == 0 and not (words or "").strip():
            yield Fault((OBJECTIONS, "teks_final"), _("belum ada; tulis kalimat tentang hasil yang final, karena %(key)s 0", key=key))
            return
