"""What must be true of a practice: its moves, what it holds, what may not stand in it. Pure."""

from p4comp.practices.rules.contacts import check_text
from p4comp.practices.rules.content import FIELDS, MOST_FILES, MOST_PRACTICES, PARTS, Field, gaps, tidy
from p4comp.practices.rules.exporting import COLUMNS, Record
from p4comp.practices.rules.moves import ADOPTION_MOVES, MOVES, AdoptionState, State
from p4comp.practices.rules.searching import tokens
from p4comp.practices.rules.themes import THEMES, Theme, code_from, merged

__all__ = [
    "ADOPTION_MOVES",
    "COLUMNS",
    "FIELDS",
    "MOST_FILES",
    "MOST_PRACTICES",
    "MOVES",
    "PARTS",
    "THEMES",
    "AdoptionState",
    "Field",
    "Record",
    "State",
    "Theme",
    "check_text",
    "code_from",
    "gaps",
    "merged",
    "tidy",
    "tokens",
]
