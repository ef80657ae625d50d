"""What can happen in desk evaluation."""

from p4comp.judging.actions.assigning import assign, replace
from p4comp.judging.actions.conflicts import recheck
from p4comp.judging.actions.evaluators import add_evaluator, dismiss
from p4comp.judging.actions.proposing import Outcome, approve, assign_all, drop, propose
from p4comp.judging.actions.sheets import Filled, declare, lock, record_sheets, save, save_all
from p4comp.judging.actions.shortlist import propose_shortlist

__all__ = [
    "Filled",
    "Outcome",
    "add_evaluator",
    "approve",
    "assign",
    "assign_all",
    "declare",
    "dismiss",
    "drop",
    "lock",
    "propose",
    "propose_shortlist",
    "recheck",
    "record_sheets",
    "replace",
    "save",
    "save_all",
]
