"""What can be typed by evaluators and about them."""

from p4comp.judging.forms.desk import CHOICES, NONE, SOME, DeclarationForm, PhraseForm
from p4comp.judging.forms.office import EvaluatorForm, PinForm, ReaderForm, obstacle
from p4comp.judging.forms.profile import ProfileForm
from p4comp.judging.forms.settling import AgreementForm, DiscussionForm, SecondForm

__all__ = [
    "CHOICES",
    "NONE",
    "SOME",
    "AgreementForm",
    "DeclarationForm",
    "DiscussionForm",
    "EvaluatorForm",
    "PhraseForm",
    "PinForm",
    "ProfileForm",
    "ReaderForm",
    "SecondForm",
    "obstacle",
]
