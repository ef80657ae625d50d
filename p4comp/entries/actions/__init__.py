"""What can happen to an entry. Actions never commit; `at` is passed down."""

from p4comp.entries.actions.entering import Letter, begin, describe, number_letter, put_letter
from p4comp.entries.actions.filling import add_evidence, attach, remove_evidence, save, save_all
from p4comp.entries.actions.handing_in import reopen, submit, tell, withdraw
from p4comp.entries.actions.verifying import refuse, return_for_correction, verify

__all__ = [
    "Letter",
    "add_evidence",
    "attach",
    "begin",
    "describe",
    "number_letter",
    "put_letter",
    "refuse",
    "remove_evidence",
    "reopen",
    "return_for_correction",
    "save",
    "save_all",
    "submit",
    "tell",
    "verify",
    "withdraw",
]
