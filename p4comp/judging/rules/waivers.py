"""Waivers: leave to read one entry in spite of a bond, given by two people of the secretariat."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves
from p4comp.institutions.rules.conflicts import Relation

WAIVABLE = frozenset({Relation.PARENT, Relation.UNIT, Relation.PROVINCE, Relation.LEFT})
"""Never the own institution, and never what the evaluator said they will not judge."""


class WaiverState(StrEnum):
    """Proposed by one, then confirmed or refused by another; a confirmed one may be revoked."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    REVOKED = "revoked"


MOVES = Moves(
    "waiver",
    {
        "confirm": ({WaiverState.PROPOSED}, WaiverState.CONFIRMED),
        "refuse": ({WaiverState.PROPOSED}, WaiverState.REFUSED),
        "revoke": ({WaiverState.CONFIRMED}, WaiverState.REVOKED),
    },
)

errors.name(
    "waiver",
    Words(
        noun=_l("Pengecualian"),
        states={
            "proposed": _l("Menunggu pengesahan"),
            "confirmed": _l("Disahkan"),
            "refused": _l("Ditolak"),
            "revoked": _l("Dicabut"),
        },
        verbs={"confirm": _l("disahkan"), "refuse": _l("ditolak"), "revoke": _l("dicabut")},
    ),
)
