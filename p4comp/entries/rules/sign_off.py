"""An approver's word on a dossier: asked for, given, given back; by the own account, or by a signed paper."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves

DECLARATION = _l("Saya menyatakan isian dan bukti ini benar, dan instansi saya menyetujui pengirimannya.")


class SignOffState(StrEnum):
    """Where a request for an approver's word stands."""

    WAITING = "waiting"
    GIVEN = "given"
    GIVEN_BACK = "given_back"
    TAKEN_BACK = "taken_back"


class Way(StrEnum):
    """How an approver's word came: by the own account, or on a signed paper that the secretariat checks."""

    ACCOUNT = "account"
    DECLARATION = "declaration"


WAYS = {Way.ACCOUNT: _l("disetujui dari akun penyetuju"), Way.DECLARATION: _l("pernyataan diunggah, diperiksa sekretariat")}

SIGN_OFF_MOVES: Moves[SignOffState] = Moves(
    "sign_off_request",
    {
        "give": ({SignOffState.WAITING}, SignOffState.GIVEN),
        "give_back": ({SignOffState.WAITING}, SignOffState.GIVEN_BACK),
        "take_back": ({SignOffState.WAITING}, SignOffState.TAKEN_BACK),
    },
)

name(
    "sign_off_request",
    Words(
        noun=_l("Permintaan persetujuan"),
        states={
            SignOffState.WAITING: _l("Menunggu penyetuju"),
            SignOffState.GIVEN: _l("Disetujui"),
            SignOffState.GIVEN_BACK: _l("Dikembalikan penyetuju"),
            SignOffState.TAKEN_BACK: _l("Dibatalkan"),
        },
        verbs={"give": _l("disetujui"), "give_back": _l("dikembalikan"), "take_back": _l("dibatalkan")},
    ),
)


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The parts of a dossier that are not as they were when the word was asked for, in the dossier's order."""
    return [part for part in now if before.get(part) != now[part]] + [part for part in before if part not in now]
