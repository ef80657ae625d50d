"""The words on the pages of stored PDFs, for searching: read once by the queue, kept beside the pictures of the pages.

Like the pictures they can be read again at any time; what nobody searched for long is thrown away with them.
"""

import gzip
import json
import os
from contextlib import suppress
from pathlib import Path

from p4comp.core import inspection, previews
from p4comp.core.media_types import PDF
from p4comp.core.storage import StoredFile, store


def can_read(file: StoredFile) -> bool:
    """Whether a file of this kind may have words on its pages."""
    return file.media_type == PDF


def known(file: StoredFile) -> list[str] | None:
    """The words on each page; None when nobody has read them yet."""
    path = _path(file.sha256)
    try:
        found: list[str] = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, ValueError, EOFError):
        return None
    with suppress(OSError):
        os.utime(path)
    return found


def read(sha256: str) -> list[str]:
    """Read the words on each page of a PDF and keep them; none when it is too much for the reader. Busy where it could not be read now."""
    found = inspection.in_turn("text_reading.py", str(store().path(sha256)))
    pages: list[str] = json.loads(found) if found else []
    previews.keep(gzip.compress(json.dumps(pages).encode()), _path(sha256))
    return pages


def _path(sha256: str) -> Path:
    return previews.folder() / sha256[:2] / f"{sha256[2:]}-text.json.gz"
