"""What can happen to panels, the timetable and juror sheets."""

from p4comp.interviews.actions.moves import Unplaceable, hold, move, swap
from p4comp.interviews.actions.panels import add_juror, add_panel, name_chair, seat, unseat
from p4comp.interviews.actions.sheets import Record, declare, lock, record_sheets, save
from p4comp.interviews.actions.timetable import place_all

__all__ = [
    "Record",
    "Unplaceable",
    "add_juror",
    "add_panel",
    "declare",
    "hold",
    "lock",
    "move",
    "name_chair",
    "place_all",
    "record_sheets",
    "save",
    "seat",
    "swap",
    "unseat",
]
