"""A failure to protect personal data: how its handling moves on, and until when whom must be told (UU 27/2022, Pasal 46)."""

from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class BreachState(StrEnum):
    """A case is written down, told to both sides, closed; or turns out to be none."""

    RECORDED = "recorded"
    TOLD = "told"
    CLOSED = "closed"
    DISMISSED = "dismissed"


class Told(StrEnum):
    """Who must be told in writing: the people whose data it was, and the authority."""

    PEOPLE = "people"
    AUTHORITY = "authority"


TOLD_NAMES = {Told.PEOPLE: _l("Orang yang datanya terdampak"), Told.AUTHORITY: _l("Lembaga pelindungan data pribadi")}
MOVES = Moves(
    "breach",
    {
        "tell": ({BreachState.RECORDED}, BreachState.TOLD),
        "close": ({BreachState.TOLD}, BreachState.CLOSED),
        "dismiss": ({BreachState.RECORDED}, BreachState.DISMISSED),
        "reopen": ({BreachState.CLOSED, BreachState.DISMISSED}, BreachState.RECORDED),
    },
)
name(
    "breach",
    Words(
        _l("Insiden data pribadi"),
        states={
            "recorded": _l("Dicatat, waktu berjalan"),
            "told": _l("Sudah diberitahukan"),
            "closed": _l("Selesai"),
            "dismissed": _l("Bukan kegagalan pelindungan"),
        },
        verbs={"tell": _l("diberitahukan"), "close": _l("diselesaikan"), "dismiss": _l("dikesampingkan"), "reopen": _l("dibuka lagi")},
    ),
)

TOLD_WITHIN = timedelta(hours=72)


def due(noticed_at: datetime) -> datetime:
    """People and authority are told in writing within 3 x 24 hours."""
    return noticed_at + TOLD_WITHIN
