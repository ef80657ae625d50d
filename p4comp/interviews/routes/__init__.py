"""Pages of interviews: panels and timetable for the secretariat, the finalist's slot, the juror's agenda and sheets."""

from p4comp.interviews.routes import (
    acts_of_day,
    availability,
    closing,
    day,
    desk,
    feeds,
    files,
    invitations,
    inviting,
    inviting_letters,
    panels,
    papers,
    people,
    planning,
    rehearsing,
    timetable,
    waivers,
)
from p4comp.interviews.routes.blueprint import bp

__all__ = [
    "acts_of_day",
    "availability",
    "bp",
    "closing",
    "day",
    "desk",
    "feeds",
    "files",
    "invitations",
    "inviting",
    "inviting_letters",
    "panels",
    "papers",
    "people",
    "planning",
    "rehearsing",
    "timetable",
    "waivers",
]
