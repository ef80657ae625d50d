"""Which indicator of an earlier instrument an indicator of a new one resembles: by its code, then by its words."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from flask_babel import lazy_gettext as _l
from rapidfuzz.distance import Indel

WORD = re.compile(r"\w+")
RECOGNISED = 50.0  # indicators of one instrument have up to 35 of 100 in common, reworded ones of two 57 and more
RECOGNISED_WITH_CODE = 40.0
CODE_COUNTS = 15.0


class Kind(StrEnum):
    """What became of an indicator: `other` bears the code of one whose words it does not share, or was paired by hand with such a one."""

    SAME = "same"
    CHANGED = "changed"
    OTHER = "other"
    NEW = "new"


KIND_WORDS = {Kind.SAME: _l("Sama"), Kind.CHANGED: _l("Berubah"), Kind.OTHER: _l("Isinya lain"), Kind.NEW: _l("Baru")}
KIND_TONES = {Kind.SAME: "done", Kind.CHANGED: "yours", Kind.OTHER: "refused", Kind.NEW: "draft"}
TRUSTED = frozenset({Kind.SAME, Kind.CHANGED})


@dataclass(frozen=True)
class Asked:
    """What an instrument asks in one indicator, whichever edition or organiser it belongs to."""

    code: str
    name: str
    question: str
    rubric: tuple[str, ...]
    evidence: str

    @cached_property
    def words(self) -> str:
        """Name and question, whatever their case and punctuation."""
        return normal(f"{self.name} {self.question}")

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The rubric likewise."""
        return tuple(normal(one) for one in self.rubric)

    def asks_as(self, other: "Asked") -> bool:
        """Whether both ask for the same in the same words."""
        return (self.words, self.levels, normal(self.evidence)) == (other.words, other.levels, normal(other.evidence))


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A text without case, punctuation and surplus space; kept, since instruments are compared again for every entrant."""
    return " ".join(WORD.findall(text.casefold()))


def likeness(one: Asked, other: Asked) -> float:
    """How alike the words of two indicators are, from 0 to 100: the part of both that stands in both, in the same order."""
    return Indel.normalized_similarity(one.words.split(), other.words.split()) * 100


def kind_of(new: Asked, old: Asked | None) -> Kind:
    """What became of the old one in the new one."""
    if old is None:
        return Kind.NEW
    if new.code == old.code and new.asks_as(old):
        return Kind.SAME
    return Kind.CHANGED if likeness(new, old) >= RECOGNISED_WITH_CODE else Kind.OTHER


def pairs(new: Sequence[Asked], old: Sequence[Asked]) -> dict[str, str]:
    """For each new indicator the old one it resembles most, by code; no old one twice.

    Words decide, a code in common helps; what has nothing but its code in common comes last.
    """
    return dict(_paired(tuple(new), tuple(old)))


@lru_cache(maxsize=128)
def _paired(new: tuple[Asked, ...], old: tuple[Asked, ...]) -> Mapping[str, str]:
    """The same for everybody whose dossiers answer these two instruments, so it is worked out once."""
    found: dict[str, str] = {}
    for _score, one, other in sorted(_candidates(new, old), key=lambda each: -each[0]):
        if one not in found and other not in found.values():
            found[one] = other
    left = {one.code for one in old} - set(found.values())
    return found | {one.code: one.code for one in new if one.code not in found and one.code in left}


def _candidates(new: Sequence[Asked], old: Sequence[Asked]) -> Iterator[tuple[float, str, str]]:
    for one in new:
        for other in old:
            score, has_code = likeness(one, other), one.code == other.code
            if score >= (RECOGNISED_WITH_CODE if has_code else RECOGNISED):
                yield score + CODE_COUNTS * has_code, one.code, other.code


def gone(old: Sequence[Asked], taken: Collection[str]) -> list[Asked]:
    """The old indicators that no new one was paired with, in their order."""
    return [one for one in old if one.code not in taken]
