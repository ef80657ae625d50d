"""Rules about the checklist of verification."""

from collections.abc import Iterator

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault
from p4comp.competition.files.whole.checked import Checked


def check_items_fit(checked: Checked) -> Iterator[Fault]:
    """Every line's code differs from the others', and the categories it names exist."""
    seen: set[str] = set()
    known = {checked.get(*path, "kode") for path, _row in checked.items("kategori")}
    for path, _row in checked.items("verifikasi", "butir"):
        code = checked.get(*path, "kode")
        if code in seen:
            yield Fault((*path, "kode"), _("“%(code)s” sudah dipakai; tiap kode harus berbeda", code=code))
        seen.add(code or "")
        for index, category in enumerate(checked.get(*path, "kategori") or []):
            if category not in known:
                yield Fault((*path, "kategori", index), _("kategori “%(code)s” tidak ada dalam edisi ini", code=category))


def finality_is_worded(checked: Checked) -> Iterator[Fault]:
    """Zero days for an objection need the words that say so to the entrant."""
    days, words = checked.get("verifikasi", "hari_sanggah"), checked.get("verifikasi", "teks_final")
    if days == 0 and not (words or "").strip():
        yield Fault(("verifikasi", "teks_final"), _("belum ada; tulis kalimat tentang putusan yang final, karena hari_sanggah 0"))
