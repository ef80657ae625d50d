"""The rankings a plan opened, as rows of open data."""

from collections.abc import Mapping
from typing import Any

RANKED = {
    "kode_keputusan": "Kode portal keputusan; bukan nomor resmi",
    "kategori": "Kode kategori",
    "daftar": "finalis (peringkat evaluasi dokumen) atau pemenang (peringkat akhir)",
    "urutan": "Urutan dalam peringkat, mulai dari 1",
    "peserta": "Nama instansi, atau kode yang hanya diketahui peserta itu",
    "nilai": "Nilai akhir tahap itu, titik sebagai tanda desimal",
    "nilai_lembar": "Nilai setiap lembar penilai dari yang terendah, dipisah titik koma",
}
LISTS = {"finalists": "finalis", "winners": "pemenang"}


def ranked(opened: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row for every place of every opened ranking."""
    return [
        {
            "kode_keputusan": code,
            "kategori": one["category"],
            "daftar": LISTS[one["purpose"]],
            "urutan": row["place"],
            "peserta": row["name"],
            "nilai": row["score"],
            "nilai_lembar": ";".join(str(value) for value in sorted(row["totals"])),
        }
        for code, one in opened.items()
        for row in one["ranking"]
    ]
