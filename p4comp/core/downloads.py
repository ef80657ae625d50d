"""Files of the store as answers: shown only where that is harmless, otherwise saved; never anything a browser would run."""

from flask import Response, send_file

from p4comp.core import uploads
from p4comp.core.storage import StoredFile, store

SHOWN = frozenset({uploads.PDF, uploads.JPEG, uploads.PNG})
SEALED = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def answer(file: StoredFile, name: str) -> Response:
    """The file under the name it was sent with. The caller has asked who may have it.

    Browsers refuse to show a PDF in a sandbox; its viewer is one of its own, so a PDF goes without.
    """
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


def pdf(content: bytes, name: str) -> Response:
    """A PDF the portal has just made."""
    response = Response(content, mimetype=uploads.PDF)
    response.headers.set("Content-Disposition", "inline", filename=name)
    response.headers["Content-Security-Policy"] = PDF_POLICY
    return response
