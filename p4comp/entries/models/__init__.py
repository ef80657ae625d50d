"""An institution's part in an edition: the entry, its dossier, what was handed in, what it claims."""

from p4comp.entries.models.carrying import Handover, Parcel, ParcelFile
from p4comp.entries.models.claims import HonourClaim
from p4comp.entries.models.dossier import Answer, AnswerVersion
from p4comp.entries.models.entry import Entry
from p4comp.entries.models.evidence import Evidence
from p4comp.entries.models.figures import FigureColumns, FigureLine, FigureSource, FigureVersion
from p4comp.entries.models.hand_in import Submission
from p4comp.entries.models.likeness import Likeness, NarrativePrint
from p4comp.entries.models.sign_off import Endorsement, LetterStanding, Reminder, SignOffRequest
from p4comp.entries.models.team import Presence, Share
from p4comp.entries.models.verification import Check, Correction, CorrectionPoint, DeskPlace, Letter, LetterRun, Visit
from p4comp.entries.rules import ClaimState, State

__all__ = [
    "Answer",
    "AnswerVersion",
    "Check",
    "ClaimState",
    "Correction",
    "CorrectionPoint",
    "DeskPlace",
    "Endorsement",
    "Entry",
    "Evidence",
    "FigureColumns",
    "FigureLine",
    "FigureSource",
    "FigureVersion",
    "Handover",
    "HonourClaim",
    "Letter",
    "LetterRun",
    "LetterStanding",
    "Likeness",
    "NarrativePrint",
    "Parcel",
    "ParcelFile",
    "Presence",
    "Reminder",
    "Share",
    "SignOffRequest",
    "State",
    "Submission",
    "Visit",
]
