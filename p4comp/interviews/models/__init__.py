"""Panels, jurors, interviews with their invitations, and the jurors' sheets."""

from p4comp.interviews.models.availability import Availability, AvailabilityCall
from p4comp.interviews.models.day import JurorAbsence, Sitting, turn_of
from p4comp.interviews.models.invitations import CalendarFeed, ChangeRequest, Invitation, InvitationHead, Rehearsal
from p4comp.interviews.models.observations import (
    Observation,
    ObservationCorrection,
    ObservationMark,
    ObservationMember,
    ObservationPhoto,
    ObservationReopening,
)
from p4comp.interviews.models.people import Juror, JurorTie, JurorWaiver, Panel, PanelSeat
from p4comp.interviews.models.planning import ClosedDay, PlanRun
from p4comp.interviews.models.reopening import Reopening
from p4comp.interviews.models.sheets import JurorSheet, Mark
from p4comp.interviews.models.timetable import Interview
from p4comp.interviews.rules.states import InterviewState, SheetState

__all__ = [
    "Availability",
    "AvailabilityCall",
    "CalendarFeed",
    "ChangeRequest",
    "ClosedDay",
    "Interview",
    "InterviewState",
    "Invitation",
    "InvitationHead",
    "Juror",
    "JurorAbsence",
    "JurorSheet",
    "JurorTie",
    "JurorWaiver",
    "Mark",
    "Observation",
    "ObservationCorrection",
    "ObservationMark",
    "ObservationMember",
    "ObservationPhoto",
    "ObservationReopening",
    "Panel",
    "PanelSeat",
    "PlanRun",
    "Rehearsal",
    "Reopening",
    "SheetState",
    "Sitting",
    "turn_of",
]
