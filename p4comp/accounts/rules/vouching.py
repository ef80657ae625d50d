"""A colleague that one person of the secretariat has made: nobody's second until another has vouched for them."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class VouchState(StrEnum):
    """A new colleague waits, until another of the secretariat has vouched for them or has refused them."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


VOUCH_MOVES = Moves(
    "vouching",
    {
        "confirm": (frozenset({VouchState.WAITING}), VouchState.CONFIRMED),
        "refuse": (frozenset({VouchState.WAITING}), VouchState.REFUSED),
    },
)

name(
    "vouching",
    Words(
        noun=_l("Penegasan petugas"),
        states={"waiting": _l("Menunggu penegasan"), "confirmed": _l("Ditegaskan"), "refused": _l("Ditolak")},
        verbs={"confirm": _l("ditegaskan"), "refuse": _l("ditolak")},
    ),
)
