"""Whose names a design is looked at with: the shortest and the longest real ones, and one as hard as any."""

from collections.abc import Iterable

HARD_NAME = (
    "Unit Pelaksana Teknis Daerah “Pusat Pelayanan Terpadu ('Satu Pintu')”, Dinas Pemberdayaan Perempuan, Pelindungan Anak, "
    "Pengendalian Penduduk & Keluarga Berencana Kabupaten Simulasi"
)


def samples(names: Iterable[str]) -> list[str]:
    """The shortest and the longest of the names, then the hard one; of equals the first by alphabet."""
    sorted_names = sorted(set(names))
    if not sorted_names:
        return ["BPOM", HARD_NAME]
    shortest, longest = min(sorted_names, key=len), max(sorted_names, key=len)
    return list(dict.fromkeys((shortest, longest, HARD_NAME)))
