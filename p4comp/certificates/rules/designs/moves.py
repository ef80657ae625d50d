"""How a version of a design comes into force: one person asks, another agrees."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class DesignState(StrEnum):
    """A version is a draft, is shown to a second person, is in force, and then rests when another takes its place."""

    DRAFT = "draft"
    ASKED = "asked"
    IN_FORCE = "in_force"
    RESTING = "resting"


MOVES: Moves[DesignState] = Moves(
    "design_version",
    {
        "ask": ({DesignState.DRAFT}, DesignState.ASKED),
        "give_back": ({DesignState.ASKED}, DesignState.DRAFT),
        "approve": ({DesignState.ASKED}, DesignState.IN_FORCE),
        "rest": ({DesignState.IN_FORCE}, DesignState.RESTING),
    },
)

errors.name(
    "design_version",
    Words(
        noun=_l("Versi rancangan"),
        states={
            DesignState.DRAFT: _l("Konsep"),
            DesignState.ASKED: _l("Menunggu orang kedua"),
            DesignState.IN_FORCE: _l("Berlaku"),
            DesignState.RESTING: _l("Tidak dipakai lagi"),
        },
        verbs={
            "ask": _l("diajukan"),
            "give_back": _l("dikembalikan"),
            "approve": _l("diberlakukan"),
            "rest": _l("diistirahatkan"),
        },
    ),
)
