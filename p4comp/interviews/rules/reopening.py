"""The wish of a juror to open a locked sheet again, and the secretariat's answer."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.moves import Moves


class ReopenState(StrEnum):
    """Asked for by the juror, then granted or refused."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


REOPENINGS = Moves(
    "reopening",
    {
        "grant": ({ReopenState.ASKED}, ReopenState.GRANTED),
        "refuse": ({ReopenState.ASKED}, ReopenState.REFUSED),
    },
)

errors.name(
    "reopening",
    errors.Words(
        noun=_l("Permintaan membuka lembar juri"),
        states={"asked": _l("Menunggu jawaban"), "granted": _l("Dikabulkan"), "refused": _l("Ditolak")},
        verbs={"grant": _l("dikabulkan"), "refuse": _l("ditolak")},
    ),
)
