"""What the end of an edition keeps beside decisions."""

from p4comp.results.models.ceremony import CeremonyOpening
from p4comp.results.models.feedback import Feedback, FeedbackNote, FeedbackRound, FeedbackState, NoteState
from p4comp.results.models.guests import CeremonyInvitation, CeremonyPlan, GuestAnswer
from p4comp.results.models.press import PressPhoto, PressRelease
from p4comp.results.models.score_tables import Nominee, ScoreTable

__all__ = [
    "CeremonyInvitation",
    "CeremonyOpening",
    "CeremonyPlan",
    "Feedback",
    "FeedbackNote",
    "FeedbackRound",
    "FeedbackState",
    "GuestAnswer",
    "Nominee",
    "NoteState",
    "PressPhoto",
    "PressRelease",
    "ScoreTable",
]
