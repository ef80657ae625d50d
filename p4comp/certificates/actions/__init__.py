"""What can happen to certificates."""

from p4comp.certificates.actions.ending import follow, revoke
from p4comp.certificates.actions.issuing import issue_all
from p4comp.certificates.actions.numbering import Signing, number
from p4comp.certificates.actions.printing import cancel_run, pause_run, print_again, print_all, resume_run, retry_run

__all__ = [
    "Signing",
    "cancel_run",
    "follow",
    "issue_all",
    "number",
    "pause_run",
    "print_again",
    "print_all",
    "resume_run",
    "retry_run",
    "revoke",
]
