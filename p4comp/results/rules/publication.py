"""When a result becomes public, and until when a public page stays true.

Announcements take effect on a whole minute, and every public page of results ends at the next ten-second mark: so the
page turns at the announced second, and nothing about the answer before it tells that there is something to wait for.
"""

from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _

from p4comp.core.errors import Invalid

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


def next_mark(at: datetime) -> datetime:
    """The next ten-second mark after `at`."""
    return START + ((at - START) // MARK + 1) * MARK
