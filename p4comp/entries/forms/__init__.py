"""What can be typed about entries."""

from p4comp.entries.forms.claims import ClaimForm, ConfirmClaimForm, RefuseClaimForm
from p4comp.entries.forms.entry import LetterForm, RefuseForm, ReturnForm, ShareForm, SystemForm
from p4comp.entries.forms.hand_in import DeclarationForm, WithdrawForm

__all__ = [
    "ClaimForm",
    "ConfirmClaimForm",
    "DeclarationForm",
    "LetterForm",
    "RefuseClaimForm",
    "RefuseForm",
    "ReturnForm",
    "ShareForm",
    "SystemForm",
    "WithdrawForm",
]
