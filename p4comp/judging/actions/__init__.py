"""What can happen in desk evaluation."""

from p4comp.judging.actions.assigning import Outcome, assign, assign_all, replace
from p4comp.judging.actions.evaluators import add_evaluator, dismiss
from p4comp.judging.actions.sheets import Filled, declare, lock, record_sheets, save, save_all
from p4comp.judging.actions.shortlist import propose_shortlist

__all__ = [
    "Filled",
    "Outcome",
    "add_evaluator",
    "assign",
    "assign_all",
    "declare",
    "dismiss",
    "lock",
    "propose_shortlist",
    "record_sheets",
    "replace",
    "save",
    "save_all",
]
