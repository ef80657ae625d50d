"""States of a plan of interviews."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class PlanState(StrEnum):
    """Computed first, then looked at, then applied or left; a newer one takes the place of those before it."""

    WAITING = "waiting"
    READY = "ready"
    APPLIED = "applied"
    DROPPED = "dropped"


PLANS = Moves(
    "plan_run",
    {
        "compute": ({PlanState.WAITING}, PlanState.READY),
        "apply": ({PlanState.READY}, PlanState.APPLIED),
        "drop": ({PlanState.WAITING, PlanState.READY}, PlanState.DROPPED),
    },
)

errors.name(
    "plan_run",
    Words(
        noun=_l("Rancangan jadwal"),
        states={
            "waiting": _l("Sedang dihitung"),
            "ready": _l("Menunggu diberlakukan"),
            "applied": _l("Berlaku"),
            "dropped": _l("Tidak dipakai"),
        },
        verbs={"compute": _l("dihitung"), "apply": _l("diberlakukan"), "drop": _l("ditinggalkan")},
    ),
)
