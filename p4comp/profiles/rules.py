"""What an institution may let be shown of itself; the columns of the open data of channels and what each means. Pure."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from p4comp.channels.rules import INTEGRATION_NAMES, KIND_NAMES, Facts

CHANNELS = "channels"
PARTS = {
    "practices": (_l("Praktik baik"), _l("Praktik yang sudah disetujui penyetuju dan diterbitkan.")),
    CHANNELS: (_l("Kanal pengaduan"), _l("Hanya kanal beroperasi yang masing-masing sudah disetujui ditampilkan.")),
    "commitments": (_l("Komitmen"), _l("Hanya perjanjian yang naskahnya menyatakan terbuka untuk umum.")),
    "figures": (_l("Angka pengaduan"), _l("Jumlah 12 bulan terakhir, hanya bila provinsi menerbitkannya sebagai data terbuka.")),
}
COLUMNS = {
    "kode_instansi": _l("Kode instansi dalam registri portal"),
    "instansi": _l("Nama instansi"),
    "wilayah": _l("Kode wilayah Kemendagri; kosong bila instansi tidak berwilayah"),
    "jenis": _l("Jenis kanal sebagai kode"),
    "jenis_kanal": _l("Jenis kanal dalam kata-kata"),
    "nama": _l("Nama kanal seperti dikenal warga"),
    "alamat": _l("Alamat web, nomor, atau alamat kantor; kosong bila tidak dicatat"),
    "integrasi": _l("dua_arah, satu_arah, atau tidak; kosong untuk SP4N-LAPOR! sendiri"),
    "integrasi_kanal": _l("Integrasi dengan SP4N-LAPOR! dalam kata-kata"),
    "terintegrasi_sejak": _l("Tanggal, TTTT-BB-HH; kosong bila tidak diketahui"),
    "beroperasi_sejak": _l("Tanggal, TTTT-BB-HH; kosong bila tidak diketahui"),
}


def record(code: str, name: str, region: str, facts: Facts) -> dict[str, str]:
    """A channel as a line of the data set; notes and the people behind it never are."""
    tie = facts.integration
    cells: Iterator[str] = iter(
        (
            code,
            name,
            region,
            facts.kind.value,
            str(KIND_NAMES[facts.kind]),
            facts.name,
            facts.address,
            tie.value if tie else "",
            str(INTEGRATION_NAMES[tie]) if tie else "",
            facts.integrated_on.isoformat() if facts.integrated_on else "",
            facts.since_on.isoformat() if facts.since_on else "",
        )
    )
    return dict(zip(COLUMNS, cells, strict=True))
