"""What is found out about a stored file once, by the queue: how many pages it has, the words on them, who signed it; its first page is drawn."""

import json
from contextlib import suppress
from typing import Any

from werkzeug.exceptions import NotFound

from p4comp.core import inspection, jobs, previews, texts
from p4comp.core.db import session
from p4comp.core.media_types import PDF
from p4comp.core.storage import StoredFile, store

SECONDS = 45


def later(file: StoredFile) -> None:
    """Ask for a file to be examined, if nobody has done so."""
    if file.signatures is None:
        jobs.later("examining.examine", file.sha256, file.media_type)


@jobs.task("examining.examine")
def examine(sha256: str, media_type: str) -> None:
    """Look at one file; no transaction is open meanwhile."""
    pages = previews.count(sha256) if media_type in previews.DRAWABLE else None
    signed = signatures(sha256) if media_type == PDF else []
    if media_type == PDF:
        with suppress(inspection.Busy):  # whoever searches has them read again
            texts.read(sha256)
    if pages:
        with suppress(NotFound):
            previews.draw(sha256, 1, previews.THUMBNAIL)
    file = session().get(StoredFile, sha256)
    if file is not None:
        file.pages, file.signatures = pages, signed


def signatures(sha256: str) -> list[dict[str, Any]]:
    """The electronic signatures in a stored PDF; none when it is too much for the reader."""
    found = inspection.run("signature_reading.py", str(store().path(sha256)), seconds=SECONDS)
    return list(json.loads(found)) if found else []
