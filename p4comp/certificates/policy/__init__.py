"""Who may see, issue, number and end certificates. Checking one is public."""

from p4comp.certificates.policy.changing import may_number, may_revoke
from p4comp.certificates.policy.holding import may_download, may_see_own
from p4comp.certificates.policy.managing import may_issue, may_manage

__all__ = ["may_download", "may_issue", "may_manage", "may_number", "may_revoke", "may_see_own"]
