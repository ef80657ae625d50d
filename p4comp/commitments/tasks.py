"""Reminders of commitments, every hour."""

from p4comp.commitments import actions, queries
from p4comp.core import clock, jobs
from p4comp.institutions.queries import day


@jobs.hourly
def look_for_due() -> None:
    """Remind of what is due in fourteen days, in three days, and once it is late."""
    at = clock.now()
    for one in queries.coming(day(at)):
        actions.remind(one, at=at)
