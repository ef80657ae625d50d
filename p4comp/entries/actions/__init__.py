"""What can happen to an entry. Actions never commit; `at` is passed down."""

from p4comp.entries.actions.claiming import Place, Proof, claim_honour, confirm_claim, refuse_claim
from p4comp.entries.actions.comparing import compare
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
from p4comp.entries.actions.handing_in import reopen, submit, tell, withdraw
from p4comp.entries.actions.sharing import forget_presence, note_presence, share
from p4comp.entries.actions.verifying import refuse, return_for_correction, verify

__all__ = [
    "Letter",
    "Place",
    "Proof",
    "TakeOver",
    "add_evidence",
    "add_source",
    "attach",
    "begin",
    "claim_honour",
    "compare",
    "confirm_claim",
    "demand_bytes",
    "describe",
    "expel",
    "forget_presence",
    "hide_evidence",
    "mask_evidence",
    "note_presence",
    "number_letter",
    "put_in",
    "put_letter",
    "refuse",
    "refuse_claim",
    "remove_evidence",
    "reopen",
    "replace_evidence",
    "return_for_correction",
    "reuse",
    "save",
    "save_all",
    "save_figure",
    "share",
    "show_evidence",
    "submit",
    "take_over",
    "take_suggestion",
    "tell",
    "verify",
    "withdraw",
]
