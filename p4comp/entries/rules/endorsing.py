"""A parent's recommendation of its unit: asked for in the portal, given, declined."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves

RULE = "parent_recommendation"


class EndorsementState(StrEnum):
    """Where a request for the parent's recommendation stands."""

    WAITING = "waiting"
    GIVEN = "given"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


ENDORSEMENT_MOVES: Moves[EndorsementState] = Moves(
    "endorsement",
    {
        "give": ({EndorsementState.WAITING}, EndorsementState.GIVEN),
        "decline": ({EndorsementState.WAITING}, EndorsementState.DECLINED),
        "take_back": ({EndorsementState.WAITING}, EndorsementState.TAKEN_BACK),
    },
)

name(
    "endorsement",
    Words(
        noun=_l("Permohonan rekomendasi"),
        states={
            EndorsementState.WAITING: _l("Menunggu instansi induk"),
            EndorsementState.GIVEN: _l("Direkomendasikan"),
            EndorsementState.DECLINED: _l("Tidak direkomendasikan"),
            EndorsementState.TAKEN_BACK: _l("Dibatalkan"),
        },
        verbs={"give": _l("disetujui"), "decline": _l("ditolak"), "take_back": _l("dibatalkan")},
    ),
)
