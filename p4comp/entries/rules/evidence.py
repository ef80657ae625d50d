"""What holds for files that prove something: how many, how large, until when, and why one went."""

from datetime import timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

MEGABYTE = 1024 * 1024
MOST_FILES = 20
MOST_BYTES = 500 * MEGABYTE
GRACE = timedelta(minutes=30)


class Removal(StrEnum):
    """Why a piece of evidence is out of the dossier."""

    REMOVED = "removed"
    REPLACED = "replaced"
    MASKED = "masked"
    INFECTED = "infected"


VERSIONS = frozenset({Removal.REPLACED, Removal.MASKED})
REMOVAL_WORDS = {
    Removal.REMOVED: _l("dihapus"),
    Removal.REPLACED: _l("diganti"),
    Removal.MASKED: _l("diganti salinan tersamarkan"),
    Removal.INFECTED: _l("dikeluarkan karena mengandung virus"),
}
