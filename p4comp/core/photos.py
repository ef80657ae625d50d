"""Photos: what the camera wrote about time and place, read in a process of its own, and pictures of them for documents."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from werkzeug.exceptions import NotFound

from p4comp.core import inspection, previews
from p4comp.core.media_types import HEIC, JPEG
from p4comp.core.storage import StoredFile, store

PHOTOS = frozenset({JPEG, HEIC})
SECONDS = 25
ON_PAPER = previews.Size(900, 160_000)


@dataclass(frozen=True)
class Facts:
    """What a camera wrote: `time` on its clock with the `offset` it states, often none; where it was."""

    time: str = ""
    offset: str = ""
    latitude: float | None = None
    longitude: float | None = None

    def taken_at(self, zone: str) -> datetime | None:
        """The moment, read on the clock of `zone` where the camera names no other; None where it wrote none or nonsense."""
        if not self.time:
            return None
        with suppress(ValueError, OverflowError):
            moment = datetime.fromisoformat(self.time + self.offset)
            return (moment if self.offset else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
        return None


def read(sha256: str) -> Facts:
    """What the camera wrote into a stored photo; nothing where it is too much to be read."""
    found = inspection.run("photo_reading.py", str(store().path(sha256)), seconds=SECONDS)
    return Facts(**json.loads(found)) if found else Facts()


def on_paper(file: StoredFile) -> bytes:
    """A photo as a document shows it, drawn anew, so that nothing the camera wrote is in it; empty for one that cannot be shown."""
    if file.is_open:
        with suppress(NotFound):
            return previews.draw(file.sha256, 1, ON_PAPER).read_bytes()
    return b""
