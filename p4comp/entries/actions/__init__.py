"""What can happen to an entry. Actions never commit; `at` is passed down."""

from p4comp.entries.actions.carrying import Pick, carry, confirm_carried
from p4comp.entries.actions.checking import check, check_off
from p4comp.entries.actions.claiming import Place, Proof, claim_honour, confirm_claim, refuse_claim
from p4comp.entries.actions.comparing import compare
from p4comp.entries.actions.correcting import decide_earlier, reply
from p4comp.entries.actions.desk import assign, flag, stay, take
from p4comp.entries.actions.endorsing import accept_letter, ask_endorsement, decline, endorse, endorse_many
from p4comp.entries.actions.entering import Letter, begin, describe, number_letter, put_letter
from p4comp.entries.actions.evidence import (
    add_evidence,
    attach,
    demand_bytes,
    expel,
    hide_evidence,
    mask_evidence,
    remove_evidence,
    replace_evidence,
    reuse,
    show_evidence,
)
from p4comp.entries.actions.figures import TakeOver, add_source, put_in, save_figure, take_over, take_suggestion
from p4comp.entries.actions.filling import save, save_all
from p4comp.entries.actions.handing_in import SignedPaper, reopen, submit, tell, withdraw
from p4comp.entries.actions.handing_over import Asker, Fetched, Goods, forget_parcels, hand_over, take_in
from p4comp.entries.actions.handing_over import look as look_at_handover
from p4comp.entries.actions.handing_over import spend as spend_handover
from p4comp.entries.actions.reminding import due_reminders, remind, remind_parents, tell_moved
from p4comp.entries.actions.result_letters import make_letters
from p4comp.entries.actions.sharing import forget_presence, free_parts, note_presence, pass_parts, share
from p4comp.entries.actions.signing import ask_sign_off, give_back, take_back_request
from p4comp.entries.actions.verifying import refuse, reinstate, return_for_correction, verify
from p4comp.entries.actions.visiting import visit

__all__ = [
    "Asker",
    "Fetched",
    "Goods",
    "Letter",
    "Pick",
    "Place",
    "Proof",
    "SignedPaper",
    "TakeOver",
    "accept_letter",
    "add_evidence",
    "add_source",
    "ask_endorsement",
    "ask_sign_off",
    "assign",
    "attach",
    "begin",
    "carry",
    "check",
    "check_off",
    "claim_honour",
    "compare",
    "confirm_carried",
    "confirm_claim",
    "decide_earlier",
    "decline",
    "demand_bytes",
    "describe",
    "due_reminders",
    "endorse",
    "endorse_many",
    "expel",
    "flag",
    "forget_parcels",
    "forget_presence",
    "free_parts",
    "give_back",
    "hand_over",
    "hide_evidence",
    "look_at_handover",
    "make_letters",
    "mask_evidence",
    "note_presence",
    "number_letter",
    "pass_parts",
    "put_in",
    "put_letter",
    "refuse",
    "refuse_claim",
    "reinstate",
    "remind",
    "remind_parents",
    "remove_evidence",
    "reopen",
    "replace_evidence",
    "reply",
    "return_for_correction",
    "reuse",
    "save",
    "save_all",
    "save_figure",
    "share",
    "show_evidence",
    "spend_handover",
    "stay",
    "submit",
    "take",
    "take_back_request",
    "take_in",
    "take_over",
    "take_suggestion",
    "tell",
    "tell_moved",
    "verify",
    "visit",
    "withdraw",
]
