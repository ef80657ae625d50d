"""The states of a certificate, its moves, and the words for them."""

from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class State(StrEnum):
    """`suspended` while something is looked into; `replaced` by a corrected one; `revoked` for good."""

    ISSUED = "issued"
    SUSPENDED = "suspended"
    REPLACED = "replaced"
    REVOKED = "revoked"


STANDING = frozenset({State.ISSUED, State.SUSPENDED})


MOVES: Moves[State] = Moves(
    "certificate",
    {
        "number": ({State.ISSUED}, State.ISSUED),
        "suspend": ({State.ISSUED}, State.SUSPENDED),
        "resume": ({State.SUSPENDED}, State.ISSUED),
        "replace": (STANDING, State.REPLACED),
        "revoke": (STANDING, State.REVOKED),
    },
)


def ended(new: str, old: str, reason: str) -> str:
    """Why a certificate ends with a correction: which decision replaced which, and the correction's reason."""
    return _("Keputusan %(new)s menggantikan %(old)s: %(reason)s", new=new, old=old, reason=reason)


errors.name(
    "certificate",
    Words(
        noun=_l("Piagam"),
        states={
            State.ISSUED: _l("Berlaku"),
            State.SUSPENDED: _l("Ditangguhkan"),
            State.REPLACED: _l("Diganti"),
            State.REVOKED: _l("Dicabut"),
        },
        verbs={
            "number": _l("diberi nomor"),
            "suspend": _l("ditangguhkan"),
            "resume": _l("diberlakukan lagi"),
            "replace": _l("diganti"),
            "revoke": _l("dicabut"),
        },
    ),
)
