"""What can be typed by evaluators and about them."""

from p4comp.judging.forms.desk import CHOICES, NONE, SOME, DeclarationForm, PhraseForm
from p4comp.judging.forms.office import AnswerForm, EvaluatorForm, PinForm, ReaderForm, ReasonForm, obstacle
from p4comp.judging.forms.profile import AwayForm, ConductForm, ProfileForm, TieForm
from p4comp.judging.forms.settling import AgreementForm, DiscussionForm, SecondForm

__all__ = [
    "CHOICES",
    "NONE",
    "SOME",
    "AgreementForm",
    "AnswerForm",
    "AwayForm",
    "ConductForm",
    "DeclarationForm",
    "DiscussionForm",
    "EvaluatorForm",
    "PhraseForm",
    "PinForm",
    "ProfileForm",
    "ReaderForm",
    "ReasonForm",
    "SecondForm",
    "TieForm",
    "obstacle",
]
