"""Who may read which mail."""

from datetime import datetime
from typing import Any

from p4comp.accounts.policy import may_be_signed_in, may_run_secretariat
from p4comp.core.access import Actor, Verdict


def may_read(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Everybody reads what was sent to them; the loader finds nothing else."""
    return may_be_signed_in(actor, subject, at)


def may_see_outbox(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The secretariat sees what the portal sent."""
    return may_run_secretariat(actor, subject, at)
