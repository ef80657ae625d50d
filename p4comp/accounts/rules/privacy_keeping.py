"""How long each class of data is kept, counted from what, and what happens then. The periods are the portal's proposal.

The secretariat may set another period; what happens is fixed here, because the code does it.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l

if TYPE_CHECKING:
    from flask_babel import LazyString


class Fate(StrEnum):
    """What becomes of data whose period is over."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    ARCHIVE = "archive"


class Hand(StrEnum):
    """Who sets it going: the hourly run, a person who has seen the list, or the archive's own rules."""

    PORTAL = "portal"
    PERSON = "person"
    ARCHIVE = "archive"


FATE_NAMES = {Fate.DELETE: _l("Dihapus"), Fate.ANONYMISE: _l("Dibuat anonim"), Fate.ARCHIVE: _l("Disimpan sebagai arsip negara")}
HAND_NAMES = {
    Hand.PORTAL: _l("Otomatis, setiap jam"),
    Hand.PERSON: _l("Setelah daftar diperiksa dan disetujui sekretariat"),
    Hand.ARCHIVE: _l("Menurut jadwal retensi arsip penyelenggara; tidak dijalankan portal"),
}


@dataclass(frozen=True)
class Keeping:
    """A class of data: what is in it, how many days it is kept after what, what happens then and by whose hand."""

    code: str
    what: "LazyString"
    contains: "LazyString"
    after: "LazyString"
    days: int
    fate: Fate
    hand: Hand


@dataclass(frozen=True)
class Kept:
    """A class of data as it is kept here: its days, on what ground if they were set, and how many wait for a person's word."""

    keeping: Keeping
    days: int
    ground: str = ""
    waiting: int | None = None


CLASSES = {
    one.code: one
    for one in (
        Keeping(
            "account",
            _l("Akun dan peran"),
            _l("Nama, alamat surel, telepon, jabatan, tugas di instansi"),
            _l("masuk terakhir, bila tidak lagi bertugas"),
            730,
            Fate.ANONYMISE,
            Hand.PERSON,
        ),
        Keeping(
            "account_request",
            _l("Permintaan akun yang ditolak"),
            _l("Nama, alamat surel, telepon, jabatan pemohon, dan suratnya"),
            _l("jawaban penolakan"),
            365,
            Fate.DELETE,
            Hand.PORTAL,
        ),
        Keeping(
            "letter",
            _l("Permintaan akun yang disetujui"),
            _l("Data pemohon dan surat resmi yang mendasari akun"),
            _l("akhir edisi"),
            1825,
            Fate.ARCHIVE,
            Hand.ARCHIVE,
        ),
        Keeping(
            "invitation",
            _l("Undangan yang tidak dipakai"),
            _l("Nama dan alamat surel orang yang diundang"),
            _l("masa berlakunya habis"),
            30,
            Fate.DELETE,
            Hand.PORTAL,
        ),
        Keeping(
            "dossier",
            _l("Berkas dan bukti"),
            _l("Isian penilaian mandiri, berkas bukti, tanda terima; di dalamnya nama pengirim"),
            _l("akhir edisi"),
            1825,
            Fate.ARCHIVE,
            Hand.ARCHIVE,
        ),
        Keeping(
            "observation",
            _l("Laporan observasi lapangan dan fotonya"),
            _l("Siapa yang berkunjung, temuan, foto beserta tempat dan waktu yang ditulis kamera"),
            _l("akhir edisi"),
            1825,
            Fate.ARCHIVE,
            Hand.ARCHIVE,
        ),
        Keeping(
            "feedback",
            _l("Umpan balik penilaian"),
            _l("Laporan setiap peserta; catatan evaluator seperti ditulis semula, beserta suntingan sekretariat dan alasannya"),
            _l("akhir edisi"),
            1825,
            Fate.ARCHIVE,
            Hand.ARCHIVE,
        ),
        Keeping(
            "mail",
            _l("Surel dan pesan portal"),
            _l("Alamat, isi pesan, dan catatan pengirimannya"),
            _l("ditulis"),
            730,
            Fate.ANONYMISE,
            Hand.PERSON,
        ),
        Keeping(
            "ticket",
            _l("Pertanyaan instansi kepada sekretariat (tiket)"),
            _l("Isi percakapan, lampiran, siapa yang menulis"),
            _l("akhir edisi"),
            1825,
            Fate.ARCHIVE,
            Hand.ARCHIVE,
        ),
        Keeping(
            "comment",
            _l("Tanggapan publik tentang finalis"),
            _l("Kata-kata tanggapan tanpa nama penulisnya, ringkasan sekretariat, jawaban instansi"),
            _l("akhir edisi"),
            1825,
            Fate.ARCHIVE,
            Hand.ARCHIVE,
        ),
        Keeping(
            "comment_writer",
            _l("Penulis tanggapan publik"),
            _l("Nama dan alamat surel penulis, tersegel; surat konfirmasinya sudah dihapus begitu sampai"),
            _l("tanggapan diterima"),
            180,
            Fate.ANONYMISE,
            Hand.PORTAL,
        ),
        Keeping(
            "practice",
            _l("Perpustakaan praktik baik"),
            _l("Tulisan instansi, usulan suntingan, kontak kantor, catatan penerapan; nomor orang yang menulis dan menyetujui"),
            _l("akhir edisi"),
            3650,
            Fate.ARCHIVE,
            Hand.ARCHIVE,
        ),
        Keeping(
            "sign_in",
            _l("Catatan masuk"),
            _l("Waktu masuk dan jenis peramban"),
            _l("sesi masuk berakhir"),
            90,
            Fate.DELETE,
            Hand.PORTAL,
        ),
        Keeping(
            "refused_sign_in",
            _l("Percobaan masuk yang ditolak"),
            _l("Hitungan menurut alamat surel dan alamat jaringan"),
            _l("percobaan terakhir"),
            2,
            Fate.DELETE,
            Hand.PORTAL,
        ),
        Keeping(
            "privacy_request",
            _l("Permintaan tentang data pribadi"),
            _l("Nama, alamat surel, isi permintaan, dan jawabannya"),
            _l("jawaban"),
            730,
            Fate.ANONYMISE,
            Hand.PERSON,
        ),
        Keeping(
            "audit",
            _l("Log audit"),
            _l("Nomor orang, perbuatan, dan waktu; tanpa nama"),
            _l("akhir edisi"),
            3650,
            Fate.ARCHIVE,
            Hand.ARCHIVE,
        ),
    )
}
LONGEST_DAYS = 36500
SHORTEST_DAYS = 1
AT_ONCE = 200


def period(days: int) -> timedelta:
    """So many days."""
    return timedelta(days=days)
