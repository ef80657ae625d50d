"""A table of signatories: what its lines say, and what is wrong with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from p4comp.core.tables import Fault, Line, Table

COLUMNS = ("instansi", "penanda_tangan", "jabatan")
SPELLINGS = {"nama_instansi": "instansi", "kode": "instansi", "nama": "penanda_tangan", "pejabat": "penanda_tangan"}
LONGEST = 160


@dataclass(frozen=True)
class Named:
    """A line: whom it names, who signed for it as what; None where the table has no such column."""

    number: int
    institution: str
    signed_by: str | None
    position: str | None


def read(table: Table) -> tuple[list[Named], list[Fault]]:
    """The lines, and every fault that shows without the registry."""
    if "instansi" not in table.columns:
        return [], [Fault(1, "instansi", _("Kolom ini tidak ada. Pakai format isian yang dapat diunduh di halaman ini."))]
    if not table.lines:
        return [], [Fault(1, "", _("Berkas ini hanya memuat nama kolom. Isi satu baris untuk setiap penanda tangan."))]
    named = [
        Named(line.number, _said(line, "instansi"), *(_said(line, one) if one in table.columns else None for one in COLUMNS[1:]))
        for line in table.lines
    ]
    return named, list(_faults(named))


def _said(line: Line, column: str) -> str:
    return " ".join(line.get(column).split())


def _faults(named: Iterable[Named]) -> Iterable[Fault]:
    for one in named:
        if not one.institution:
            yield Fault(one.number, "instansi", _("Isi kode atau nama lengkap instansi."))
        for column, value in (("penanda_tangan", one.signed_by), ("jabatan", one.position)):
            if value and len(value) > LONGEST:
                yield Fault(one.number, column, _("Persingkat: paling banyak %(n)s huruf.", n=LONGEST))
