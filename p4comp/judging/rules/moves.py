"""States of an evaluator's sheet on one entry."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class SheetState(StrEnum):
    """Assigned, then open once no conflict was declared, then locked; recused, withdrawn and set aside readings are replaced.

    A sheet is set aside when its evaluator has become conflicted: it is kept, and counts no more.
    """

    ASSIGNED = "assigned"
    OPEN = "open"
    LOCKED = "locked"
    RECUSED = "recused"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"


LIVE = frozenset({SheetState.ASSIGNED, SheetState.OPEN, SheetState.LOCKED})
GIVEN_UP = frozenset(SheetState) - LIVE

MOVES = Moves(
    "sheet",
    {
        "open": ({SheetState.ASSIGNED}, SheetState.OPEN),
        "recuse": ({SheetState.ASSIGNED, SheetState.OPEN}, SheetState.RECUSED),
        "lock": ({SheetState.OPEN}, SheetState.LOCKED),
        "withdraw": ({SheetState.ASSIGNED, SheetState.OPEN}, SheetState.WITHDRAWN),
        "set_aside": (LIVE, SheetState.SET_ASIDE),
        "unlock": ({SheetState.LOCKED}, SheetState.OPEN),
    },
)

errors.name(
    "sheet",
    Words(
        noun=_l("Lembar penilaian"),
        states={
            "assigned": _l("Menunggu pernyataan"),
            "open": _l("Sedang dinilai"),
            "locked": _l("Terkunci"),
            "recused": _l("Mengundurkan diri"),
            "withdrawn": _l("Ditarik"),
            "set_aside": _l("Disisihkan"),
        },
        verbs={
            "open": _l("dibuka"),
            "recuse": _l("ditinggalkan karena benturan kepentingan"),
            "lock": _l("dikunci"),
            "withdraw": _l("ditarik"),
            "set_aside": _l("disisihkan karena benturan kepentingan"),
            "unlock": _l("dibuka kembali"),
        },
    ),
)
