"""A batch that goes out to be signed in officials' own systems and comes back."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class BatchState(StrEnum):
    """`open` takes signed files in; `proposed` waits for a second person, and nothing is taken in meanwhile."""

    OPEN = "open"
    PROPOSED = "proposed"


class Outcome(StrEnum):
    """What a file that came back is."""

    CHECKING = "checking"
    ACCEPTED = "accepted"
    FOREIGN = "foreign"
    ALTERED = "altered"
    UNSIGNED = "unsigned"
    UNTRUSTED = "untrusted"
    TWICE = "twice"
    UNREADABLE = "unreadable"
    OUTDATED = "outdated"
    RELEASED = "released"


OUTCOME_WORDS = {
    Outcome.CHECKING: _l("Sedang diperiksa"),
    Outcome.ACCEPTED: _l("Diterima"),
    Outcome.FOREIGN: _l("Bukan berkas kiriman ini, atau isinya diubah"),
    Outcome.ALTERED: _l("Berubah selain tanda tangan"),
    Outcome.UNSIGNED: _l("Belum bertanda tangan"),
    Outcome.UNTRUSTED: _l("Penerbit sertifikat penanda tangan tidak dipercaya portal ini"),
    Outcome.TWICE: _l("Sudah ada berkas lain untuk piagam ini"),
    Outcome.UNREADABLE: _l("Bukan PDF yang dapat dibaca"),
    Outcome.OUTDATED: _l("Piagam berubah sesudah dikirim"),
    Outcome.RELEASED: _l("Dirilis"),
}
OUTCOME_TONES = {
    Outcome.ACCEPTED: "done",
    Outcome.RELEASED: "done",
    Outcome.CHECKING: "waiting",
    Outcome.UNSIGNED: "yours",
    Outcome.TWICE: "yours",
}

BATCH_MOVES: Moves[BatchState] = Moves(
    "signing_batch",
    {
        "propose": ({BatchState.OPEN}, BatchState.PROPOSED),
        "take_back": ({BatchState.PROPOSED}, BatchState.OPEN),
        "release": ({BatchState.PROPOSED}, BatchState.OPEN),
    },
)

errors.name(
    "signing_batch",
    Words(
        noun=_l("Kiriman tanda tangan"),
        states={BatchState.OPEN: _l("Menerima berkas"), BatchState.PROPOSED: _l("Menunggu orang kedua")},
        verbs={"propose": _l("diajukan untuk dirilis"), "take_back": _l("ditarik kembali"), "release": _l("dirilis")},
    ),
)
