"""How far an institution that may enter has come."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Standing(StrEnum):
    """How far an institution has come."""

    NO_ACCOUNT = "tanpa-akun"
    NO_ENTRY = "belum-mulai"
    DRAFT = "draf"
    WITHDRAWN = "undur"
    ENTERED = "mendaftar"


STANDINGS = {
    Standing.NO_ACCOUNT: _l("Belum punya akun"),
    Standing.NO_ENTRY: _l("Punya akun, belum mulai"),
    Standing.DRAFT: _l("Mengisi, belum dikirim"),
    Standing.WITHDRAWN: _l("Mengundurkan diri"),
    Standing.ENTERED: _l("Sudah mengirim"),
}
