"""What can be asked about panels, the timetable and juror sheets."""

from p4comp.interviews.queries.closing import begun
from p4comp.interviews.queries.conflicts import conflicts_of
from p4comp.interviews.queries.panels import board, jurors, lineup, seat, seated
from p4comp.interviews.queries.results import interview_results, progress
from p4comp.interviews.queries.sheets import agenda, desk, desk_evidence, desk_standing, hearing, marks, others, own_agenda
from p4comp.interviews.queries.timetable import (
    finalists,
    interview,
    interviews,
    overview,
    own_interviews,
    running,
    unplaced,
    week_of,
)

__all__ = [
    "agenda",
    "begun",
    "board",
    "conflicts_of",
    "desk",
    "desk_evidence",
    "desk_standing",
    "finalists",
    "hearing",
    "interview",
    "interview_results",
    "interviews",
    "jurors",
    "lineup",
    "marks",
    "others",
    "overview",
    "own_agenda",
    "own_interviews",
    "progress",
    "running",
    "seat",
    "seated",
    "unplaced",
    "week_of",
]
