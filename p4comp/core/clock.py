"""The two clocks: `now()` is competition time, `real()` the machine's. Nothing else reads the time.

Competition time differs from real time in a demo only, whose folder says which moment it shows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import current_app, g, has_app_context, has_request_context

ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
DEFAULT_ZONE = "Asia/Jakarta"

_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


def real() -> datetime:
    """The machine's time in UTC: sign-in sessions, tokens, throttles, jobs and signatures."""
    return datetime.now(UTC)


def now() -> datetime:
    """Competition time in UTC: pinned by a caller, shifted by a demo, otherwise real."""
    pinned = _pinned.get()
    if pinned is not None:
        return pinned
    shift: timedelta | None = current_app.extensions["clock_shift"]() if has_app_context() else None
    return real() + shift if shift else real()


def arrived() -> datetime:
    """The competition time at which the head of the current request arrived; read once a request."""
    if not has_request_context():
        return now()
    moment: datetime | None = g.get("arrived")
    if moment is None:
        moment = g.arrived = now()
    return moment


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Pin competition time to `moment`: how a demo and the tests move through a season."""
    token = _pinned.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _pinned.reset(token)


def home_zone() -> str:
    """The zone of whose competition this is: WIB in the root, that of its province in a space."""
    found = current_app.extensions.get("home_zone") if has_app_context() else None
    return str(found()) if found else DEFAULT_ZONE


def local(moment: datetime, zone: str = "") -> datetime:
    """`moment` on the wall clocks of `zone` (an IANA name), or of the organiser's where none is named."""
    return moment.astimezone(ZoneInfo(zone or home_zone()))


def zone_name(zone: str) -> str:
    """WIB, WITA or WIT; any other zone keeps its IANA name."""
    return ZONE_NAMES.get(zone, zone)


def is_demo() -> bool:
    """Whether this is a demo, shown or just being played: what it makes is marked SIMULASI."""
    return bool(current_app.extensions["copies"].is_demo or current_app.extensions.get("playing"))
