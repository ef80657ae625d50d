"""Typed work of an ended sign-in: carried along signed, given back to the same person only."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException

from p4comp.accounts import identity
from p4comp.core.typed import SECRET_FIELDS, UNREAD_FIELDS

KEPT_SECONDS = 12 * 3600


@dataclass(frozen=True)
class Kept:
    """A refused request: where it went, what it said, whose it was, and whether files must be chosen again."""

    person_id: str
    path: str
    items: list[tuple[str, str]]
    had_files: bool

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What people recognise of it."""
        return [(key, value) for key, value in self.items if value.strip() and key not in UNREAD_FIELDS]


def pack() -> str:
    """The current request, signed for the person whose sign-in has ended; empty when there is nothing or nobody."""
    if request.method != "POST" or (request.blueprint == "accounts" and request.endpoint == "accounts.sign_in"):
        return ""
    person_id = identity.former_person()
    if not person_id:
        return ""
    items = [(key, value) for key, value in _form() if key not in SECRET_FIELDS]
    return (
        str(
            _signer().dumps(
                [person_id, request.script_root + request.full_path.rstrip("?"), items, bool(request.mimetype == "multipart/form-data")]
            )
        )
        if items
        else ""
    )


def unpack(text: str) -> Kept | None:
    """What was packed; None if it was forged or is older than 12 hours."""
    try:
        person_id, path, items, had_files = _signer().loads(text, max_age=KEPT_SECONDS)
    except BadSignature:
        return None
    return Kept(person_id, path, [(key, value) for key, value in items], had_files)


def _form() -> list[tuple[str, str]]:
    limit = current_app.config["MAX_FORM"]
    if (request.content_length or 0) > limit:
        return []
    request.max_content_length = request.max_form_memory_size = limit
    try:
        return list(request.form.items(multi=True))
    except HTTPException:
        return []


def _signer() -> Any:
    return URLSafeTimedSerializer(current_app.secret_key or b"", salt="replay")
