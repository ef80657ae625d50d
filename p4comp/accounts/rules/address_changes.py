"""Another e-mail address for somebody else's account: whoever holds the address holds the account, so two of the secretariat set it."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class AddressState(StrEnum):
    """Asked for by one, confirmed or refused by another; until then the old address stays."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


ADDRESS_MOVES = Moves(
    "address_change",
    {
        "confirm": (frozenset({AddressState.ASKED}), AddressState.CONFIRMED),
        "refuse": (frozenset({AddressState.ASKED}), AddressState.REFUSED),
    },
)

name(
    "address_change",
    Words(
        noun=_l("Perubahan alamat surel"),
        states={"asked": _l("Menunggu petugas kedua"), "confirmed": _l("Disahkan"), "refused": _l("Ditolak")},
        verbs={"confirm": _l("disahkan"), "refuse": _l("ditolak")},
    ),
)
