"""What can happen in monitoring."""

from p4comp.monitoring.actions.figures import Entered, keep, state
from p4comp.monitoring.actions.files import Unmet, send, take
from p4comp.monitoring.actions.following import add_note, add_step, change_step, close, raise_flag, reopen
from p4comp.monitoring.actions.reminding import overdue_provinces, remind, remind_late
from p4comp.monitoring.actions.terms import publish, set_terms, unpublish

__all__ = [
    "Entered",
    "Unmet",
    "add_note",
    "add_step",
    "change_step",
    "close",
    "keep",
    "overdue_provinces",
    "publish",
    "raise_flag",
    "remind",
    "remind_late",
    "reopen",
    "send",
    "set_terms",
    "state",
    "take",
    "unpublish",
]
