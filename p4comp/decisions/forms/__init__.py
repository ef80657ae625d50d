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
from p4comp.decisions.forms.meeting import AwardForm, RulingForm, SeatForm

__all__ = [
    "AmendForm",
    "AnswerForm",
    "AwardForm",
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
