"""What leaves by itself before interviews; looked after every hour."""

from p4comp.competition import queries as competition
from p4comp.core import clock, jobs
from p4comp.interviews.actions import reminding


@jobs.hourly
def remind_and_tell_links() -> None:
    """Remind those who have not confirmed, and mail the links of tomorrow's meetings."""
    edition = competition.current()
    if edition is not None:
        reminding.remind(edition, at=clock.now())
        reminding.tell_links(edition, at=clock.now())
