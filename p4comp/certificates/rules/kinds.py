"""How people call the kinds of certificates, and what each is for, in the order in which they stand."""

from flask_babel import lazy_gettext as _l

KIND_WORDS = {
    "winner": _l("Piagam pemenang"),
    "finalist": _l("Piagam finalis"),
    "participant": _l("Bukti keikutsertaan"),
    "thanks": _l("Ucapan terima kasih penilai dan juri"),
    "team": _l("Surat keterangan anggota tim"),
}

PURPOSES = {
    "finalist": _l("Untuk setiap finalis, juga yang kemudian menjadi pemenang."),
    "winner": _l("Untuk penerima penghargaan, di samping piagam finalisnya."),
    "participant": _l("Bukti bahwa berkas Anda dinilai; untuk setiap peserta yang lolos verifikasi."),
    "thanks": _l("Ucapan terima kasih kepada Anda sendiri."),
    "team": _l("Untuk anggota tim yang menyetujuinya."),
}
