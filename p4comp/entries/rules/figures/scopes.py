"""Whose complaints an entry's figures count."""

from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class Scope(StrEnum):
    """Whose complaints are counted; the two are never added."""

    OWN = "instansi"
    REGIONAL = "wilayah"


SCOPE_WORDS: dict[Scope, LazyString] = {
    Scope.OWN: _l("Pengaduan kepada instansi sendiri"),
    Scope.REGIONAL: _l("Pengaduan seluruh wilayah provinsi"),
}
