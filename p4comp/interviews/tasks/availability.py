"""Reminding people who have not said when they can be heard."""

from p4comp.competition import queries as competition
from p4comp.core import clock, jobs
from p4comp.interviews.actions import availability


@jobs.hourly
def remind_of_times() -> None:
    """Once, in the last day before the moment set."""
    edition = competition.current()
    if edition is not None:
        availability.remind_due(edition, at=clock.now())
