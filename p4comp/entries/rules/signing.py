"""The signatory of a letter, as official letters write it. Pure."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Capacity(StrEnum):
    """In what capacity somebody signs."""

    OWN = "definitif"
    ACTING = "plt"
    DAILY = "plh"
    INTERIM = "pj"
    ON_BEHALF = "an"


CAPACITY_WORDS = {
    Capacity.OWN: _l("Definitif"),
    Capacity.ACTING: _l("Plt. (pelaksana tugas)"),
    Capacity.DAILY: _l("Plh. (pelaksana harian)"),
    Capacity.INTERIM: _l("Pj. (penjabat)"),
    Capacity.ON_BEHALF: _l("a.n. (atas nama)"),
}
PREFIX = {Capacity.OWN: "", Capacity.ACTING: "Plt. ", Capacity.DAILY: "Plh. ", Capacity.INTERIM: "Pj. ", Capacity.ON_BEHALF: "a.n. "}


def signed_by(capacity: Capacity, office: str) -> str:
    """The line above a signature: `Plt. Deputi Bidang Pelayanan Publik`."""
    return f"{PREFIX[capacity]}{office}" if office else ""
