"""The wish to open a locked sheet again: asked for by one person, answered by another."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class UnlockState(StrEnum):
    """Asked for by one, then granted or refused by another."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


MOVES = Moves(
    "unlocking",
    {
        "grant": ({UnlockState.ASKED}, UnlockState.GRANTED),
        "refuse": ({UnlockState.ASKED}, UnlockState.REFUSED),
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
        },
        verbs={"grant": _l("dikabulkan"), "refuse": _l("ditolak")},
    ),
)
