"""Desk evaluation: who evaluates, what binds them, who reads what, and what they found."""

from p4comp.judging.models.assigning import Calibration, Pin, PinKind, Proposal, ProposalState
from p4comp.judging.models.comparing import (
    Agreement,
    AgreementState,
    AgreementVoice,
    CalibrationRound,
    Divergence,
    ReasonCode,
    SecondFinding,
)
from p4comp.judging.models.copies import ReadingCopy
from p4comp.judging.models.exports import Export, ExportKind
from p4comp.judging.models.letters import LetterHead
from p4comp.judging.models.people import Appointment, Bound, ConductText, Evaluator, Leave, Tie, TieKind, Waiver, WaiverState
from p4comp.judging.models.ranking import RankedEntry, RankingRun
from p4comp.judging.models.sheets import (
    AsideState,
    Assignment,
    EvidenceVerdict,
    Finding,
    PastLevel,
    Phrase,
    Proof,
    SettingAside,
    SheetState,
    Unlocking,
    UnlockState,
)

__all__ = [
    "Agreement",
    "AgreementState",
    "AgreementVoice",
    "Appointment",
    "AsideState",
    "Assignment",
    "Bound",
    "Calibration",
    "CalibrationRound",
    "ConductText",
    "Divergence",
    "Evaluator",
    "EvidenceVerdict",
    "Export",
    "ExportKind",
    "Finding",
    "Leave",
    "LetterHead",
    "PastLevel",
    "Phrase",
    "Pin",
    "PinKind",
    "Proof",
    "Proposal",
    "ProposalState",
    "RankedEntry",
    "RankingRun",
    "ReadingCopy",
    "ReasonCode",
    "SecondFinding",
    "SettingAside",
    "SheetState",
    "Tie",
    "TieKind",
    "UnlockState",
    "Unlocking",
    "Waiver",
    "WaiverState",
]
