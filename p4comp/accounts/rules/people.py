"""Who may come in, how long they wait after refusals, and how a request for an account moves on."""

import hashlib
import re
from datetime import datetime, timedelta
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Invalid, Words, name
from p4comp.core.moves import Moves


class Role(StrEnum):
    """Roles kept by accounts. Evaluators and jurors are kept by their own features, per edition."""

    SECRETARIAT = "secretariat"
    AUDITOR = "auditor"
    MEMBER = "member"
    MONITOR = "monitor"  # of a province: sees how far its regencies and cities are, and nothing else


class Duty(StrEnum):
    """What a member may do in its institution; one with none of them looks on. A local admin's word reaches all units below."""

    DRAFTER = "drafter"
    APPROVER = "approver"
    LOCAL_ADMIN = "local_admin"


EVERY_DUTY = frozenset(Duty)


class RequestState(StrEnum):
    """A request waits until it is answered, once."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


SEEN_EVERY = timedelta(minutes=5)
INVITED_FOR = timedelta(days=14)
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
COMMON = frozenset(
    [
        "password",
        "passw0rd",
        "password1",
        "password123",
        "1234567890",
        "12345678910",
        "123456789012",
        "qwertyuiop",
        "qwerty123456",
        "indonesia",
        "indonesia1",
        "indonesia123",
        "indonesia2022",
        "bismillah",
        "bismillah123",
        "rahasia123",
        "sayang12345",
        "admin12345",
        "administrator",
        "pengaduan",
        "pengaduan123",
    ]
)

MOVES = Moves(
    "account_request",
    {
        "approve": (frozenset({RequestState.WAITING}), RequestState.APPROVED),
        "refuse": (frozenset({RequestState.WAITING}), RequestState.REFUSED),
    },
)
name(
    "account_request",
    Words(
        _l("Permintaan akun"),
        states={"waiting": _l("Menunggu"), "approved": _l("Disetujui"), "refused": _l("Ditolak")},
        verbs={"approve": _l("disetujui"), "refuse": _l("ditolak")},
    ),
)
ROLE_NAMES = {
    Role.SECRETARIAT: _l("Sekretariat"),
    Role.AUDITOR: _l("Auditor"),
    "evaluator": _l("Evaluator dokumen"),
    "juror": _l("Juri"),
    Role.MEMBER: _l("Peserta"),
    Role.MONITOR: _l("Pemantau wilayah"),
    "partner": _l("Mitra penyelenggara"),
}

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODYS = _hasher.hash("no account has this password")


def normal(email: str) -> str:
    """An address as it is kept and compared: trimmed, lower case."""
    return email.strip().lower()


def digest(token: str) -> str:
    """What is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_password(password: str) -> str:
    """Argon2id with t=2, m=19 MiB, p=1; takes about 30 ms, so never inside a transaction."""
    return _hasher.hash(password)


def is_password(kept: str, password: str) -> bool:
    """Whether `password` fits; without an account or password it takes as long and says no."""
    try:
        return _hasher.verify(kept or _NOBODYS, password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def check_password(password: str, *, email: str, field: str = "password") -> None:
    """A password is long, not a common one, and not the address; Invalid says what to do."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(
            _("Kata sandi paling sedikit %(n)s tanda. Beberapa kata yang mudah Anda ingat sudah cukup.", n=SHORTEST_PASSWORD), field
        )
    if len(password) > LONGEST_PASSWORD:
        raise Invalid(_("Kata sandi paling banyak %(n)s tanda.", n=LONGEST_PASSWORD), field)
    plain = password.lower()
    if plain in COMMON or len(set(plain)) < 4 or plain in {normal(email), normal(email).partition("@")[0]}:
        raise Invalid(_("Kata sandi ini mudah ditebak. Pilih yang lain, misalnya gabungan beberapa kata."), field)


def wait_for_account(count: int, last_at: datetime, now: datetime) -> timedelta:
    """After five refusals in a row an account waits 30 s, twice as long after each further one, at most 15 minutes."""
    return _left(count - 5, timedelta(seconds=30), timedelta(minutes=15), last_at, now)


def wait_for_address(count: int, last_at: datetime, now: datetime) -> timedelta:
    """An address only slows down, after sixty refusals, by at most 30 s: forty people may share one."""
    return _left(count - 60, timedelta(seconds=5), timedelta(seconds=30), last_at, now)


def wait_for_request(count: int, last_at: datetime, now: datetime) -> timedelta:
    """Forty requests for accounts from one address pass, for a province may gather its units in one hall; then each waits longer, an hour at most."""
    return _left(count - 40, timedelta(minutes=5), timedelta(hours=1), last_at, now)


def _left(over: int, step: timedelta, most: timedelta, last_at: datetime, now: datetime) -> timedelta:
    if over < 0 or now - last_at > timedelta(hours=24):
        return timedelta(0)
    pause: timedelta = min(step * (1 << min(over, 20)), most)
    return max(last_at + pause - now, timedelta(0))


def is_stale(last_at: datetime, now: datetime) -> bool:
    """Refusals older than a day no longer count."""
    return now - last_at > timedelta(hours=24)


def device(agent: str) -> str:
    """Browser and system as people call them, from what the browser says of itself."""
    browsers = (
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    )
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )
    browser = next((word for mark, word in browsers if mark in agent), str(_("Peramban")))
    system = next((word for mark, word in systems if mark in agent), "")
    return _("%(browser)s di %(system)s", browser=browser, system=system) if system else browser
