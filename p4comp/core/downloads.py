"""Files of the store as answers: shown only where that is harmless, otherwise saved; never anything a browser would run."""

import csv as spreadsheets
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Response, send_file
from flask_babel import gettext as _

from p4comp.core import uploads
from p4comp.core.errors import Refused
from p4comp.core.storage import Scan, StoredFile, store
from p4comp.core.tables import neutral

SHOWN = frozenset({uploads.PDF, uploads.JPEG, uploads.PNG})
SEALED = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class Quarantined(Refused):
    """A file that a scanner holds back."""

    status = 423


def demand_open(file: StoredFile) -> None:
    """Go on with a file that may be opened; else tell why not."""
    if file.scan is Scan.INFECTED:
        raise Quarantined(_("Pemindai menemukan virus dalam berkas ini, jadi tidak dapat dibuka."))
    if not file.is_open:
        raise Quarantined(_("Berkas ini masih diperiksa pemindai virus. Coba buka lagi beberapa menit lagi."))


def answer(file: StoredFile, name: str) -> Response:
    """The file under the name it was sent with, unless a scanner holds it back. The caller has asked who may have it.

    Browsers refuse to show a PDF in a sandbox; its viewer is one of its own, so a PDF goes without.
    """
    demand_open(file)
    response = send_file(
        store().path(file.sha256),
        mimetype=file.media_type,
        as_attachment=file.media_type not in SHOWN,
        download_name=name,
        etag=file.sha256,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = PDF_POLICY if file.media_type == uploads.PDF else SEALED
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def picture(path: Path) -> Response:
    """A picture that the portal drew of a page; browsers keep it for an hour."""
    response = send_file(path, mimetype="image/webp", max_age=3600)
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


class _Written(io.RawIOBase):
    """Where a ZIP is written to that is sent meanwhile: holds only what was not sent yet."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.pieces.append(bytes(content))
        return len(content)

    def taken(self) -> bytes:
        """What was written since it was last asked."""
        found, self.pieces = b"".join(self.pieces), []
        return found


def archive(files: Sequence[tuple[Path | str, str]], name: str, *, at: datetime) -> Response:
    """Many files of the store, or texts, as one ZIP under the names given, sent while it is written: memory stays flat however many they are."""
    response = Response(_zipped(files, at), mimetype="application/zip")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _zipped(files: Sequence[tuple[Path | str, str]], at: datetime) -> Iterator[bytes]:
    written = _Written()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as whole:
        for content, name in files:
            info = zipfile.ZipInfo(name, at.timetuple()[:6])
            info.external_attr = 0o644 << 16
            whole.writestr(info, content.read_bytes() if isinstance(content, Path) else content.encode())
            yield written.taken()
    yield written.taken()


def pdf(content: bytes, name: str) -> Response:
    """A PDF the portal has just made."""
    response = Response(content, mimetype=uploads.PDF)
    response.headers.set("Content-Disposition", "inline", filename=name)
    response.headers["Content-Security-Policy"] = PDF_POLICY
    return response


def docx(content: bytes, name: str) -> Response:
    """A Word document the portal has just made, to be saved."""
    response = Response(content, mimetype=uploads.DOCX)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = SEALED
    return response


def table(heads: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    """A table as text for spreadsheets as people here have them: semicolons, quotes, a mark of its encoding; no cell is a formula."""
    out = io.StringIO()
    writer = spreadsheets.writer(out, delimiter=";", quoting=spreadsheets.QUOTE_ALL)
    writer.writerow([neutral(head) for head in heads])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def csv(heads: Iterable[object], rows: Iterable[Iterable[object]], name: str) -> Response:
    """The same as a file to be saved."""
    response = Response(table(heads, rows), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
