"""Types of institution, and how people call them: as a title, and in a sentence."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Kind(StrEnum):
    """Types of institution."""

    MINISTRY = "kementerian"
    AGENCY = "lembaga"
    PROVINCE = "pemprov"
    REGENCY = "pemkab"
    CITY = "pemkot"
    STATE_ENTERPRISE = "bumn"
    REGIONAL_ENTERPRISE = "bumd"
    UNIVERSITY = "ptn"
    SERVICE_UNIT = "upp"
    UNIT = "unit"


REGIONAL = frozenset({Kind.PROVINCE, Kind.REGENCY, Kind.CITY})


KIND_NAMES = {
    Kind.MINISTRY: _l("Kementerian"),
    Kind.AGENCY: _l("Lembaga"),
    Kind.PROVINCE: _l("Pemerintah provinsi"),
    Kind.REGENCY: _l("Pemerintah kabupaten"),
    Kind.CITY: _l("Pemerintah kota"),
    Kind.STATE_ENTERPRISE: _l("BUMN"),
    Kind.REGIONAL_ENTERPRISE: _l("BUMD"),
    Kind.UNIVERSITY: _l("Perguruan tinggi negeri"),
    Kind.SERVICE_UNIT: _l("Unit penyelenggara pelayanan"),
    Kind.UNIT: _l("Unit kerja"),
}
KIND_WORDS = {
    Kind.MINISTRY: _l("kementerian"),
    Kind.AGENCY: _l("lembaga"),
    Kind.PROVINCE: _l("pemerintah provinsi"),
    Kind.REGENCY: _l("pemerintah kabupaten"),
    Kind.CITY: _l("pemerintah kota"),
    Kind.STATE_ENTERPRISE: _l("BUMN"),
    Kind.REGIONAL_ENTERPRISE: _l("BUMD"),
    Kind.UNIVERSITY: _l("perguruan tinggi negeri"),
    Kind.SERVICE_UNIT: _l("unit penyelenggara pelayanan publik"),
    Kind.UNIT: _l("unit kerja"),
}
IN_PROVINCE, UNDER = _l("Provinsi"), _l("Induk")


def parent_word(kind: Kind) -> str:
    """What to call the parent of an institution: a regency is no unit of its province."""
    return str(IN_PROVINCE if kind in REGIONAL else UNDER)
