"""What must be true of an entry: its moves, who may enter, what is missing, what a hand-in contains. Pure."""

from p4comp.entries.rules.applicant import Applicant, PastHonour, Predecessor, RuleVerdict, Statement, assumed
from p4comp.entries.rules.claim_moves import CLAIM_MOVES, ClaimState
from p4comp.entries.rules.codes import code_of
from p4comp.entries.rules.completeness import Claim, Gap, gaps, is_complete, too_long, words_in
from p4comp.entries.rules.eligibility import eligibility, failures, months_later
from p4comp.entries.rules.evidence import GRACE, MOST_BYTES, MOST_FILES, REMOVAL_WORDS, VERSIONS, Removal
from p4comp.entries.rules.moves import EDITABLE, MOVES, State

__all__ = [
    "CLAIM_MOVES",
    "EDITABLE",
    "GRACE",
    "MOST_BYTES",
    "MOST_FILES",
    "MOVES",
    "REMOVAL_WORDS",
    "VERSIONS",
    "Applicant",
    "Claim",
    "ClaimState",
    "Gap",
    "PastHonour",
    "Predecessor",
    "Removal",
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
