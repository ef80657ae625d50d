"""Who may open the start page of the workspace."""

from datetime import datetime
from typing import Any

from p4comp.accounts.policy import may_be_signed_in
from p4comp.core.access import Actor, Verdict


def may_work(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Everybody with an account has a start page."""
    return may_be_signed_in(actor, subject, at)
