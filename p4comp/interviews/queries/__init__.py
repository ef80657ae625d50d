"""What can be asked about panels, the timetable and juror sheets."""

from p4comp.interviews.queries.conflicts import conflicts_of
from p4comp.interviews.queries.panels import jurors, jurors_of, panels
from p4comp.interviews.queries.results import interview_results, progress
from p4comp.interviews.queries.sheets import agenda, desk, desk_evidence, others
from p4comp.interviews.queries.timetable import finalists, interview, interviews, own_interviews, week_of

__all__ = [
    "agenda",
    "conflicts_of",
    "desk",
    "desk_evidence",
    "finalists",
    "interview",
    "interview_results",
    "interviews",
    "jurors",
    "jurors_of",
    "others",
    "own_interviews",
    "panels",
    "progress",
    "week_of",
]
