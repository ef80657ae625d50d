"""What can be typed about panels, the timetable and juror sheets."""

from p4comp.interviews.forms.panels import JurorForm, PanelForm, SeatForm
from p4comp.interviews.forms.papers import ReopenForm
from p4comp.interviews.forms.sheets import DeclarationForm, read, score_text, sheet_form
from p4comp.interviews.forms.timetable import MoveForm, SwapForm

__all__ = [
    "DeclarationForm",
    "JurorForm",
    "MoveForm",
    "PanelForm",
    "ReopenForm",
    "SeatForm",
    "SwapForm",
    "read",
    "score_text",
    "sheet_form",
]
