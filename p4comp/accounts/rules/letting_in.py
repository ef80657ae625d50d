"""Letting somebody in whose device is gone: one of the secretariat asks, another agrees and reads a code out on the telephone."""

from datetime import timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves

LASTS = timedelta(minutes=15)


class LetInState(StrEnum):
    """Asked for by one, granted or refused by another; a granted one is used up by the sign-in it is for."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    USED = "used"


LET_IN_MOVES = Moves(
    "letting_in",
    {
        "grant": (frozenset({LetInState.ASKED}), LetInState.GRANTED),
        "refuse": (frozenset({LetInState.ASKED}), LetInState.REFUSED),
        "use": (frozenset({LetInState.GRANTED}), LetInState.USED),
    },
)

name(
    "letting_in",
    Words(
        noun=_l("Bantuan masuk"),
        states={"asked": _l("Menunggu petugas kedua"), "granted": _l("Disetujui"), "refused": _l("Ditolak"), "used": _l("Sudah dipakai")},
        verbs={"grant": _l("disetujui"), "refuse": _l("ditolak"), "use": _l("dipakai")},
    ),
)
