"""Answers of public pages, kept in memory for seconds, so that a whole country can open a result.

A page says how long it stays true (`@public(seconds=…)`), and a page that changes at a set moment says until when
(`fresh_until`). Every committed write of this process empties the cache; other processes follow within the seconds.
Browsers always ask again: a changing max-age would tell that a publication is near.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app, g, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

from p4comp.core import clock, compress

MOST_PAGES = 500
Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """A kept answer, plain and packed; `until` is on the machine's steady clock."""

    until: float
    status: str
    headers: Headers
    body: bytes
    packed_headers: Headers
    packed: bytes


class PageCache:
    """WSGI layer that answers cached public pages before the application wakes."""

    def __init__(self, app: "WSGIApplication", mount: str):
        self.app, self.mount = app, mount
        self.pages: dict[str, Answer] = {}
        self.lock = threading.Lock()
        self.version: Callable[[], object] = lambda: None
        self._seen: object = None

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        environ["SCRIPT_NAME"] = self.mount  # every address on a page begins with it, and some servers take it from a header
        environ["PATH_INFO"] = (
            f"/{environ['PATH_INFO'].lstrip('/')}"  # as it is routed: however many slashes, one page and one place for it
        )
        if environ["REQUEST_METHOD"] != "GET" or environ.get("QUERY_STRING"):
            return self.app(environ, start)
        if self.version() != self._seen:
            self.clear()
            self._seen = self.version()
        found = self.pages.get(environ["PATH_INFO"])
        if found is None or found.until <= time.monotonic():
            return self.app(environ, start)
        if environ.get("HTTP_IF_NONE_MATCH") == dict(found.headers)["ETag"]:
            start("304 Not Modified", [pair for pair in found.headers if pair[0] != "Content-Length"])
            return [b""]
        packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        start(found.status, found.packed_headers if packed else found.headers)
        return [found.packed if packed else found.body]

    def clear(self) -> None:
        """Forget all pages."""
        self.pages = {}

    def keep(self, path: str, seconds: float, response: Response) -> None:
        """Keep the answer of `path` for `seconds`."""
        body = response.get_data()
        packed = compress.pack(body)
        headers = [pair for pair in response.headers if pair[0] != "Content-Length"] + [("Vary", "Accept-Encoding")]
        plain = [*headers, ("Content-Length", str(len(body)))]
        smaller = [*headers, ("Content-Encoding", "gzip"), ("Content-Length", str(len(packed)))]
        with self.lock:
            if len(self.pages) >= MOST_PAGES:
                self.pages = {}
            self.pages[path] = Answer(time.monotonic() + seconds, response.status, plain, body, smaller, packed)


def fresh_until(moment: datetime | None) -> None:
    """Say that the page being made is no longer true from `moment` on, were it to come while the page is made."""
    if moment is not None and moment > clock.arrived():
        g.fresh_until = min(moment, g.get("fresh_until", moment))


def init_app(app: Flask) -> None:
    """Put the cache in front of the application."""
    layer = PageCache(app.wsgi_app, app.extensions["settings"].mount)
    app.wsgi_app = layer  # type: ignore[method-assign,assignment]  # how Flask is wrapped
    app.extensions["page_cache"] = layer
    app.after_request(_keep)


def _keep(response: Response) -> Response:
    access = current_app.extensions["access"].get(request.endpoint) if request.endpoint else None
    if access is None or not access.seconds or response.status_code != 200 or request.method != "GET" or request.query_string:
        return response
    seconds = float(access.seconds)
    moment: datetime | None = g.get("fresh_until")
    if moment is not None:
        seconds = min(seconds, (moment - clock.now()).total_seconds())
    response.headers.pop("Set-Cookie", None)
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["ETag"] = f'"{hashlib.sha256(response.get_data()).hexdigest()[:24]}"'
    if seconds > 0:
        layer: PageCache = current_app.extensions["page_cache"]
        layer.keep(request.environ["PATH_INFO"], seconds, response)
    return response
