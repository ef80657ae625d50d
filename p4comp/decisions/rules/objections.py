"""Objections: how they move, and until when one may be filed. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import clock, errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class ObjectionKind(StrEnum):
    """What an objection is about; its subject is found by kind and id."""

    ENTRY = "entry"


class ObjectionState(StrEnum):
    """States of an objection."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


OBJECTION_MOVES: Moves[ObjectionState] = Moves(
    "objection",
    {
        "accept": ({ObjectionState.WAITING}, ObjectionState.ACCEPTED),
        "reject": ({ObjectionState.WAITING}, ObjectionState.REJECTED),
    },
)

errors.name(
    "objection",
    Words(
        noun=_l("Sanggah"),
        states={"waiting": _l("Menunggu jawaban"), "accepted": _l("Dikabulkan"), "rejected": _l("Tidak dikabulkan")},
        verbs={"accept": _l("dikabulkan"), "reject": _l("tidak dikabulkan")},
    ),
)


def objection_closes(decided_at: datetime, days: int, zone: str) -> datetime | None:
    """The first moment too late: the day of the decision does not count, the last day counts whole; None where nobody may object."""
    if days == 0:
        return None
    day = clock.local(decided_at, zone) + timedelta(days=days + 1)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)
