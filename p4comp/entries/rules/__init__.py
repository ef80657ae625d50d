"""What must be true of an entry: its moves, who may enter, what is missing, what a hand-in contains. Pure."""

from p4comp.entries.rules.applicant import Applicant, PastHonour, RuleVerdict, Statement, assumed
from p4comp.entries.rules.codes import code_of
from p4comp.entries.rules.completeness import Claim, Gap, gaps, is_complete, too_long, words_in
from p4comp.entries.rules.eligibility import eligibility, failures, months_later
from p4comp.entries.rules.moves import EDITABLE, MOVES, State

__all__ = [
    "EDITABLE",
    "MOVES",
    "Applicant",
    "Claim",
    "Gap",
    "PastHonour",
    "RuleVerdict",
    "State",
    "Statement",
    "assumed",
    "code_of",
    "eligibility",
    "failures",
    "gaps",
    "is_complete",
    "months_later",
    "too_long",
    "words_in",
]
