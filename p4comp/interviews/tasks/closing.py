"""The end of an interview day: complete sheets lock by themselves."""

from datetime import timedelta
from itertools import groupby

from p4comp.core import clock, jobs, mail
from p4comp.interviews import actions
from p4comp.interviews.queries import closing

HOUR = timedelta(hours=1)
CLOSE = "interviews.close_days"


@jobs.hourly
def look_after_days() -> None:
    """Close the days that are over; a day that ends before the next look is closed at its end, not an hour later."""
    at = clock.now()
    close_days()
    ends = closing.next_end(at)
    if ends is not None and ends - at <= HOUR and not jobs.is_waiting(CLOSE):
        jobs.later(CLOSE, due=ends)


@jobs.task(CLOSE)
def close_days() -> None:
    """Lock what is complete once its day has ended; each juror is told what was locked and what still waits."""
    at = clock.now()
    for _juror_id, own in groupby(closing.overdue(at), key=lambda sheet: sheet.juror_id):
        rows = list(own)
        locked = actions.lock_complete(rows, by=None, at=at)
        if locked:
            waiting = [sheet for sheet in rows if sheet not in locked]
            mail.to_person("interviews/mail/day_closed.txt", rows[0].juror.person, at=at, locked=locked, waiting=waiting)
