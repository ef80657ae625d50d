"""Private questions of an institution to the secretariat."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class TicketState(StrEnum):
    """Whose turn it is: the secretariat's, nobody's pressing, the institution's, or done."""

    NEW = "new"
    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    DONE = "done"


MOVES = Moves(
    "ticket",
    {
        "answer": ({TicketState.NEW, TicketState.ANSWERED, TicketState.ASKED_BACK}, TicketState.ANSWERED),
        "ask_back": ({TicketState.NEW, TicketState.ANSWERED, TicketState.ASKED_BACK}, TicketState.ASKED_BACK),
        "reply": (frozenset(TicketState), TicketState.NEW),
        "close": ({TicketState.NEW, TicketState.ANSWERED, TicketState.ASKED_BACK}, TicketState.DONE),
    },
)
name(
    "ticket",
    Words(
        _l("Pertanyaan kepada sekretariat"),
        states={
            "new": _l("Baru"),
            "answered": _l("Dijawab"),
            "asked_back": _l("Menunggu peserta"),
            "done": _l("Selesai"),
        },
        verbs={"answer": _l("dijawab"), "ask_back": _l("ditanyakan balik"), "reply": _l("dibalas"), "close": _l("diselesaikan")},
    ),
)
TONES_FOR_STAFF = {"new": "yours", "answered": "waiting", "asked_back": "waiting", "done": "done"}
TONES_FOR_MEMBERS = {"new": "waiting", "answered": "yours", "asked_back": "yours", "done": "done"}


def usual_wait(answered: Iterable[tuple[datetime, datetime]]) -> timedelta | None:
    """The median time from question to first answer; None while nothing was answered."""
    waits = [(end - begin).total_seconds() for begin, end in answered]
    return timedelta(seconds=median(waits)) if waits else None
