"""Pages of interviews: panels and timetable for the secretariat, the finalist's slot, the juror's agenda and sheets."""

from p4comp.interviews.routes import desk, files, panels, timetable
from p4comp.interviews.routes.blueprint import bp

__all__ = ["bp", "desk", "files", "panels", "timetable"]
