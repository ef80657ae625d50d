"""Every hour: whoever is late with last month's figures is reminded."""

from p4comp.core import clock, jobs
from p4comp.monitoring import actions


@jobs.hourly
def look_for_late_figures() -> None:
    """Remind the late ones of every province whose day is over."""
    at = clock.now()
    for province in actions.overdue_provinces(at):
        actions.remind_late(province, at=at)
