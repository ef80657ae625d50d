"""When a list may move on, and what has to be known before it is confirmed."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from p4comp.core import canonical, errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class PlenaryState(StrEnum):
    """States of a plenary's list."""

    PROPOSED = "proposed"
    CONFIRMED_ONCE = "confirmed_once"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


MOVES = Moves(
    "plenary",
    {
        "change": ({PlenaryState.PROPOSED}, PlenaryState.PROPOSED),
        "confirm": ({PlenaryState.PROPOSED}, PlenaryState.CONFIRMED_ONCE),
        "confirm_again": ({PlenaryState.CONFIRMED_ONCE}, PlenaryState.CONFIRMED),
        "void": ({PlenaryState.CONFIRMED_ONCE}, PlenaryState.PROPOSED),
        "withdraw": ({PlenaryState.PROPOSED, PlenaryState.CONFIRMED_ONCE}, PlenaryState.WITHDRAWN),
    },
)

errors.name(
    "plenary",
    Words(
        noun=_l("Daftar rapat pleno"),
        states={
            "proposed": _l("Usulan"),
            "confirmed_once": _l("Disahkan satu orang"),
            "confirmed": _l("Disahkan"),
            "withdrawn": _l("Ditarik"),
        },
        verbs={
            "change": _l("diubah"),
            "confirm": _l("disahkan"),
            "confirm_again": _l("disahkan orang kedua"),
            "void": _l("dibatalkan pengesahannya"),
            "withdraw": _l("ditarik"),
        },
    ),
)


def was_held(held_on: date | None, attendance: str) -> bool:
    """Whether it is known when the plenary met and who was there: without both nothing is confirmed."""
    return held_on is not None and bool(attendance.strip())


def seen(proposal_sha256: str, held_on: date | None, attendance: str, notes: str, reason: str, meeting: Mapping[str, Any]) -> str:
    """The SHA-256 of all a confirmation is about: the list, the meeting's day, attendance, decisions and notes, a correction's reason."""
    day = held_on.isoformat() if held_on else None
    about = {"proposal": proposal_sha256, "held_on": day, "attendance": attendance, "notes": notes, "reason": reason}
    return canonical.sha256(about | ({"meeting": meeting} if meeting else {}))
