"""When a result becomes public, and until when a public page stays true.

Announcements take effect on a whole minute, and every public page of results ends at the next ten-second mark: so the
page turns at the announced second, and nothing about the answer before it tells that there is something to wait for.
"""

from datetime import UTC, date, datetime, timedelta

from flask_babel import gettext as _

from p4comp.competition.spec import Window
from p4comp.core import clock
from p4comp.core.errors import Invalid
from p4comp.core.words import short_day

MARK = timedelta(seconds=10)
START = datetime(2000, 1, 1, tzinfo=UTC)


def moment_for(wanted: datetime, at: datetime) -> datetime:
    """The moment as it will be kept: now, or a whole minute to come; Invalid for the past and for broken minutes."""
    if wanted == at:
        return at
    if wanted < at:
        raise Invalid(_("Waktu pengumuman sudah lewat. Pilih waktu yang akan datang, atau umumkan sekarang."), "moment")
    if wanted.second or wanted.microsecond:
        raise Invalid(_("Pilih waktu pengumuman dalam menit penuh, misalnya 19.00."), "moment")
    return wanted


def ahead_of(window: Window | None, moment: datetime, zone: str) -> date | None:
    """The day the timetable names for an announcement, where `moment` lies on an earlier one."""
    begins = (window.opens or window.closes) if window else None
    day = clock.local(begins, zone).date() if begins else None
    return day if day is not None and clock.local(moment, zone).date() < day else None


def known_early(ahead: date | None, *, knowingly: bool) -> date | None:
    """An announcement ahead of the timetable is meant: Invalid unless somebody said so; the day it is ahead of, for the log."""
    if ahead is not None and not knowingly:
        raise Invalid(_("Jadwal menyebut %(day)s. Beri tanda bila memang diumumkan sebelum hari itu.", day=short_day(ahead)), "knowingly")
    return ahead


def next_mark(at: datetime) -> datetime:
    """The next ten-second mark after `at`."""
    return START + ((at - START) // MARK + 1) * MARK
