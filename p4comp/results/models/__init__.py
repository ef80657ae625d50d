"""What the end of an edition keeps beside decisions."""

from p4comp.results.models.ceremony import CeremonyOpening
from p4comp.results.models.feedback import Feedback, FeedbackNote, FeedbackRound, FeedbackState, NoteState

__all__ = ["CeremonyOpening", "Feedback", "FeedbackNote", "FeedbackRound", "FeedbackState", "NoteState"]
