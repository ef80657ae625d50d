"""Certificates follow an announced correction, at its moment."""

from p4comp.certificates import actions
from p4comp.core import clock, jobs
from p4comp.core.db import session
from p4comp.decisions.models import Decision


@jobs.task("certificates.follow")
def follow(decision_id: str) -> None:
    """Revoke what an announced correction ends; one whose moment was moved waits for its new job."""
    decision = session().get(Decision, decision_id)
    if decision is not None:
        actions.follow(decision, by=None, at=clock.now())
