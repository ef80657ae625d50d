"""What must be true of an entry: its moves, who may enter, what is missing, what a hand-in contains. Pure."""

from p4comp.entries.rules.applicant import Applicant, PastHonour, Predecessor, RuleVerdict, Statement, assumed
from p4comp.entries.rules.claim_moves import CLAIM_MOVES, ClaimState
from p4comp.entries.rules.codes import code_of
from p4comp.entries.rules.completeness import Claim, Gap, gaps, is_complete, too_long, words_in
from p4comp.entries.rules.eligibility import eligibility, failures, months_later
from p4comp.entries.rules.evidence import GRACE, MOST_BYTES, MOST_FILES, REMOVAL_WORDS, VERSIONS, Removal
from p4comp.entries.rules.moves import EDITABLE, MOVES, State
from p4comp.entries.rules.questions import Answers, Asked, advice, asked, beside, statement_from, system_from
from p4comp.entries.rules.ways import CategoryCheck, RuleCheck, Way, WayOn, bars, latest_start, ways_on

__all__ = [
    "CLAIM_MOVES",
    "EDITABLE",
    "GRACE",
    "MOST_BYTES",
    "MOST_FILES",
    "MOVES",
    "REMOVAL_WORDS",
    "VERSIONS",
    "Answers",
    "Applicant",
    "Asked",
    "CategoryCheck",
    "Claim",
    "ClaimState",
    "Gap",
    "PastHonour",
    "Predecessor",
    "Removal",
    "RuleCheck",
    "RuleVerdict",
    "State",
    "Statement",
    "Way",
    "WayOn",
    "advice",
    "asked",
    "assumed",
    "bars",
    "beside",
    "code_of",
    "eligibility",
    "failures",
    "gaps",
    "is_complete",
    "latest_start",
    "months_later",
    "statement_from",
    "system_from",
    "too_long",
    "ways_on",
    "words_in",
]
