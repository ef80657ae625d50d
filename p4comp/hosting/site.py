"""One installation as a WSGI application: the root, and before it a door that leads to the spaces.

The application of a space is made when somebody first asks for it. Addresses, views and templates are the same for all and are kept once,
so that a space costs a process about a megabyte.
"""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import structlog
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

from p4comp.config import BadSetting, Settings, from_environment
from p4comp.core import db
from p4comp.core.jobs import Asked
from p4comp.core.spaces import PREFIX, BadFacts, Registry, Space
from p4comp.factory import create_app
from p4comp.hosting import hosts
from p4comp.hosting.settings import of_space

DOMAINS_KEPT = 5.0
log = structlog.get_logger(__name__)


class Site:
    """The applications of an installation by the names of their spaces; the root's name is empty."""

    def __init__(self, root: Flask):
        self.root = root
        self.settings: Settings = root.extensions["settings"]
        self.registry: Registry = root.extensions["spaces"]
        self.inner: WSGIApplication = root.wsgi_app
        self.doors: dict[str, Callable[..., Any]] = {}
        self._made: dict[str, Flask] = {}
        self._lock = threading.Lock()
        self._domains: tuple[float, dict[str, Space]] = (0.0, {})
        root.extensions["space_app"] = self.opened
        root.extensions["space_apps"] = self.all_opened

    def open_door(self, name: str, ask: Callable[..., Any], *, to_root: bool = True) -> None:
        """Let every space ask by this name what `ask` answers, and the root too unless the door only leads to it."""
        assert not self._made, "a space that is made already would not have the door"
        assert name not in self.root.extensions, f"{name} is taken"
        self.doors[name] = ask
        if to_root:
            self.root.extensions[name] = ask

    def opened(self, slug: str) -> Flask | None:
        """The application of an open space; None for any other name."""
        space = self.registry.get(slug)
        return self.made(space) if space is not None and space.is_open else None

    def all_opened(self) -> Iterable[Flask]:
        """The applications of all open spaces; one that cannot be made is told to the operator's log."""
        for space in self.registry.opened():
            try:
                yield self.made(space)
            except BadSetting:
                log.exception("space unusable", space=space.slug)

    def by_name(self, slug: str) -> Flask:
        """The application of a space for its operator, open or closed."""
        found = self.registry.look(slug)
        if isinstance(found, Space):
            return self.made(found)
        raise found or BadFacts(f"tidak ada ruang {slug!r}; lihat `p4comp space list`")

    def made(self, space: Space) -> Flask:
        """The application of a space, made anew once its operator changed what it runs by."""
        settings = of_space(self.settings, space)
        with self._lock:
            app = self._made.get(space.slug)
            if app is None or app.extensions["settings"] != settings:
                former, app = app, self._make(settings)
                self._made[space.slug] = app
                let_go(former)
        return app

    def _make(self, settings: Settings) -> Flask:
        app = create_app(settings, testing=self.root.testing)
        app.extensions |= self.doors
        app.url_map, app.__dict__["jinja_env"] = self.root.url_map, self.root.jinja_env  # the same for all, and large
        if not self.root.testing:
            enqueue: Callable[[list[Asked], str], None] = self.root.extensions["enqueue"]
            app.extensions["enqueue"] = lambda asked: enqueue(asked, settings.slug)
        return app

    def close(self) -> None:
        """Let all databases go."""
        for app in (*self._made.values(), self.root):
            let_go(app)

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer a request by the application its address or its host names; an unknown space is an unknown page of the root."""
        space = self._at_domain(environ.get("HTTP_HOST", ""))
        path = environ["PATH_INFO"]
        if space is not None:
            return self.made(space).wsgi_app(environ, start)
        if not hosts.is_known(environ.get("HTTP_HOST", ""), self.settings):
            return _not_here(self.settings.base_url, start)
        if not path.startswith(f"{PREFIX}/"):
            return self.inner(environ, start)
        slug, slash, rest = path.removeprefix(f"{PREFIX}/").partition("/")
        space = self.registry.get(slug)
        if space is None or not space.is_open:
            return self.inner(environ, start)
        if not slash or space.domain:
            return _led_on(f"{space.domain or space.mount}/{quote(rest)}", environ, start)
        return self.made(space).wsgi_app({**environ, "SCRIPT_NAME": space.mount, "PATH_INFO": f"/{rest}"}, start)

    def _at_domain(self, host: str) -> Space | None:
        """The open space that has this host to itself; whoever edits a domain waits some seconds."""
        now, (until, known) = time.monotonic(), self._domains
        if now > until:
            known = {urlsplit(one.domain).netloc.lower(): one for one in self.registry.opened() if one.domain}
            self._domains = (now + DOMAINS_KEPT, known)
        return known.get(host.lower())


def _not_here(base_url: str, start: "StartResponse") -> Iterable[bytes]:
    advice = "nama lain bagi portal ini ditulis dalam P4COMP_HOSTS, atau proksi di depannya belum meneruskan Host."
    words = f"Nama ini bukan alamat portal. Buka {base_url}/\n\nPengelola: {advice}\n".encode()
    start("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(words)))])
    return [words]


def _led_on(address: str, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
    query = environ.get("QUERY_STRING", "")
    start("308 Permanent Redirect", [("Location", f"{address}?{query}" if query else address), ("Content-Length", "0")])
    return [b""]


def let_go(app: Flask | None) -> None:
    """Close the idle connections of an application nobody will ask any more; what is under way ends first."""
    if app is not None:
        with app.app_context():
            db.db.engine.dispose()


def build_site(settings: Settings | None = None, *, testing: bool = False) -> Site:
    """The installation without doors between its spaces; its front stands behind what proxies say, so that it knows the host people asked for."""
    settings = settings or from_environment()
    root = create_app(replace(settings, proxies=0), testing=testing)
    site = Site(root)
    count = settings.proxies
    root.wsgi_app = ProxyFix(site, x_for=count, x_proto=count, x_host=count) if count else site  # type: ignore[method-assign,assignment]  # how Flask is wrapped
    return site
