"""What can be typed about entries."""

from p4comp.entries.forms.claims import ClaimForm, ConfirmClaimForm, RefuseClaimForm
from p4comp.entries.forms.entry import LetterForm, RefuseForm, ReturnForm, ShareForm, SystemForm
from p4comp.entries.forms.hand_in import (
    CheckReceiptForm,
    DeclarationForm,
    DeclineForm,
    EndorseForm,
    GiveBackForm,
    SignedPaperForm,
    WithdrawForm,
)
from p4comp.entries.forms.questions import QuestionForm
from p4comp.entries.forms.verification import ContestForm, ObjectForm, PointRows, VisitForm

__all__ = [
    "CheckReceiptForm",
    "ClaimForm",
    "ConfirmClaimForm",
    "ContestForm",
    "DeclarationForm",
    "DeclineForm",
    "EndorseForm",
    "GiveBackForm",
    "LetterForm",
    "ObjectForm",
    "PointRows",
    "QuestionForm",
    "RefuseClaimForm",
    "RefuseForm",
    "ReturnForm",
    "ShareForm",
    "SignedPaperForm",
    "SystemForm",
    "VisitForm",
    "WithdrawForm",
]
