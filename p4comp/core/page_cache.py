"""Answers of public pages, kept in memory for seconds, so that a whole country can open a result.

A page says how long it stays true (`@public(seconds=…)`), and a page that changes at a set moment says until when
(`fresh_until`). Every committed write of this process empties the cache; other processes follow within the seconds.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

from p4comp.core import clock

MOST_PAGES = 500
Answer = tuple[str, list[tuple[str, str]], bytes]


class PageCache:
    """WSGI layer that answers cached public pages before the application wakes."""

    def __init__(self, app: "WSGIApplication"):
        self.app = app
        self.pages: dict[str, tuple[float, Answer]] = {}
        self.lock = threading.Lock()
        self.version: Callable[[], object] = lambda: None
        self._seen: object = None

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or environ.get("QUERY_STRING"):
            return self.app(environ, start)
        if self.version() != self._seen:
            self.clear()
            self._seen = self.version()
        found = self.pages.get(environ["PATH_INFO"])
        if found is None or found[0] <= time.monotonic():
            return self.app(environ, start)
        status, headers, body = found[1]
        if environ.get("HTTP_IF_NONE_MATCH") == dict(headers)["ETag"]:
            start("304 Not Modified", [pair for pair in headers if pair[0] != "Content-Length"])
            return [b""]
        start(status, headers)
        return [body]

    def clear(self) -> None:
        """Forget all pages."""
        self.pages = {}

    def keep(self, path: str, seconds: float, answer: Answer) -> None:
        """Keep the answer of `path` for `seconds`."""
        with self.lock:
            if len(self.pages) >= MOST_PAGES:
                self.pages = {}
            self.pages[path] = (time.monotonic() + seconds, answer)


def fresh_until(moment: datetime | None) -> None:
    """Say that the page being made is no longer true from `moment` on."""
    if moment is not None and moment > clock.now():
        g.fresh_until = min(moment, g.get("fresh_until", moment))


def init_app(app: Flask) -> None:
    """Put the cache in front of the application."""
    layer = PageCache(app.wsgi_app)
    app.wsgi_app = layer  # type: ignore[method-assign]  # how Flask is wrapped
    app.extensions["page_cache"] = layer
    app.after_request(_keep)


def _keep(response: Response) -> Response:
    from flask import current_app

    access = current_app.extensions["access"].get(request.endpoint) if request.endpoint else None
    if access is None or not access.seconds or response.status_code != 200 or request.method != "GET" or request.query_string:
        return response
    seconds = float(access.seconds)
    moment: datetime | None = g.get("fresh_until")
    if moment is not None:
        seconds = min(seconds, (moment - clock.now()).total_seconds())
    response.headers.pop("Set-Cookie", None)
    response.headers["Cache-Control"] = f"public, max-age={max(0, int(seconds))}"
    response.headers["ETag"] = f'"{hashlib.sha256(response.get_data()).hexdigest()[:24]}"'
    if seconds > 0:
        layer: PageCache = current_app.extensions["page_cache"]
        layer.keep(request.environ["PATH_INFO"], seconds, (response.status, list(response.headers), response.get_data()))
    return response
