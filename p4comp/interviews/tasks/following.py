"""Following a corrected list of finalists at its moment."""

from p4comp.core import clock, db, jobs
from p4comp.decisions.models import Decision
from p4comp.interviews.actions import cancelling


@jobs.task("interviews.follow")
def follow(decision_id: str) -> None:
    """Cancel what the corrected list ends; one whose moment was moved waits for its new job."""
    decision = db.session().get(Decision, decision_id)
    if decision is not None:
        cancelling.follow(decision, by=None, at=clock.now())
