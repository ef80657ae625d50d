"""Desk evaluation: who evaluates, what binds them, who reads what, and what they found."""

from p4comp.judging.models.assigning import Calibration, Pin, PinKind, Proposal, ProposalState
from p4comp.judging.models.people import ConductText, Evaluator, Tie, TieKind, Waiver, WaiverState
from p4comp.judging.models.ranking import RankedEntry, RankingRun
from p4comp.judging.models.sheets import Assignment, Finding, SheetState

__all__ = [
    "Assignment",
    "Calibration",
    "ConductText",
    "Evaluator",
    "Finding",
    "Pin",
    "PinKind",
    "Proposal",
    "ProposalState",
    "RankedEntry",
    "RankingRun",
    "SheetState",
    "Tie",
    "TieKind",
    "Waiver",
    "WaiverState",
]
