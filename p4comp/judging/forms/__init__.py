"""What can be typed by evaluators and about them."""

from p4comp.judging.forms.desk import CHOICES, NONE, SOME, DeclarationForm, PhraseForm
from p4comp.judging.forms.office import AnswerForm, EvaluatorForm, PinForm, ReaderForm, ReasonForm, obstacle
from p4comp.judging.forms.profile import AwayForm, ConductForm, ProfileForm, TieForm

__all__ = [
    "CHOICES",
    "NONE",
    "SOME",
    "AnswerForm",
    "AwayForm",
    "ConductForm",
    "DeclarationForm",
    "EvaluatorForm",
    "PhraseForm",
    "PinForm",
    "ProfileForm",
    "ReaderForm",
    "ReasonForm",
    "TieForm",
    "obstacle",
]
