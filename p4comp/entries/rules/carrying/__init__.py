"""Answers and evidence of an earlier dossier in a new one: what matches, what changed, what may be carried, what must be looked at again. Pure."""

from p4comp.entries.rules.carrying.differing import Mark, Part, Piece, parts, pieces
from p4comp.entries.rules.carrying.marks import confirmed, is_unchecked, marked
from p4comp.entries.rules.carrying.matching import KIND_TONES, KIND_WORDS, Asked, Kind, gone, kind_of, likeness, pairs
from p4comp.entries.rules.carrying.offering import Offer, OldFile, Source

__all__ = [
    "KIND_TONES",
    "KIND_WORDS",
    "Asked",
    "Kind",
    "Mark",
    "Offer",
    "OldFile",
    "Part",
    "Piece",
    "Source",
    "confirmed",
    "gone",
    "is_unchecked",
    "kind_of",
    "likeness",
    "marked",
    "pairs",
    "parts",
    "pieces",
]
