"""Panels, jurors, interviews and the jurors' sheets."""

from p4comp.interviews.models.people import Juror, Panel
from p4comp.interviews.models.sheets import JurorSheet, Mark
from p4comp.interviews.models.timetable import Interview
from p4comp.interviews.rules.states import InterviewState, SheetState

__all__ = ["Interview", "InterviewState", "Juror", "JurorSheet", "Mark", "Panel", "SheetState"]
