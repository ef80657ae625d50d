"""How the protocol answers, good and bad."""

from email.utils import format_datetime
from http import HTTPStatus
from typing import Any, NoReturn

from flask import Flask, Response, abort, current_app, jsonify, request
from flask_babel import gettext as _

from p4comp.core.resumable.models import Upload

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination,checksum"


def answer(status: int, upload: Upload | None = None, **headers: str) -> Response:
    """An answer without a body; with an upload, how far it is and until when it may go on."""
    response = Response(status=status)
    response.headers.update(headers)
    if upload is not None:
        response.headers["Upload-Offset"] = str(upload.offset if status == HTTPStatus.NO_CONTENT else upload.come)
        response.headers["Upload-Expires"] = format_datetime(upload.expires_at, usegmt=True)
    return response


def told(status: int, words: str) -> Response:
    """A refusal in words a script can show."""
    response = jsonify(error=words)
    response.status_code = status
    return response


def say(status: int, words: str, upload: Upload | None = None) -> NoReturn:
    """End the request with a refusal; with an upload, say how far it is."""
    response = told(status, words)
    if upload is not None:
        response.headers["Upload-Offset"] = str(upload.come)
    abort(response)


def gone(upload: Upload) -> NoReturn:
    """End the request: the upload was refused, or is too old."""
    say(410, upload.fault or _("Unggahan ini sudah tidak berlaku. Pilih berkasnya sekali lagi."))


def demand_version() -> None:
    """Go on with who speaks this version of the protocol only."""
    if request.headers.get("Tus-Resumable") != VERSION:
        response = told(412, _("Versi cara unggah ini tidak dikenal."))
        response.headers["Tus-Version"] = VERSION
        abort(response)


def announce(app: Flask, prefix: str) -> None:
    """Say with every answer under `prefix` which protocol is spoken there."""

    @app.after_request
    def speak(response: Response) -> Response:
        if request.path.startswith(prefix):
            response.headers["Tus-Resumable"] = VERSION
            if request.method == "OPTIONS":
                limit = current_app.config["MAX_UPLOAD"]
                told: dict[str, Any] = {"Version": VERSION, "Extension": EXTENSIONS, "Max-Size": limit, "Checksum-Algorithm": "sha256"}
                response.headers.update({f"Tus-{key}": str(value) for key, value in told.items()})
        return response
