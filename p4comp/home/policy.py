"""Who may open the start page of the workspace, and who may read the audit log."""

from datetime import datetime
from typing import Any

from p4comp.accounts.policy import may_audit, may_be_signed_in
from p4comp.core.access import Actor, Verdict


def may_work(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Everybody with an account has a start page."""
    return may_be_signed_in(actor, subject, at)


def may_read_log(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The audit log is read by auditors and the secretariat."""
    return may_audit(actor, subject, at)
