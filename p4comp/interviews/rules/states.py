"""The states of interviews and juror sheets, and which follows from which."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.moves import Moves


class InterviewState(StrEnum):
    """States of an interview."""

    PLACED = "placed"
    HELD = "held"
    CANCELLED = "cancelled"


class SheetState(StrEnum):
    """States of a juror's sheet on one interview."""

    ASSIGNED = "assigned"
    OPEN = "open"
    LOCKED = "locked"
    RECUSED = "recused"


INTERVIEWS = Moves(
    "interview",
    {
        "move": ({InterviewState.PLACED}, InterviewState.PLACED),
        "hold": ({InterviewState.PLACED}, InterviewState.HELD),
        "cancel": ({InterviewState.PLACED}, InterviewState.CANCELLED),
    },
)
SHEETS = Moves(
    "juror_sheet",
    {
        "open": ({SheetState.ASSIGNED}, SheetState.OPEN),
        "recuse": ({SheetState.ASSIGNED, SheetState.OPEN}, SheetState.RECUSED),
        "give_back": ({SheetState.RECUSED}, SheetState.ASSIGNED),
        "save": ({SheetState.OPEN}, SheetState.OPEN),
        "lock": ({SheetState.OPEN}, SheetState.LOCKED),
        "reopen": ({SheetState.LOCKED}, SheetState.OPEN),
    },
)

errors.name(
    "interview",
    errors.Words(
        noun=_l("Wawancara"),
        states={"placed": _l("Dijadwalkan"), "held": _l("Selesai"), "cancelled": _l("Dibatalkan")},
        verbs={"move": _l("dipindah"), "hold": _l("ditandai selesai"), "cancel": _l("dibatalkan")},
    ),
)
errors.name(
    "juror_sheet",
    errors.Words(
        noun=_l("Lembar nilai"),
        states={
            "assigned": _l("Menunggu pernyataan"),
            "open": _l("Terbuka"),
            "locked": _l("Terkunci"),
            "recused": _l("Tidak menilai"),
        },
        verbs={
            "open": _l("dibuka"),
            "recuse": _l("dilepas"),
            "give_back": _l("dikembalikan"),
            "save": _l("diubah"),
            "lock": _l("dikunci"),
            "reopen": _l("dibuka kembali"),
        },
    ),
)
