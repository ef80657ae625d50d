"""What people may ask about their own data, by when it is answered, and how much of it a public form takes (UU 27/2022)."""

from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class Wish(StrEnum):
    """What somebody asks about the data kept about them."""

    COPY = "copy"
    CORRECT = "correct"
    ERASE = "erase"
    WITHDRAW = "withdraw"


class WishState(StrEnum):
    """A request waits, may be looked into, and ends fulfilled, refused, or taken back by who asked."""

    WAITING = "waiting"
    CHECKED = "checked"
    FULFILLED = "fulfilled"
    REFUSED = "refused"
    RETRACTED = "retracted"


WISH_NAMES = {
    Wish.COPY: _l("Lihat data saya"),
    Wish.CORRECT: _l("Perbaiki data saya"),
    Wish.ERASE: _l("Hapus data saya"),
    Wish.WITHDRAW: _l("Tarik persetujuan saya"),
}
OPEN = frozenset({WishState.WAITING, WishState.CHECKED})
MOVES = Moves(
    "privacy_request",
    {
        "take": ({WishState.WAITING}, WishState.CHECKED),
        "fulfil": (OPEN, WishState.FULFILLED),
        "refuse": (OPEN, WishState.REFUSED),
        "retract": (OPEN, WishState.RETRACTED),
    },
)
name(
    "privacy_request",
    Words(
        _l("Permintaan tentang data pribadi"),
        states={
            "waiting": _l("Menunggu"),
            "checked": _l("Sedang diperiksa"),
            "fulfilled": _l("Dipenuhi"),
            "refused": _l("Ditolak"),
            "retracted": _l("Ditarik pemohon"),
        },
        verbs={"take": _l("diperiksa"), "fulfil": _l("dipenuhi"), "refuse": _l("ditolak"), "retract": _l("ditarik")},
    ),
)

ANSWERED_WITHIN = timedelta(hours=72)
COPY_KEPT = timedelta(days=7)
MOST_TOLD = 10
MOST_PER_ASKER = 3
MOST_PER_ADDRESS = 20
LONGEST = 2000
ERASED_DOMAIN = "terhapus.invalid"
NO_CONTENT = "[isi dihapus bersama data penerimanya]\n"


def due(asked_at: datetime) -> datetime:
    """A request is answered within 3 x 24 hours."""
    return asked_at + ANSWERED_WITHIN


def is_too_much(by_asker: int, by_address: int) -> bool:
    """In an hour one asker sends a few requests; an address, which forty people may share, some more."""
    return by_asker >= MOST_PER_ASKER or by_address >= MOST_PER_ADDRESS


def erased_name(person_id: str) -> str:
    """How somebody is called from then on; the id stays, so that the audit log still says who is who."""
    return f"Orang terhapus {person_id}"


def erased_address(person_id: str) -> str:
    """An address that nobody can have and no mail reaches."""
    return f"{person_id}@{ERASED_DOMAIN}"
