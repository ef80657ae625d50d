"""How agreements and commitments move, and when a commitment is late."""

from datetime import date, timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class AccordState(StrEnum):
    """An agreement is written, in force, then over."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    ENDED = "ended"


class State(StrEnum):
    """A commitment is planned, under way, shown with its proof, then accepted. Being late is no state: it follows from the day."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    SHOWN = "shown"
    ACCEPTED = "accepted"


class Opinion(StrEnum):
    """How the partner finds a commitment kept."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"


AGREEMENTS = Moves(
    "accord",
    {
        "enforce": (frozenset({AccordState.DRAFT}), AccordState.IN_FORCE),
        "end": (frozenset({AccordState.IN_FORCE}), AccordState.ENDED),
    },
)
COMMITMENTS = Moves(
    "commitment",
    {
        "begin": (frozenset({State.PLANNED}), State.UNDER_WAY),
        "show": (frozenset({State.PLANNED, State.UNDER_WAY}), State.SHOWN),
        "accept": (frozenset({State.SHOWN}), State.ACCEPTED),
        "give_back": (frozenset({State.SHOWN, State.ACCEPTED}), State.UNDER_WAY),
    },
)
name(
    "accord",
    Words(
        _l("Perjanjian"),
        states={"draft": _l("Disusun"), "in_force": _l("Berlaku"), "ended": _l("Berakhir")},
        verbs={"enforce": _l("diberlakukan"), "end": _l("diakhiri")},
    ),
)
name(
    "commitment",
    Words(
        _l("Komitmen"),
        states={"planned": _l("Direncanakan"), "under_way": _l("Berjalan"), "shown": _l("Menunggu diperiksa"), "accepted": _l("Diterima")},
        verbs={"begin": _l("dimulai"), "show": _l("ditunjukkan"), "accept": _l("diterima"), "give_back": _l("dikembalikan")},
    ),
)
OPINIONS = {Opinion.KEPT: _l("Terpenuhi"), Opinion.PARTLY: _l("Terpenuhi sebagian"), Opinion.NOT_KEPT: _l("Belum terpenuhi")}
OPEN = frozenset({State.PLANNED, State.UNDER_WAY})
SOON = timedelta(days=30)
STEPS = {"h14": timedelta(days=14), "h3": timedelta(days=3), "late": timedelta(days=-1)}


def is_late(state: State, due_on: date, today: date) -> bool:
    """Whether the day has passed and nothing was shown."""
    return state in OPEN and today > due_on


def step_due(due_on: date, today: date) -> str:
    """The last reminder whose time has come; an empty text before the first."""
    return next((step for step, ahead in reversed(STEPS.items()) if today >= due_on - ahead), "")


def is_next(step: str, reminded: str) -> bool:
    """Whether this reminder comes after the one that was sent."""
    order = ["", *STEPS]
    return order.index(step) > order.index(reminded)
