"""How the file of a certificate is closed: by the portal's seal for good, or open to an official's signature."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Sealing(StrEnum):
    """`final`: sealed, nothing may be added. `before_signature`: sealed, an official signs on top. `none`: the official's signature alone."""

    FINAL = "final"
    BEFORE_SIGNATURE = "before_signature"
    NONE = "none"


SEALING_WORDS = {
    Sealing.FINAL: _l("Disegel portal; tidak ada tanda tangan yang menyusul"),
    Sealing.BEFORE_SIGNATURE: _l("Disegel portal, lalu ditandatangani pejabat di sistemnya sendiri"),
    Sealing.NONE: _l("Tanpa segel portal; hanya ditandatangani pejabat di sistemnya sendiri"),
}
