"""The moves of a claim to an honour the archive does not know, and the words for them."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class ClaimState(StrEnum):
    """States of a claim."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


CLAIM_MOVES: Moves[ClaimState] = Moves(
    "honour_claim",
    {
        "confirm": ({ClaimState.WAITING}, ClaimState.CONFIRMED),
        "refuse": ({ClaimState.WAITING}, ClaimState.REFUSED),
    },
)

name(
    "honour_claim",
    Words(
        noun=_l("Klaim"),
        states={
            ClaimState.WAITING: _l("Menunggu sekretariat"),
            ClaimState.CONFIRMED: _l("Dikonfirmasi"),
            ClaimState.REFUSED: _l("Ditolak"),
        },
        verbs={"confirm": _l("dikonfirmasi"), "refuse": _l("ditolak")},
    ),
)
name("honour", Words(noun=_l("Riwayat penghargaan")))
