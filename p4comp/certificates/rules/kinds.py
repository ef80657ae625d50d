"""The kinds of certificates: what each is called, whom and what it is for. A kind that comes is told in every table here."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class CertificateKind(StrEnum):
    """Two kinds stand on a line of a decision; proof of participation, thanks and letters for team members hang on the known result."""

    FINALIST = "finalist"
    WINNER = "winner"
    PARTICIPANT = "participant"
    THANKS = "thanks"
    TEAM = "team"


LISTED = frozenset({CertificateKind.FINALIST, CertificateKind.WINNER})
OF_THE_EDITION = frozenset({CertificateKind.THANKS})
"""Kinds that belong to the whole edition and name no category."""

KIND_WORDS = {
    CertificateKind.WINNER: _l("Piagam pemenang"),
    CertificateKind.FINALIST: _l("Piagam finalis"),
    CertificateKind.PARTICIPANT: _l("Bukti keikutsertaan"),
    CertificateKind.THANKS: _l("Ucapan terima kasih penilai dan juri"),
    CertificateKind.TEAM: _l("Surat keterangan anggota tim"),
}
"""What people call them, in the order in which they lie on a holder's page."""

PURPOSES = {
    CertificateKind.WINNER: _l("Untuk penerima penghargaan, di samping piagam finalisnya."),
    CertificateKind.FINALIST: _l("Untuk setiap finalis, juga yang kemudian menjadi pemenang."),
    CertificateKind.PARTICIPANT: _l("Bukti bahwa berkas Anda dinilai; untuk setiap peserta yang lolos verifikasi."),
    CertificateKind.THANKS: _l("Ucapan terima kasih kepada Anda sendiri."),
    CertificateKind.TEAM: _l("Untuk anggota tim yang menyetujuinya."),
}
"""What each is for, as its holder reads it."""

GIVEN_TO = {
    CertificateKind.PARTICIPANT: _l("Untuk setiap kepesertaan yang terverifikasi dan dinilai."),
    CertificateKind.THANKS: _l(
        "Untuk setiap penilai dan juri edisi ini, atas namanya sendiri. Terbit setelah pengumuman, sebab sebelumnya identitas mereka tidak diketahui peserta."
    ),
    CertificateKind.TEAM: _l("Hanya untuk anggota tim yang menyetujuinya di halamannya sendiri, dengan nama seperti ia tulis."),
}
"""Those that stand on no list: to whom each is given, as the secretariat reads it."""

IN_SERIAL = {
    CertificateKind.FINALIST: "FINALIS",
    CertificateKind.WINNER: "PEMENANG",
    CertificateKind.PARTICIPANT: "KEIKUTSERTAAN",
    CertificateKind.THANKS: "TERIMA-KASIH",
    CertificateKind.TEAM: "TIM",
}
"""How the portal's own number names them."""
