"""What pages share: what features contribute to them, links that ask the rule, headers, error pages."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, render_template, request, send_from_directory, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError, generate_csrf
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.local import LocalProxy

from p4comp.config import Settings
from p4comp.core import access, clock, errors
from p4comp.core.access import Actor, public
from p4comp.core.typed import typed

LASTING = ("fonts/", "vendor/")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


@dataclass(frozen=True)
class NavItem:
    """A place in the side navigation; `order` sorts, `count` is a number beside the word, `also` are other addresses it leads, `active` is set by `ordered`.

    `is_of_week`: what this week of the season is about; phones have it in the bar, not behind "Lainnya".
    """

    label: Any
    url: str
    icon: str
    order: int = 50
    count: int | None = None
    also: tuple[str, ...] = ()
    is_of_week: bool = False

    active: bool = False

    def leads(self, path: str) -> int:
        """How long the longest of its addresses is that `path` lies under; 0 where none is."""
        under = [one for one in (self.url, *self.also) if path == one or (one != "/" and path.startswith(one + "/"))]
        return max(map(len, under), default=0)


@dataclass(frozen=True)
class Todo:
    """Something expected of the person: what, until when, and the button that does it. `until` words the end where it is no duty to act."""

    title: Any
    url: str
    label: Any
    note: Any = ""
    due: datetime | None = None
    tone: str = "yours"
    until: Any = ""


@dataclass(frozen=True)
class Stat:
    """A number on the start page; its label leads on where there is a page about it."""

    label: Any
    value: Any
    note: Any = ""
    url: str = ""


@dataclass(frozen=True)
class Deadline:
    """A moment that concerns the person, for the countdown."""

    label: Any
    at: datetime


@dataclass(frozen=True)
class Banner:
    """Something that stands above every page of the workspace while it lasts; `until` is its moment, which readers see on their own clock."""

    text: Any
    url: str
    label: Any
    until: datetime | None = None


Contribution = Callable[[Actor, datetime], Iterable[Any]]
_contributions: dict[str, list[Contribution]] = defaultdict(list)


def contribute(kind: str) -> Callable[[Contribution], Contribution]:
    """Let a feature add to every page: `nav`, `todo`, `news`, `news_link`, `numbers`, `countdown`, `banner`, `own_account` or `public_nav`; one query each at most."""

    def register(function: Contribution) -> Contribution:
        _contributions[kind].append(function)
        return function

    return register


def contributed(kind: str, actor: Actor, at: datetime) -> list[Any]:
    """What all features add for this person at this moment."""
    return [item for function in _contributions[kind] for item in function(actor, at)]


class Here:
    """What the workspace's head shows: edition, clock, next deadline, unread messages."""

    @cached_property
    def now(self) -> datetime:
        return clock.arrived()

    @cached_property
    def edition_name(self) -> str:
        return self._place[0]

    @cached_property
    def stage_label(self) -> str:
        return self._place[1]

    @cached_property
    def _place(self) -> tuple[str, str]:
        found: tuple[str, str] = current_app.extensions["place"](self.now)
        return found

    @cached_property
    def deadline(self) -> Deadline | None:
        coming = [item for item in contributed("countdown", access.actor(), self.now) if item.at > self.now]
        return min(coming, key=lambda item: item.at, default=None)

    @cached_property
    def banners(self) -> list[Banner]:
        return contributed("banner", access.actor(), self.now)

    @cached_property
    def unread(self) -> int:
        return sum(contributed("unread", access.actor(), self.now))


def _once(name: str, make: Callable[[], Any]) -> Any:
    if name not in g:
        setattr(g, name, make())
    return g.get(name)


def ordered(items: Iterable[NavItem], path: str) -> list[NavItem]:
    """The places in their order; active is the one with the longest address that `path` lies under."""
    places = sorted(items, key=lambda item: item.order)
    nearest = max((item.leads(path) for item in places), default=0)
    return [replace(item, active=nearest > 0 and item.leads(path) == nearest) for item in places]


def of_week_first(places: list[NavItem]) -> list[NavItem]:
    """The places for the short bar of phones: the first one, then what this week is about, then the others."""
    return [*places[:1], *sorted(places[1:], key=lambda item: not item.is_of_week)]


def _places(kind: str) -> list[NavItem]:
    return ordered(contributed(kind, access.actor(), clock.arrived()), request.script_root + request.path)


def action_link(text: str, endpoint: str, subject: Any = None, *, look: str = "secondary", **values: Any) -> Markup:
    """The link to an action, or the reason why the person may not do it now: the rule is the route's own."""
    verdict = access.may(endpoint, subject)
    url = url_for(endpoint, **values) if verdict else ""
    return Markup(render_template("components/action_link.html", text=text, url=url, reason=verdict.reason, look=look))  # noqa: S704  # a template of ours, escaped inside


