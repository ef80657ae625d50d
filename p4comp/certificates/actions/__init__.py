"""What can happen to certificates."""

from p4comp.certificates.actions.batches import export_batch, propose_release, release, take_back_release, take_in
from p4comp.certificates.actions.batches import largest as largest_upload
from p4comp.certificates.actions.ending import follow, resume, revoke, suspend, unname
from p4comp.certificates.actions.issuing import issue_all
from p4comp.certificates.actions.numbering import Signing, number
from p4comp.certificates.actions.printing import cancel_run, pause_run, print_again, print_all, print_missing, resume_run, retry_run
from p4comp.certificates.actions.replacing import replace

__all__ = [
    "Signing",
    "cancel_run",
    "export_batch",
    "follow",
    "issue_all",
    "largest_upload",
    "number",
    "pause_run",
    "print_again",
    "print_all",
    "print_missing",
    "propose_release",
    "release",
    "replace",
    "resume",
    "resume_run",
    "retry_run",
    "revoke",
    "suspend",
    "take_back_release",
    "take_in",
    "unname",
]
