"""Notes to the entrant on their way through the secretariat: their states, their order, what in them wants a second look. Pure."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core import canonical, errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves


class FeedbackState(StrEnum):
    """A report waits until the secretariat has read its notes."""

    WAITING = "waiting"
    READ = "read"


class NoteState(StrEnum):
    """A note goes out as its evaluator wrote it, in other words, or not at all; what was written is kept."""

    AS_WRITTEN = "as_written"
    REWORDED = "reworded"
    LEFT_OUT = "left_out"


class Doubt(StrEnum):
    """Why a note wants a second look."""

    PHONE = "phone"
    ADDRESS = "address"
    NUMBER = "number"
    PERSON = "person"
    INSTITUTION = "institution"


MOVES = Moves("feedback", {"read": ({FeedbackState.WAITING}, FeedbackState.READ), "unread": ({FeedbackState.READ}, FeedbackState.WAITING)})
NOTE_MOVES = Moves(
    "feedback_note",
    {
        "reword": (set(NoteState), NoteState.REWORDED),
        "leave_out": ({NoteState.AS_WRITTEN, NoteState.REWORDED}, NoteState.LEFT_OUT),
        "restore": ({NoteState.REWORDED, NoteState.LEFT_OUT}, NoteState.AS_WRITTEN),
    },
)
DOUBTS = {
    Doubt.PHONE: _l("Memuat nomor telepon"),
    Doubt.ADDRESS: _l("Memuat alamat surel atau tautan"),
    Doubt.NUMBER: _l("Memuat nomor panjang (NIK, NIP?)"),
    Doubt.PERSON: _l("Memuat nama orang?"),
    Doubt.INSTITUTION: _l("Menyebut instansi lain?"),
}
PATTERNS = {
    Doubt.PHONE: re.compile(r"(?<!\d)(?:\+?62|0)[\s.()-]?\d{2,4}[\s.)-]{0,2}\d{3,4}[\s.-]?\d{2,5}(?!\d)"),
    Doubt.ADDRESS: re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|https?://|\bwww\.", re.IGNORECASE),
    Doubt.NUMBER: re.compile(r"(?<!\d)(?:\d[ .]?){15,18}(?!\d)"),
    Doubt.PERSON: re.compile(
        r"\b(?:Bapak|Ibu|Pak|Bu|Sdr|Sdri|Saudara|Saudari|Dr|Drs|Dra|Ir|Prof|Hj?)\b\.?\s+[A-Z][a-z]+"
        r"|[A-Z][a-z]+,\s*(?:S|M|Dr)\.\s?[A-Z][A-Za-z]*\b"
    ),
}
SHORTEST_NAME = 6

errors.name(
    "feedback",
    Words(
        noun=_l("Umpan balik"),
        states={"waiting": _l("Menunggu dibaca"), "read": _l("Sudah dibaca")},
        verbs={"read": _l("ditandai sudah dibaca"), "unread": _l("dibuka lagi")},
    ),
)
errors.name(
    "feedback_note",
    Words(
        noun=_l("Catatan evaluator"),
        states={"as_written": _l("Apa adanya"), "reworded": _l("Disunting"), "left_out": _l("Tidak disertakan")},
        verbs={"reword": _l("disunting"), "leave_out": _l("dikeluarkan"), "restore": _l("dikembalikan")},
    ),
)


def in_order(entry_id: str, indicator: str, notes: Iterable[str]) -> list[str]:
    """The notes on one indicator in an order that tells nothing of who wrote them: that of their hashes; the same words come once."""
    return sorted({one.strip() for one in notes if one.strip()}, key=lambda text: canonical.sha256([entry_id, indicator, text]))


def doubts(text: str, own: str, people: Sequence[str], institutions: Sequence[str]) -> list[Doubt]:
    """What in a note looks as if it should not go out: a simple check that may be wrong both ways. Names come in lower case."""
    found = [kind for kind, pattern in PATTERNS.items() if pattern.search(text)]
    words = text.casefold()
    if Doubt.PERSON not in found and any(len(name) >= SHORTEST_NAME and name in words for name in people):
        found.append(Doubt.PERSON)
    if _names_another(words, own.casefold(), institutions):
        found.append(Doubt.INSTITUTION)
    return sorted(found, key=list(Doubt).index)


def _names_another(words: str, own: str, institutions: Sequence[str]) -> bool:
    """Whether another institution is named; the longest name counts, so that one name inside another means nothing."""
    for name in sorted({*institutions, own}, key=len, reverse=True):
        if len(name) >= SHORTEST_NAME and name in words:
            if name != own:
                return True
            words = words.replace(name, " ")
    return False
