"""Taking a locked sheet out of the count because its evaluator has become bound: asked for by one person, decided by another."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class AsideState(StrEnum):
    """Asked for by one; then another lets it be set aside, or keeps the sheet."""

    ASKED = "asked"
    GRANTED = "granted"
    KEPT = "kept"


MOVES = Moves(
    "setting_aside",
    {
        "grant": ({AsideState.ASKED}, AsideState.GRANTED),
        "keep": ({AsideState.ASKED}, AsideState.KEPT),
    },
)

errors.name(
    "setting_aside",
    Words(
        noun=_l("Permintaan menyisihkan lembar"),
        states={
            "asked": _l("Menunggu jawaban"),
            "granted": _l("Disisihkan"),
            "kept": _l("Tetap dihitung"),
        },
        verbs={"grant": _l("disetujui"), "keep": _l("ditolak")},
    ),
)
