"""What can happen to panels, the timetable and juror sheets."""

from p4comp.interviews.actions.moves import Unplaceable, hold, move, swap
from p4comp.interviews.actions.panels import add_juror, add_panel, name_chair, seat, unseat
from p4comp.interviews.actions.papers import ask_reopening, grant_reopening, record_paper, refuse_reopening
from p4comp.interviews.actions.sheets import Record, declare, lock, lock_complete, record_sheets, save
from p4comp.interviews.actions.timetable import place_all

__all__ = [
    "Record",
    "Unplaceable",
    "add_juror",
    "add_panel",
    "ask_reopening",
    "declare",
    "grant_reopening",
    "hold",
    "lock",
    "lock_complete",
    "move",
    "name_chair",
    "place_all",
    "record_paper",
    "record_sheets",
    "refuse_reopening",
    "save",
    "seat",
    "swap",
    "unseat",
]
