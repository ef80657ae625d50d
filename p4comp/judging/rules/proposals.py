"""States of a proposal for giving dossiers out."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class ProposalState(StrEnum):
    """Computed first, then looked at, then approved or dropped; a newer one drops those before it."""

    WAITING = "waiting"
    READY = "ready"
    APPROVED = "approved"
    DROPPED = "dropped"


MOVES = Moves(
    "proposal",
    {
        "compute": ({ProposalState.WAITING}, ProposalState.READY),
        "approve": ({ProposalState.READY}, ProposalState.APPROVED),
        "drop": ({ProposalState.WAITING, ProposalState.READY}, ProposalState.DROPPED),
    },
)

errors.name(
    "proposal",
    Words(
        noun=_l("Rancangan pembagian"),
        states={
            "waiting": _l("Sedang dihitung"),
            "ready": _l("Menunggu persetujuan"),
            "approved": _l("Berlaku"),
            "dropped": _l("Tidak dipakai"),
        },
        verbs={"compute": _l("dihitung"), "approve": _l("disetujui"), "drop": _l("ditinggalkan")},
    ),
)
