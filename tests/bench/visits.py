"""Requests to be measured: a page, a field saved. Each says as whom it is made and at which moment of the season."""

import json
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import EnvironBuilder

RAW_TOKEN = "b" * 40


@dataclass(frozen=True)
class Guest:
    """A browser: its cookie and its token against forged requests, both empty for anyone."""

    cookie: str = ""
    token: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What it sends with every request."""
        signed_in = {"Cookie": self.cookie, "X-CSRFToken": self.token} if self.cookie else {}
        return {"Accept-Encoding": "gzip", **signed_in}


def guest(app: Flask, sign_in: str) -> Guest:
    """The browser that holds a sign-in's token."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # Flask's own cookie
    value = serializer.dumps({"_user_id": sign_in, "csrf_token": RAW_TOKEN})
    forged = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token")
    return Guest(f"{app.config['SESSION_COOKIE_NAME']}={value}", forged.dumps(RAW_TOKEN))


@dataclass
class Answer:
    """What the portal answered."""

    status: str = ""
    body: bytes = b""

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        """The WSGI server's side of an answer's beginning."""
        self.status = status

    def take(self, parts: Iterable[bytes]) -> None:
        """Read the whole body, as a server does."""
        self.body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()


class Unexpected(RuntimeError):
    """A measured request was not answered as it should be: its figures would mean nothing."""


@dataclass
class Visit:
    """A page that is opened; `kind` says which target of the issue it has to meet."""

    name: str
    path: str
    at: datetime
    who: Guest = field(default_factory=Guest)
    kind: str = field(default="page", kw_only=True)
    rounds: int = field(default=40, kw_only=True)

    def environ(self) -> dict[str, Any]:
        """The next request."""
        return EnvironBuilder(path=self.path, headers=self.who.headers).get_environ()

    def hear(self, answer: Answer) -> None:
        """Make sure it was a page."""
        if not answer.status.startswith("200"):
            raise Unexpected(f"{self.name}: {self.path} answered {answer.status}")


@dataclass
class Save(Visit):
    """A field that is saved again and again, each time another value on top of the version before."""

    field_name: str = ""
    values: tuple[str, ...] = ("2", "3")
    version: int = 0
    count: int = 0
    kind: str = field(default="save", kw_only=True)

    def environ(self) -> dict[str, Any]:
        """The next value."""
        self.count += 1
        data = {"field": self.field_name, "value": self.values[self.count % len(self.values)], "version": str(self.version)}
        return EnvironBuilder(path=self.path, method="POST", data=data, headers=self.who.headers).get_environ()

    def hear(self, answer: Answer) -> None:
        """Go on from the version that was saved."""
        super().hear(answer)
        self.version = json.loads(answer.body)["version"]


@dataclass
class Begin(Visit):
    """An upload that a script opens before it sends the first piece; fewer rounds, for a person has only so many open."""

    target: str = ""
    rounds: int = field(default=30, kw_only=True)
    kind: str = field(default="save", kw_only=True)

    def environ(self) -> dict[str, Any]:
        """The next file."""
        told = {"filename": "bukti.pdf", "purpose": "bukti", "target": self.target}
        metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in told.items())
        heads = self.who.headers | {"Tus-Resumable": "1.0.0", "Upload-Length": "1048576", "Upload-Metadata": metadata}
        return EnvironBuilder(path=self.path, method="POST", headers=heads).get_environ()

    def hear(self, answer: Answer) -> None:
        """Make sure it was opened."""
        if not answer.status.startswith("201"):
            raise Unexpected(f"{self.name}: {self.path} answered {answer.status} {answer.body[:80]!r}")
