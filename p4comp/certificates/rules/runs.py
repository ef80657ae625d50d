"""The moves of a run that prints many certificates."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class RunState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


class ItemState(StrEnum):
    """`drawing` is claimed by a worker; one whose worker died is claimed again after a while."""

    WAITING = "waiting"
    DRAWING = "drawing"
    DONE = "done"
    FAILED = "failed"


LIVE = frozenset({RunState.RUNNING, RunState.PAUSED})

RUN_MOVES: Moves[RunState] = Moves(
    "print_run",
    {
        "pause": ({RunState.RUNNING}, RunState.PAUSED),
        "resume": (LIVE, RunState.RUNNING),
        "cancel": (LIVE, RunState.CANCELLED),
        "finish": ({RunState.RUNNING}, RunState.DONE),
        "retry": ({RunState.DONE}, RunState.RUNNING),
    },
)

ITEM_MOVES: Moves[ItemState] = Moves(
    "print_item",
    {
        "claim": ({ItemState.WAITING, ItemState.DRAWING}, ItemState.DRAWING),  # of a worker that is gone, too
        "print": ({ItemState.DRAWING}, ItemState.DONE),
        "fail": ({ItemState.DRAWING}, ItemState.FAILED),
        "release": ({ItemState.DRAWING}, ItemState.WAITING),
        "retry": ({ItemState.FAILED}, ItemState.WAITING),
        "ask": (frozenset(ItemState), ItemState.WAITING),
    },
)

errors.name(
    "print_item",
    Words(
        noun=_l("Piagam dalam putaran cetak"),
        states={
            ItemState.WAITING: _l("Menunggu dicetak"),
            ItemState.DRAWING: _l("Sedang dicetak"),
            ItemState.DONE: _l("Tercetak"),
            ItemState.FAILED: _l("Gagal dicetak"),
        },
        verbs={
            "claim": _l("diambil pekerja antrean"),
            "print": _l("dicetak"),
            "fail": _l("dinyatakan gagal"),
            "release": _l("dilepas oleh pekerja antrean"),
            "retry": _l("dicetak lagi"),
            "ask": _l("diminta dicetak"),
        },
    ),
)

errors.name(
    "print_run",
    Words(
        noun=_l("Putaran cetak"),
        states={
            RunState.RUNNING: _l("Berjalan"),
            RunState.PAUSED: _l("Dijeda"),
            RunState.CANCELLED: _l("Dibatalkan"),
            RunState.DONE: _l("Selesai"),
        },
        verbs={
            "pause": _l("dijeda"),
            "resume": _l("dilanjutkan"),
            "cancel": _l("dibatalkan"),
            "finish": _l("diselesaikan"),
            "retry": _l("diulang"),
        },
    ),
)
