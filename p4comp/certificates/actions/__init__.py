"""What can happen to certificates."""

from p4comp.certificates.actions.ending import follow, revoke
from p4comp.certificates.actions.issuing import issue_all
from p4comp.certificates.actions.numbering import Signing, number
from p4comp.certificates.actions.printing import print_again

__all__ = ["Signing", "follow", "issue_all", "number", "print_again", "revoke"]
