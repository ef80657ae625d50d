"""What can be typed about plenaries, decisions and objections."""

from p4comp.decisions.forms.lists import (
    AmendForm,
    AnswerForm,
    ChangeForm,
    CorrectForm,
    DecreeForm,
    FactsForm,
    NumberForm,
    SendBackForm,
    WithdrawForm,
)
from p4comp.decisions.forms.meeting import RulingForm, SeatForm

__all__ = [
    "AmendForm",
    "AnswerForm",
    "ChangeForm",
    "CorrectForm",
    "DecreeForm",
    "FactsForm",
    "NumberForm",
    "RulingForm",
    "SeatForm",
    "SendBackForm",
    "WithdrawForm",
]
