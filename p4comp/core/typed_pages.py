"""One page drawn from a template that somebody typed, in a process of its own whose memory and time are limited."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from p4comp.core import inspection
from p4comp.core.errors import Invalid
from p4comp.core.words import number

SECONDS = 25
PROGRAM = "template_drawing.py"


@dataclass(frozen=True)
class TypedPage:
    """What is drawn: template, style, the values of its places, pictures (path and media type) by name, a mark across and its line.

    `tags` and `attributes`: all that may be there once the places are filled.
    """

    html: str
    css: str
    values: Mapping[str, Any]
    title: str
    author: str
    pictures: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    mark: str = ""
    variant: str = ""
    tags: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()

    def job(self) -> dict[str, Any]:
        """What the program is told."""
        return vars(self) | {"fonts": str(Path(current_app.static_folder or "") / "fonts")}


def draw(page: TypedPage) -> bytes:
    """The PDF of the page; Invalid says what stands in the way and what to do."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(page.job(), file)
        file.flush()
        found = inspection.run(PROGRAM, file.name, seconds=SECONDS)
    if found.startswith(b"%PDF-"):
        return found
    raise Invalid(fault(json.loads(found) if found.startswith(b"{") else {"fault": "slow"}), "html")


def fault(found: Mapping[str, Any]) -> str:
    """What stood in the way, in words."""
    what = str(found.get("what", ""))
    faults = {
        "pages": _("Hasilnya %(n)s halaman; harus tepat satu. Kecilkan huruf atau jaraknya.", n=number(int(found.get("count", 0)))),
        "size": _("Ukuran halamannya %(size)s; harus A4. Tulis @page { size: 297mm 210mm; margin: 0 } di isian CSS.", size=what),
        "outside": _("Alamat “%(url)s” tidak dikenal. Pakai gambar:NAMA dari daftar gambar edisi ini.", url=what),
        "strange": _(
            "Setelah diisi, rancangan ini memuat %(what)s yang tidak boleh dipakai. Periksa tanda kutip dan komentar di HTML.", what=what
        ),
        "long": _("Isinya terlalu panjang setelah diisi. Persingkat."),
        "broken": _("Rancangan ini tidak dapat digambar (%(what)s). Sederhanakan susunannya, lalu simpan lagi.", what=what),
        "slow": _("Rancangan ini terlalu berat: gambarnya tidak selesai dalam batas waktu dan ingatan. Sederhanakan CSS atau tabelnya."),
    }
    return faults.get(str(found.get("fault")), faults["slow"])
