"""What a practice holds: its parts, how long each may be, what is still missing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Invalid
from p4comp.practices.rules.contacts import check_text

if TYPE_CHECKING:
    from flask_babel import LazyString

MOST_PRACTICES, MOST_FILES = 3, 6
ADDRESS = re.compile(r"[^\s@<>\"',;:\\]+@(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
TELEPHONE = re.compile(r"[0-9 ()+./-]{5,40}(?:(?:ext|pes)\.? ?\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True)
class Field:
    """A part of a practice: its name for people, a hint, how many letters it takes at least and at most; `least` 0 may be left empty."""

    label: "LazyString"
    hint: "LazyString | str"
    least: int
    most: int
    rows: int = 1


FIELDS = {
    "title": Field(_l("Judul"), _l("Apa yang dikerjakan, dalam satu baris."), 10, 180),
    "summary": Field(_l("Ringkasan"), _l("Dua atau tiga kalimat untuk orang yang belum mengenal daerah Anda."), 60, 600, 4),
    "theme": Field(_l("Tema utama"), "", 1, 40),
    "theme_two": Field(_l("Tema lain (bila ada)"), "", 0, 40),
    "problem": Field(_l("Masalah"), _l("Keadaan sebelumnya: siapa yang terganggu, seberapa besar."), 60, 4000, 6),
    "done": Field(_l("Apa yang dilakukan"), _l("Inti perubahannya."), 60, 4000, 6),
    "steps": Field(_l("Langkah-langkah"), _l("Urutan kerja yang dapat ditiru instansi lain, satu langkah satu baris."), 60, 6000, 8),
    "results": Field(_l("Hasil"), _l("Angka sebelum dan sesudah, dengan tahunnya."), 40, 4000, 6),
    "sources": Field(_l("Sumber angka"), _l("Laporan, tahun, dan unit yang mengeluarkannya. Wajib bila hasil memuat angka."), 0, 1500, 3),
    "needs": Field(_l("Syarat dan biaya"), _l("Aturan, orang, alat, dan biaya yang diperlukan."), 20, 3000, 4),
    "lessons": Field(_l("Pelajaran"), _l("Yang sulit, yang gagal, yang akan dikerjakan lain."), 20, 3000, 4),
    "office": Field(_l("Unit yang dapat dihubungi"), _l("Nama unit kantor, bukan nama orang."), 3, 180),
    "office_email": Field(_l("Surel kantor"), _l("Alamat bersama unit, bukan milik pribadi."), 6, 254),
    "office_phone": Field(_l("Telepon kantor"), _l("Nomor kantor; nomor seluler tidak dimuat."), 0, 60),
    "channel": Field(_l("Kanal pengaduan resmi (bila ada)"), _l("Misalnya lapor.go.id."), 0, 254),
}
NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # one such sign would break the public feed for everybody
PARTS = ("problem", "done", "steps", "results", "sources", "needs", "lessons")


def tidy(field: str, text: str) -> str:
    """The text as it is kept; Invalid for one that may not be kept at all: too long, of a private person, with a link."""
    shape = FIELDS.get(field)
    if shape is None:
        raise Invalid(_("Isian ini tidak dikenal."))
    text = NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if shape.rows == 1:
        text = " ".join(text.split())
    if len(text) > shape.most:
        raise Invalid(_("Persingkat: paling banyak %(n)s huruf, sekarang %(now)s.", n=shape.most, now=len(text)), field)
    check_text(text, field, is_channel=field == "channel", is_email=field == "office_email")
    return text


def gaps(texts: Mapping[str, str], themes: Mapping[str, str]) -> dict[str, str]:
    """What stands against handing a practice in, by field, each with what to do."""
    found = {name: _lacking(name, shape, texts.get(name, "")) for name, shape in FIELDS.items()}
    for name in ("theme", "theme_two"):
        if texts.get(name) and texts[name] not in themes:
            found[name] = _("Tema ini tidak dipakai lagi. Pilih tema lain.")
    if texts.get("theme") and texts.get("theme") == texts.get("theme_two"):
        found["theme_two"] = _("Tema lain sama dengan tema utama. Pilih yang berbeda, atau kosongkan.")
    if re.search(r"\d", texts.get("results", "")) and not texts.get("sources"):
        found["sources"] = _("Hasil memuat angka. Tulis dari mana angkanya.")
    if texts.get("office_email") and not ADDRESS.fullmatch(texts["office_email"]):
        found["office_email"] = _("Isi alamat surel yang lengkap, misalnya ortala@contoh.go.id.")
    if texts.get("office_phone") and not TELEPHONE.fullmatch(texts["office_phone"]):
        found["office_phone"] = _("Isi nomor telepon kantor, misalnya (0511) 123456.")
    return {name: words for name, words in found.items() if words}


def _lacking(name: str, shape: Field, text: str) -> str:
    if name == "theme" and not text:
        return _("Pilih tema utama.")
    if shape.least and not text:
        return _("Isi %(what)s.", what=str(shape.label).lower())
    if len(text) < shape.least:
        return _("Terlalu singkat untuk ditiru orang lain: sedikitnya %(n)s huruf.", n=shape.least)
    return ""
