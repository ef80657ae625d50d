"""Panels, jurors, interviews with their invitations, and the jurors' sheets."""

from p4comp.interviews.models.invitations import CalendarFeed, ChangeRequest, Invitation, Rehearsal
from p4comp.interviews.models.people import Juror, Panel, PanelSeat
from p4comp.interviews.models.sheets import JurorSheet, Mark
from p4comp.interviews.models.timetable import Interview
from p4comp.interviews.rules.states import InterviewState, SheetState

__all__ = [
    "CalendarFeed",
    "ChangeRequest",
    "Interview",
    "InterviewState",
    "Invitation",
    "Juror",
    "JurorSheet",
    "Mark",
    "Panel",
    "PanelSeat",
    "Rehearsal",
    "SheetState",
]
