"""Who may place interviews, hear finalists and score them."""

from p4comp.interviews.policy.desk import (
    Desk,
    DeskFile,
    may_declare,
    may_hear,
    may_lock,
    may_open,
    may_print,
    may_read,
    may_read_file,
    may_score,
)
from p4comp.interviews.policy.panels import Lineup, Seated, may_keep_panels, may_name_chair, may_seat, may_unseat
from p4comp.interviews.policy.papers import (
    Locked,
    Paper,
    Reopen,
    may_ask_reopening,
    may_grant_reopening,
    may_record,
    may_refuse_reopening,
)
from p4comp.interviews.policy.timetable import may_hold, may_move, may_place, may_see_own, may_see_timetable

__all__ = [
    "Desk",
    "DeskFile",
    "Lineup",
    "Locked",
    "Paper",
    "Reopen",
    "Seated",
    "may_ask_reopening",
    "may_declare",
    "may_grant_reopening",
    "may_hear",
    "may_hold",
    "may_keep_panels",
    "may_lock",
    "may_move",
    "may_name_chair",
    "may_open",
    "may_place",
    "may_print",
    "may_read",
    "may_read_file",
    "may_record",
    "may_refuse_reopening",
    "may_score",
    "may_seat",
    "may_see_own",
    "may_see_timetable",
    "may_unseat",
]
