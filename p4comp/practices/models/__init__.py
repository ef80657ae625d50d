"""Practices with their texts, files and versions; records of adoption; themes; what is searched."""

from p4comp.practices.models.adoption import Adoption
from p4comp.practices.models.cards import PracticeCard
from p4comp.practices.models.practice import Practice, PracticeFile, PracticeProposal, PracticeText, PracticeTextVersion, PracticeVersion
from p4comp.practices.models.themes import PracticeTheme

__all__ = [
    "Adoption",
    "Practice",
    "PracticeCard",
    "PracticeFile",
    "PracticeProposal",
    "PracticeText",
    "PracticeTextVersion",
    "PracticeTheme",
    "PracticeVersion",
]
