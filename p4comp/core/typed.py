"""What was typed into a refused request: shown so that nothing is lost, without secrets and without what only machines read."""

from flask import g, request
from werkzeug.exceptions import ClientDisconnected

TYPED_LIMIT = 200
SECRET_FIELDS = frozenset(
    {"csrf_token", "current", "password", "password_again", "code", "replay", "sealed", "answer", "challenge", "grant", "client_secret"}
)
UNREAD_FIELDS = SECRET_FIELDS | {"once", "seen", "mark", "staged"}


def typed() -> list[tuple[str, str]]:
    """What was typed into the refused request, secrets left out: shown so that nothing is lost. Of a body cut off on its way or not taken in, nothing."""
    if g.get("is_body_refused"):
        return []
    try:
        request.form  # noqa: B018  # reading it is what fails
    except ClientDisconnected:
        return []
    return [(key, value) for key, value in request.form.items(multi=True) if key not in UNREAD_FIELDS and value.strip()][:TYPED_LIMIT]
