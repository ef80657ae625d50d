"""The open data sets: what each is, its columns with their types, its licence; how a catalogue names them. Nothing that is not public.

Names of columns are stable: a column may come, none changes its name or meaning without a new `VERSION`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from p4comp.core.open_data import Shelf

VERSION = "1.0"
TEXT, WHOLE, ADDRESS = "teks", "bilangan bulat", "alamat web"
UNSTATED = _l("Belum ditetapkan; sebutkan sumbernya bila dipakai")
HONOURS, EDITIONS, STATISTICS = "penghargaan", "edisi", "statistik"


@dataclass(frozen=True)
class Column:
    """One column: its name for ever, its type, what it means."""

    name: str
    kind: str
    about: "str | LazyString"


@dataclass(frozen=True)
class Dataset:
    """A data set of the archive."""

    code: str
    title: "str | LazyString"
    about: "str | LazyString"
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The columns' names in their order."""
        return [column.name for column in self.columns]


_EDITION = (
    Column("edisi", TEXT, _l("Kode edisi dalam portal")),
    Column("nomor_edisi", WHOLE, _l("Edisi ke berapa")),
    Column("tahun", WHOLE, _l("Tahun edisi")),
)
_LIST = (
    *_EDITION,
    Column("kategori", TEXT, _l("Kode kategori dalam edisinya; namanya ada di halaman arsip")),
    Column("tahap", TEXT, _l("finalis atau pemenang")),
)
SETS = {
    one.code: one
    for one in (
        Dataset(
            HONOURS,
            _l("Penghargaan semua edisi"),
            _l("Finalis dan pemenang edisi yang sudah selesai, sejauh diketahui dari sumber terbuka."),
            (
                *_LIST,
                Column("penghargaan", TEXT, _l("Nama penghargaan sebagaimana disebut sumber")),
                Column("instansi", TEXT, _l("Nama instansi pada masanya")),
                Column("kode_instansi", TEXT, _l("Kode instansi dalam registri portal; kosong bila belum cocok")),
                Column("jenis", TEXT, _l("Jenis instansi; kosong bila belum cocok dengan registri")),
                Column("kode_provinsi", TEXT, _l("Kode provinsi menurut Kementerian Dalam Negeri; kosong untuk instansi pusat")),
                Column("sumber", ADDRESS, _l("Sumber baris ini")),
                Column("catatan", TEXT, _l("Catatan atas baris ini")),
            ),
        ),
        Dataset(
            EDITIONS,
            _l("Daftar edisi"),
            _l("Berapa nama yang diketahui dari setiap daftar, dan berapa seluruhnya."),
            (
                *_LIST,
                Column("diketahui", WHOLE, _l("Berapa nama yang diketahui")),
                Column("seluruhnya", WHOLE, _l("Berapa nama seluruhnya; kosong bila tidak diketahui")),
            ),
        ),
        Dataset(
            STATISTICS,
            _l("Statistik lintas edisi"),
            _l("Dari pendaftaran sampai pemenang, setiap edisi. Kosong berarti tidak diketahui, bukan nol."),
            (
                *_EDITION,
                Column("tahap", TEXT, _l("mendaftar, dinilai, finalis, atau pemenang")),
                Column("jumlah", WHOLE, _l("Jumlah; kosong bila tidak diketahui")),
                Column("keterangan", TEXT, _l("diketahui, disimpulkan, diasumsikan, atau tidak_diketahui")),
                Column("sumber", TEXT, _l("Sumber angka ini")),
            ),
        ),
    )
}


def document(one: Dataset, rows: Sequence[Mapping[str, Any]], licence: str) -> dict[str, Any]:
    """A data set as JSON: version, licence, dictionary, rows."""
    columns = [{"nama": column.name, "jenis": column.kind, "arti": str(column.about)} for column in one.columns]
    about = {"dataset": one.code, "judul": str(one.title), "keterangan": str(one.about), "versi_skema": VERSION, "lisensi": licence}
    return about | {"kolom": columns, "baris": list(rows)}


def catalogue(title: str, publisher: str, address: str, found: Iterable[Shelf]) -> dict[str, Any]:
    """The catalogue after DCAT 3 (W3C), as JSON-LD."""
    return {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@type": "dcat:Catalog",
        "@id": address,
        "dct:title": title,
        "dct:publisher": publisher,
        "dct:language": "id",
        "dcat:dataset": [_shelf(one) for one in found],
    }


def _shelf(one: Shelf) -> dict[str, Any]:
    files = [
        {"@type": "dcat:Distribution", "dcat:downloadURL": address, "dcat:mediaType": kind, "dct:license": one.licence}
        for kind, address in one.files.items()
    ]
    about = {"@type": "dcat:Dataset", "dct:identifier": one.code, "dct:title": one.title, "dct:description": one.about}
    return about | {"dct:license": one.licence, "dcat:version": VERSION, "dcat:distribution": files}
