"""What can be typed to write to people, by topic."""

from p4comp.messages.forms.announcements import NoticeForm
from p4comp.messages.forms.broadcasts import ApprovalForm, BroadcastForm, ReasonForm
from p4comp.messages.forms.letters import BounceForm, CallForm
from p4comp.messages.forms.questions import AnswerForm, QuestionForm
from p4comp.messages.forms.tickets import LineForm, NoteForm, SavedAnswerForm, TicketForm

__all__ = [
    "AnswerForm",
    "ApprovalForm",
    "BounceForm",
    "BroadcastForm",
    "CallForm",
    "LineForm",
    "NoteForm",
    "NoticeForm",
    "QuestionForm",
    "ReasonForm",
    "SavedAnswerForm",
    "TicketForm",
]
