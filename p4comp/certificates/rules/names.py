"""How a name comes to be printed: approved as it stands, or corrected by the secretariat at the finalist's wish. Pure."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves

LONGEST = 180


class NameState(StrEnum):
    """A finalist has not answered (`waiting`), approved, asked for a correction; a refused wish waits for an approval again."""

    WAITING = "waiting"
    APPROVED = "approved"
    WANTED = "wanted"
    CORRECTED = "corrected"
    REFUSED = "refused"


SETTLED = frozenset({NameState.APPROVED, NameState.CORRECTED})
MOVES: Moves[NameState] = Moves(
    "printed_name",
    {
        "approve": ({NameState.WAITING, NameState.WANTED, NameState.REFUSED}, NameState.APPROVED),
        "want": ({NameState.WAITING, NameState.APPROVED, NameState.REFUSED}, NameState.WANTED),
        "correct": ({NameState.WANTED}, NameState.CORRECTED),
        "refuse": ({NameState.WANTED}, NameState.REFUSED),
    },
)

errors.name(
    "printed_name",
    Words(
        noun=_l("Nama pada piagam"),
        states={
            NameState.WAITING: _l("Belum dijawab"),
            NameState.APPROVED: _l("Disetujui"),
            NameState.WANTED: _l("Minta perbaikan"),
            NameState.CORRECTED: _l("Diperbaiki"),
            NameState.REFUSED: _l("Perbaikan ditolak"),
        },
        verbs={
            "approve": _l("disetujui"),
            "want": _l("dimintakan perbaikan"),
            "correct": _l("diperbaiki"),
            "refuse": _l("ditolak perbaikannya"),
        },
    ),
)
