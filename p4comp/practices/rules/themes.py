"""The closed list of themes: those that come with the portal, changed and added to by the secretariat."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

THEMES = {
    "kanal": "Kanal dan jangkauan",
    "inklusi": "Kelompok rentan dan disabilitas",
    "tindak-lanjut": "Kecepatan dan mutu tindak lanjut",
    "integrasi": "Integrasi SP4N-LAPOR! dan data",
    "sdm": "Petugas dan budaya melayani",
    "tata-kelola": "Aturan, anggaran, dan kelembagaan",
    "perbaikan": "Pengaduan menjadi perbaikan layanan",
    "pengawasan": "Pemantauan dan pengawasan",
    "warga": "Pelibatan dan umpan balik warga",
}


@dataclass(frozen=True)
class Theme:
    """A theme; a closed one stays on practices that have it and is chosen no more."""

    code: str
    name: str
    is_closed: bool = False


def merged(kept: Iterable[Theme]) -> dict[str, Theme]:
    """All themes by code: those that come with the portal, as the secretariat has changed them, then those it added."""
    return {code: Theme(code, name) for code, name in THEMES.items()} | {one.code: one for one in kept}


def code_from(name: str) -> str:
    """The code of a new theme, made of its name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]
