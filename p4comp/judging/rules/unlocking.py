"""The wish to open a locked sheet again: asked for by one person, answered by another."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class UnlockState(StrEnum):
    """Asked for, then granted or refused; or taken back by whoever asked."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


MOVES = Moves(
    "unlocking",
    {
        "grant": ({UnlockState.ASKED}, UnlockState.GRANTED),
        "refuse": ({UnlockState.ASKED}, UnlockState.REFUSED),
        "take_back": ({UnlockState.ASKED}, UnlockState.TAKEN_BACK),
    },
)

errors.name(
    "unlocking",
    Words(
        noun=_l("Permintaan buka kunci"),
        states={
            "asked": _l("Menunggu jawaban"),
            "granted": _l("Dikabulkan"),
            "refused": _l("Ditolak"),
            "taken_back": _l("Ditarik kembali"),
        },
        verbs={"grant": _l("dikabulkan"), "refuse": _l("ditolak"), "take_back": _l("ditarik kembali")},
    ),
)
