"""How practices and records of adoption move, and what people call their states."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class State(StrEnum):
    """Where the text of a practice stands; whether anybody may read an earlier version is another matter."""

    DRAFT = "draft"
    READY = "ready"
    CONSENTED = "consented"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


IN_HAND = frozenset({State.DRAFT, State.READY, State.CONSENTED, State.PROPOSED, State.PUBLISHED})
MOVES: Moves[State] = Moves(
    "practice",
    {
        "send": ({State.DRAFT}, State.READY),
        "take_back": ({State.READY, State.CONSENTED, State.PROPOSED}, State.DRAFT),
        "consent": ({State.READY}, State.CONSENTED),
        "propose": ({State.CONSENTED}, State.PROPOSED),
        "accept": ({State.PROPOSED}, State.CONSENTED),
        "decline": ({State.PROPOSED}, State.CONSENTED),
        "give_back": ({State.CONSENTED}, State.DRAFT),
        "publish": ({State.CONSENTED}, State.PUBLISHED),
        "revise": ({State.PUBLISHED, State.WITHDRAWN}, State.DRAFT),
        "withdraw": (IN_HAND, State.WITHDRAWN),
        "remove": (IN_HAND | {State.WITHDRAWN}, State.REMOVED),
    },
)

name(
    "practice",
    Words(
        noun=_l("Praktik baik"),
        states={
            "draft": _l("Draf"),
            "ready": _l("Menunggu persetujuan penyetuju"),
            "consented": _l("Menunggu sekretariat"),
            "proposed": _l("Ada usulan penyuntingan"),
            "published": _l("Terbit"),
            "withdrawn": _l("Ditarik instansi"),
            "removed": _l("Dikeluarkan sekretariat"),
        },
        verbs={
            "send": _l("dikirim"),
            "take_back": _l("diambil kembali"),
            "consent": _l("disetujui"),
            "propose": _l("diusulkan suntingannya"),
            "accept": _l("diterima suntingannya"),
            "decline": _l("ditolak suntingannya"),
            "give_back": _l("dikembalikan"),
            "publish": _l("diterbitkan"),
            "revise": _l("diperbarui"),
            "withdraw": _l("ditarik"),
            "remove": _l("dikeluarkan"),
        },
    ),
)


class AdoptionState(StrEnum):
    """A record that an institution applies a practice counts once its approver has confirmed it."""

    NOTED = "noted"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


ADOPTION_MOVES: Moves[AdoptionState] = Moves(
    "practice_adoption",
    {
        "note": ({AdoptionState.NOTED, AdoptionState.CONFIRMED, AdoptionState.WITHDRAWN}, AdoptionState.NOTED),
        "confirm": ({AdoptionState.NOTED}, AdoptionState.CONFIRMED),
        "withdraw": ({AdoptionState.NOTED, AdoptionState.CONFIRMED}, AdoptionState.WITHDRAWN),
        "remove": ({AdoptionState.NOTED, AdoptionState.CONFIRMED, AdoptionState.WITHDRAWN}, AdoptionState.REMOVED),
    },
)

name(
    "practice_adoption",
    Words(
        noun=_l("Catatan penerapan"),
        states={
            "noted": _l("Menunggu konfirmasi penyetuju"),
            "confirmed": _l("Dikonfirmasi"),
            "withdrawn": _l("Ditarik"),
            "removed": _l("Dikeluarkan sekretariat"),
        },
        verbs={"note": _l("diubah"), "confirm": _l("dikonfirmasi"), "withdraw": _l("ditarik"), "remove": _l("dikeluarkan")},
    ),
)
