"""What may become of a flag and of the steps of a plan."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class FlagState(StrEnum):
    """Where a flag stands."""

    OPEN = "open"
    CLOSED = "closed"


FLAG_MOVES = Moves("monitoring_flag", {"close": ({FlagState.OPEN}, FlagState.CLOSED), "reopen": ({FlagState.CLOSED}, FlagState.OPEN)})

name(
    "monitoring_flag",
    Words(
        noun=_l("Perhatian"),
        states={FlagState.OPEN: _l("Dibina"), FlagState.CLOSED: _l("Selesai dibina")},
        verbs={"close": _l("ditutup"), "reopen": _l("dibuka lagi")},
    ),
)


class Progress(StrEnum):
    """How far a step of a plan is."""

    PLANNED = "belum"
    BEGUN = "berjalan"
    DONE = "selesai"


PROGRESS_WORDS = {Progress.PLANNED: _l("Belum mulai"), Progress.BEGUN: _l("Berjalan"), Progress.DONE: _l("Selesai")}
PROGRESS_TONES = {Progress.PLANNED: "draft", Progress.BEGUN: "waiting", Progress.DONE: "done"}
