"""What another instrument asks otherwise, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from flask_babel import gettext as _

from p4comp.entries.rules.carrying.matching import Asked, normal


class Mark(StrEnum):
    """Whether words stand in both texts, in the earlier one only, or in the new one only."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    """Some words in a row."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Part:
    """A text of an indicator that changed: what it is, and its pieces."""

    label: str
    pieces: tuple[Piece, ...]


@lru_cache(maxsize=2048)
def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one: what went stands before what took its place. Kept, since it is the same for every entrant."""
    old, new = before.split(), after.split()
    found: list[Piece] = []
    matcher = SequenceMatcher(None, [word.casefold() for word in old], [word.casefold() for word in new], autojunk=False)
    for what, i, j, k, n in matcher.get_opcodes():
        if what == "equal":
            found.append(Piece(Mark.KEPT, " ".join(new[k:n])))
            continue
        found += [Piece(mark, " ".join(words)) for mark, words in ((Mark.GONE, old[i:j]), (Mark.NEW, new[k:n])) if words]
    return tuple(found)


def parts(old: Asked, new: Asked) -> list[Part]:
    """Every text that is not the same in both: name, question, each level of the rubric, the evidence asked for."""
    return [Part(label, pieces(before, after)) for label, before, after in _texts(old, new) if normal(before) != normal(after)]


def _texts(old: Asked, new: Asked) -> Iterator[tuple[str, str, str]]:
    yield _("Nama"), old.name, new.name
    yield _("Pertanyaan"), old.question, new.question
    for level, (before, after) in enumerate(zip_longest(old.rubric, new.rubric, fillvalue="")):
        yield _("Tingkat %(n)d", n=level), before, after
    yield _("Bukti yang diminta"), old.evidence, new.evidence
