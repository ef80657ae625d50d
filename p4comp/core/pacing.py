"""Who asks too often waits: counted in this process's memory, by address where nobody signed in, by person where somebody did."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from math import ceil
from threading import Lock

from flask import current_app, has_app_context, request
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core import clock
from p4comp.core.errors import Refused

MOST_KEYS = 10_000
BY_NETWORK = _l("Banyak permintaan dari jaringan ini. Tunggu %(n)s detik, lalu coba lagi.")
BY_ONESELF = _l("Anda mengirim banyak berkas dalam waktu singkat. Tunggu %(n)s detik, lalu coba lagi.")


class TooOften(Refused):
    """Asked again too soon."""

    status = 429


def _apart(key: str) -> str:
    """Every space counts for itself: who asks in one is not known in another."""
    return f"{current_app.extensions['settings'].slug}/{key}" if has_app_context() else key


class Slope:
    """Lets `burst` askings of a key through at once and then one each `every`: whoever waits goes on, nobody is locked out."""

    def __init__(self, burst: int, every: timedelta, words: LazyString = BY_NETWORK):
        self.burst, self.every, self.words = burst, every, words
        self._free_at: OrderedDict[str, datetime] = OrderedDict()
        self._lock = Lock()

    def demand(self, key: str, now: datetime) -> None:
        """Count this asking; TooOften, which is not counted, says how many seconds to wait."""
        key = _apart(key)
        with self._lock:
            free_at = max(self._free_at.get(key, now), now)
            wait = free_at - now - self.every * (self.burst - 1)
            if wait > timedelta(0):
                raise TooOften(str(self.words) % {"n": ceil(wait.total_seconds())})
            self._free_at[key] = free_at + self.every
            self._free_at.move_to_end(key)
            while len(self._free_at) > MOST_KEYS:
                self._free_at.popitem(last=False)

    def of_address(self) -> None:
        """Count this asking of the address the current request comes from."""
        self.demand(request.remote_addr or "", clock.real())


class Pace:
    """At most `times` within `span` for each key; only the keys asked for last are remembered."""

    def __init__(self, times: int, span: timedelta):
        self.times, self.span = times, span
        self._asked: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def demand(self, key: str, now: datetime) -> None:
        """Count this asking; TooOften, which is not counted, once there were `times` within the span."""
        key = _apart(key)
        with self._lock:
            asked = self._asked.setdefault(key, deque())
            self._asked.move_to_end(key)
            while len(self._asked) > MOST_KEYS:
                self._asked.popitem(last=False)
            while asked and asked[0] <= now - self.span:
                asked.popleft()
            if len(asked) >= self.times:
                raise TooOften(_("Alamat ini terlalu sering diminta. Coba lagi beberapa menit lagi."))
            asked.append(now)
