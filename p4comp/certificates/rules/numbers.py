"""Official numbers for many certificates at once: counted on from the first, or read from a list of two columns. Pure.

They are never invented: the first number, or each of them, comes from the signatory's office.
"""

import re
from collections.abc import Sequence

from flask_babel import gettext as _

from p4comp.core.errors import Invalid

RUNNING = re.compile(r"\{(\d{1,8})\}")
PARTED = re.compile(r"[\t;]")
LONGEST = 120


def counted(first: str, count: int) -> list[str]:
    """So many numbers from the first on: in `B/{0640}/PP.00.05/2022` the part in braces counts, and keeps its width."""
    found = RUNNING.findall(first)
    if len(found) != 1 or first.count("{") != 1 or first.count("}") != 1:
        raise Invalid(_("Beri kurung kurawal pada satu bagian yang berurutan, misalnya B/{640}/PP.00.05/2022."), "first")
    start, width = int(found[0]), len(found[0])
    made = [RUNNING.sub(str(number).zfill(width), first.strip()) for number in range(start, start + count)]
    if any(len(one) > LONGEST for one in made):
        raise Invalid(_("Persingkat nomor: paling banyak 120 huruf."), "first")
    return made


def listed(text: str, serials: Sequence[str]) -> dict[str, str]:
    """The official number of each portal number, read from lines `portal number;official number`; Invalid names the line."""
    known = {one.casefold(): one for one in serials}
    found: dict[str, str] = {}
    for line_number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        serial, number = _parted(line, line_number)
        kept = known.get(serial.casefold())
        if kept is None:
            if not found and line_number == 1 and "/" not in serial:
                continue  # the heads of the columns
            raise _at(line_number, _("kode portal “%(serial)s” tidak ada di daftar yang dipilih.", serial=serial[:60]))
        if kept in found:
            raise _at(line_number, _("kode portal “%(serial)s” tertulis dua kali.", serial=serial[:60]))
        if number in found.values():
            raise _at(line_number, _("nomor “%(number)s” tertulis dua kali.", number=number[:60]))
        found[kept] = number
    if not found:
        raise Invalid(_("Tempel dua kolom: kode portal, lalu nomor resmi, satu piagam satu baris."), "listed")
    return found


def _parted(line: str, line_number: int) -> tuple[str, str]:
    cells = [cell.strip().strip('"').lstrip("'").strip() for cell in PARTED.split(line)]
    cells = [cell for cell in cells if cell]
    if len(cells) != 2:
        raise _at(line_number, _("harus dua kolom, dipisah tab atau titik koma: kode portal, lalu nomor resmi."))
    if len(cells[1]) > LONGEST:
        raise _at(line_number, _("nomor paling banyak 120 huruf."))
    return cells[0], cells[1]


def _at(line: int, told: str) -> Invalid:
    return Invalid(_("Baris %(line)s: %(told)s", line=line, told=told), "listed")
