"""How people call the kinds of certificates."""

from flask_babel import lazy_gettext as _l

KIND_WORDS = {
    "finalist": _l("Piagam finalis"),
    "winner": _l("Piagam pemenang"),
    "participant": _l("Bukti keikutsertaan"),
    "thanks": _l("Ucapan terima kasih penilai dan juri"),
    "team": _l("Surat keterangan anggota tim"),
}
