"""The moves of an entry, and the words for them."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class State(StrEnum):
    """States of an entry; finalist and winner are rows of a decision (design 12)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    VERIFIED = "verified"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


EDITABLE = frozenset({State.DRAFT, State.RETURNED})

MOVES: Moves[State] = Moves(
    "entry",
    {
        "submit": ({State.DRAFT, State.RETURNED}, State.SUBMITTED),
        "reopen": ({State.SUBMITTED}, State.DRAFT),
        "withdraw": ({State.DRAFT, State.SUBMITTED, State.RETURNED}, State.WITHDRAWN),
        "restart": ({State.WITHDRAWN}, State.DRAFT),
        "verify": ({State.SUBMITTED}, State.VERIFIED),
        "return": ({State.SUBMITTED}, State.RETURNED),
        "refuse": ({State.SUBMITTED}, State.REFUSED),
        "decide_earlier": ({State.RETURNED}, State.SUBMITTED),
        "reinstate": ({State.REFUSED}, State.SUBMITTED),
    },
)

name(
    "entry",
    Words(
        noun=_l("Berkas"),
        states={
            State.DRAFT: _l("Sedang diisi"),
            State.SUBMITTED: _l("Dikirim"),
            State.RETURNED: _l("Perlu diperbaiki"),
            State.VERIFIED: _l("Terverifikasi"),
            State.REFUSED: _l("Tidak diterima"),
            State.WITHDRAWN: _l("Mengundurkan diri"),
        },
        verbs={
            "submit": _l("dikirim"),
            "reopen": _l("dibuka kembali"),
            "withdraw": _l("ditarik dari kompetisi"),
            "restart": _l("dimulai lagi"),
            "verify": _l("diverifikasi"),
            "return": _l("dikembalikan untuk diperbaiki"),
            "refuse": _l("ditolak"),
            "decide_earlier": _l("diputus menurut versi sebelumnya"),
            "reinstate": _l("diterima kembali sesudah sanggah"),
        },
    ),
)
