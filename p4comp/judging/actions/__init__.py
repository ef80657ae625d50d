"""What can happen in desk evaluation."""

from p4comp.judging.actions.assigning import assign, pin, replace, unpin
from p4comp.judging.actions.calibrating import end_calibration, note_calibration
from p4comp.judging.actions.conflicts import keep_sheet, recheck, set_aside
from p4comp.judging.actions.copies import ask_copy, forget_copies
from p4comp.judging.actions.evaluators import add_evaluator, dismiss
from p4comp.judging.actions.exports import ask_export
from p4comp.judging.actions.letters import type_head
from p4comp.judging.actions.phrases import drop_phrase, keep_phrase
from p4comp.judging.actions.profiles import (
    Profile,
    accept_conduct,
    add_away,
    add_tie,
    fill_profile,
    remind_conduct,
    remove_away,
    remove_tie,
)
from p4comp.judging.actions.proposing import Outcome, approve, assign_all, drop, propose
from p4comp.judging.actions.ranking import ask_ranking, keep_ranking
from p4comp.judging.actions.reconciling import Proposed, propose_agreement, say
from p4comp.judging.actions.reminding import remind
from p4comp.judging.actions.seconding import note_second
from p4comp.judging.actions.sheets import Filled, declare, lock, record_sheets, save, save_all
from p4comp.judging.actions.shortlist import propose_shortlist
from p4comp.judging.actions.unlocking import ask_unlock, grant_unlock, refuse_unlock
from p4comp.judging.actions.waivers import confirm_waiver, propose_waiver, refuse_waiver, revoke_waiver

__all__ = [
    "Filled",
    "Outcome",
    "Profile",
    "Proposed",
    "accept_conduct",
    "add_away",
    "add_evaluator",
    "add_tie",
    "approve",
    "ask_copy",
    "ask_export",
    "ask_ranking",
    "ask_unlock",
    "assign",
    "assign_all",
    "confirm_waiver",
    "declare",
    "dismiss",
    "drop",
    "drop_phrase",
    "end_calibration",
    "fill_profile",
    "forget_copies",
    "grant_unlock",
    "keep_phrase",
    "keep_ranking",
    "keep_sheet",
    "lock",
    "note_calibration",
    "note_second",
    "pin",
    "propose",
    "propose_agreement",
    "propose_shortlist",
    "propose_waiver",
    "recheck",
    "record_sheets",
    "refuse_unlock",
    "refuse_waiver",
    "remind",
    "remind_conduct",
    "remove_away",
    "remove_tie",
    "replace",
    "revoke_waiver",
    "save",
    "save_all",
    "say",
    "set_aside",
    "type_head",
    "unpin",
]
