"""Virus scanning by clamd: what people send stays in quarantine until it is found clean.

Scanning takes seconds, so it is the queue's work and no transaction is open meanwhile. While clamd does not answer the
files wait, visibly, and are tried again every few minutes.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import structlog
from blinker import Signal
from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.core import clock, examining, jobs, storage
from p4comp.core.db import everything, first
from p4comp.core.errors import Invalid
from p4comp.core.storage import Scan, StoredFile

SECONDS = 60
AGAIN = timedelta(minutes=3)
AT_ONCE = 200
found_infected = Signal("A stored file (the sender) carries a virus: whoever uses it lets it go. Sent with `at`.")
log = structlog.get_logger(__name__)


def is_on() -> bool:
    """Whether a scanner is set up."""
    return bool(current_app.extensions["settings"].clamd_url)


@storage.when_kept
def receive(file: StoredFile) -> None:
    """A file that came from people waits for the scanner; without one it is examined at once."""
    if file.scan is Scan.INFECTED:
        raise Invalid(
            _(
                "Pemindai menemukan virus (%(name)s) dalam berkas ini. Bersihkan komputer Anda, lalu buat ulang berkasnya.",
                name=file.scan_note,
            ),
            "file",
        )
    if not is_on() or file.scan in (Scan.CLEAN, Scan.OWN):
        examining.later(file)
    else:
        file.scan = Scan.WAITING
        jobs.later("scanning.scan", file.sha256)


@jobs.task("scanning.scan")
def scan(sha256: str) -> None:
    """Scan one file and let it out, or bar it for good."""
    verdict, words = look(storage.store().path(sha256))
    file = first(select(StoredFile).where(StoredFile.sha256 == sha256).with_for_update())
    if file is None or file.scan not in (Scan.WAITING, Scan.FAILED):
        return
    file.scan, file.scan_note = verdict, words[:200]
    if verdict is Scan.CLEAN:
        examining.later(file)
    elif verdict is Scan.INFECTED:
        found_infected.send(file, at=clock.now())
    elif not jobs.is_waiting("scanning.again"):
        jobs.later("scanning.again", due=clock.now() + AGAIN)


@jobs.task("scanning.again")
def scan_again() -> None:
    """Try the files that could not be scanned once more."""
    for sha256 in everything(select(StoredFile.sha256).where(StoredFile.scan == Scan.FAILED).order_by(StoredFile.stored_at).limit(AT_ONCE)):
        jobs.later("scanning.scan", sha256)


def look(path: Path) -> tuple[Scan, str]:
    """What clamd says of a file, and the name of what it found or the reason why it said nothing."""
    try:
        with path.open("rb") as file:
            answers = _clamd().instream(file)
    except (ClamdError, OSError) as error:
        log.warning("clamd does not answer", error=str(error))
        return Scan.FAILED, str(error)
    status, name = answers.get("stream", ("ERROR", "no answer"))
    if status == "OK":
        return Scan.CLEAN, ""
    return (Scan.INFECTED if status == "FOUND" else Scan.FAILED), name or ""


def _clamd() -> ClamdNetworkSocket:
    parts = urlsplit(current_app.extensions["settings"].clamd_url)
    if parts.scheme == "unix":
        return ClamdUnixSocket(parts.path, timeout=SECONDS)
    return ClamdNetworkSocket(parts.hostname or "", parts.port or 3310, timeout=SECONDS)


def version() -> str:
    """What the scanner calls itself, for `doctor`; empty when it does not answer."""
    scanner = _clamd()
    try:
        return str(scanner.version())
    except (ClamdError, OSError):
        scanner.clamd_socket.close()  # the client forgets to where there is nobody to connect to
        return ""


__all__ = ["found_infected", "is_on", "look", "receive", "scan", "scan_again", "version"]