def asset(path: str) -> str:
    """The address of a static file, with the mark of its content so that browsers keep it for a year."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # asked for every icon: the proxy costs more than the address
    addresses: dict[tuple[str, str], str] = app.extensions["asset_addresses"]
    found = addresses.get(key := (request.script_root, path))
    if found is None or app.debug:
        content = (Path(app.static_folder or "") / path).read_bytes()
        found = addresses[key] = url_for("static", filename=path, v=hashlib.sha256(content).hexdigest()[:10])
    return found


def p4_url(endpoint: str, **values: Any) -> str:
    """The full address of a page, for mails, letters and QR codes; it works outside requests as well."""
    settings: Settings = current_app.extensions["settings"]
    adapter = current_app.url_map.bind("")
    return settings.base_url + adapter.build(endpoint, values)


@public
def static_file(filename: str) -> Response:
    """A file of `static/`; kept for a year when its address carries a content mark or its folder a version, as fonts' do."""
    lasting = "v" in request.args or filename.startswith(LASTING)
    response = send_from_directory(current_app.static_folder or "", filename, max_age=31_536_000 if lasting else 3600)
    response.direct_passthrough = False
    response.make_sequence()  # a stream would travel unpacked
    return response


def wants_json() -> bool:
    """Whether a script asks, which reads JSON, and not a person."""
    return request.accept_mimetypes.best == "application/json" or request.path.startswith("/api/")


TITLES = {
    400: "Permintaan tidak dapat dibaca",
    401: "Silakan masuk",
    403: "Anda tidak dapat melakukan ini",
    404: "Halaman tidak ditemukan",
    405: "Cara membuka halaman ini keliru",
    409: "Keadaan sudah berubah",
    413: "Kiriman terlalu besar",
    422: "Isian belum benar",
    423: "Berkas belum dapat dibuka",
    429: "Terlalu banyak percobaan",
    500: "Portal sedang bermasalah",
    503: "Portal sedang sibuk",
}


def error_page(code: int, reason: str = "") -> tuple[Response | str, int]:
    """The page of an error: what happened, what to do, and what had been typed."""
    if wants_json():
        return jsonify(error=reason or TITLES.get(code, "")), code
    g.setdefault("actor", current_app.extensions["nobody"])
    kept = typed() if code in {400, 403, 409, 422, 429, 503} and request.method == "POST" else []
    template = f"errors/{code}.html" if code in {401, 403, 404, 409, 413, 429, 500} else "errors/error.html"
    title = _(TITLES.get(code, TITLES[400]))
    return render_template(template, code=code, title=title, reason=reason, typed=kept, is_untaken="is_body_refused" in g), code


def _http_error(error: HTTPException) -> Any:
    code = error.code or 500
    if code < 400:
        return error
    if code == 401:
        return current_app.extensions["ask_sign_in"]()
    reason = str(error.description or "") if error.description != type(error).description else ""
    return error_page(code, reason)


def _forged(error: CSRFError) -> Any:
    return error_page(400, _("Formulir ini sudah kedaluwarsa. Buka lagi halamannya, salin isian Anda dari bawah, lalu kirim sekali lagi."))


def _secure(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _context() -> dict[str, Any]:
    return {
        "actor": LocalProxy(access.actor),
        "nav": LocalProxy(lambda: _once("nav", lambda: _places("nav"))),
        "public_nav": LocalProxy(lambda: _once("public_nav", lambda: _places("public_nav"))),
        "here": LocalProxy(lambda: _once("here", Here)),
        "demo": LocalProxy(lambda: _once("demo_bar", lambda: current_app.extensions["demo_bar"]())),
    }


def init_app(app: Flask) -> None:
    """Put all of it into the application."""
    app.extensions["asset_addresses"] = {}
    app.extensions.setdefault("place", lambda _at: ("", ""))
    app.extensions.setdefault("demo_bar", lambda: None)
    app.add_url_rule("/static/<path:filename>", "static", static_file)
    app.context_processor(_context)
    app.jinja_env.globals |= {
        "action_link": action_link,
        "asset": asset,
        "csrf_token": generate_csrf,
        "may": access.may,
        "p4_url": p4_url,
        "get_locale": get_locale,
        "state_word": errors.state_word,
    }
    app.jinja_env.filters["of_week_first"] = of_week_first
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(errors.Refused, lambda error: error_page(error.status, error.message))
    app.register_error_handler(500, lambda _error: error_page(500))
    app.after_request(_secure)
