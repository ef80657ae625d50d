"""The portal's own numbers of certificates, by a pattern of the edition file: `{edisi}/PIAGAM/{urut:04}`. Pure."""

import re
from string import Formatter

from flask_babel import gettext as _

DEFAULT = "{edisi}/PIAGAM/{urut:04}"
FIELDS = ("edisi", "urut", "jenis", "tahun", "kategori")
NEEDED = ("edisi", "urut")
WIDTH = re.compile(r"0?[1-9]?")
LONGEST = 80


def serial_fault(pattern: str) -> str:
    """What is wrong with a pattern; empty for nothing."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return _("kurung kurawalnya tidak berpasangan")
    named = [(name, width, turned) for _text, name, width, turned in parts if name is not None]
    for name, width, turned in named:
        if name not in FIELDS:
            return _("isian “%(name)s” tidak dikenal; yang ada: %(all)s", name=name, all=", ".join(FIELDS))
        if turned or (width and (name != "urut" or not WIDTH.fullmatch(width))):
            return _("hanya {urut} yang boleh berlebar, misalnya {urut:04}")
    missing = [name for name in NEEDED if name not in {one for one, _width, _turned in named}]
    if missing:
        return _("harus memuat {%(name)s}, supaya tidak ada dua piagam bernomor sama", name=missing[0])
    if len(serial(pattern, edisi="X" * 20, urut=99999, jenis="KEIKUTSERTAAN", tahun=2022, kategori="X" * 20)) > LONGEST:
        return _("terlalu panjang; paling banyak 80 huruf setelah diisi")
    return ""


def serial(pattern: str, *, edisi: str, urut: int, jenis: str, tahun: int, kategori: str) -> str:
    """The number that a good pattern makes."""
    return pattern.format(edisi=edisi.upper(), urut=urut, jenis=jenis, tahun=tahun, kategori=kategori.upper())
