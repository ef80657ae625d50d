"""Builds the application: settings, floor, features in the order of the ladder, then the gate."""

import importlib
import importlib.util
from pathlib import Path

from flask import Flask
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from p4comp.config import ROOT, Settings, from_environment, secret
from p4comp.core import (
    access,
    compress,
    copies,
    db,
    inspection,
    page_cache,
    pulse,
    queues,
    reloading,
    sealing,
    spaces,
    speech,
    storage,
    templates,
    web,
    words,
)

FEATURES = (
    "institutions",
    "accounts",
    "competition",
    "messages",
    "channels",
    "monitoring",
    "commitments",
    "decisions",
    "entries",
    "partners",
    "comments",
    "judging",
    "interviews",
    "results",
    "certificates",
    "practices",
    "profiles",
    "home",
    "demo",
)
PARTS = ("models", "reactions", "tasks", "contributions", "routes")


class Portal(Flask):
    """Flask whose every request passes the gate."""

    jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}  # noqa: RUF012  # Flask's own form

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer the request through the gate."""
        copies.follow(self)
        return access.gate(self)


def create_app(settings: Settings | None = None, *, testing: bool = False) -> Flask:
    """The portal; it does not start when a view says nothing about who may reach it."""
    settings = settings or from_environment()
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = Portal(
        __name__,
        instance_path=str(settings.instance),
        root_path=str(ROOT),
        template_folder="templates",
        static_folder=None,
    )
    app.testing = testing
    app.static_folder = str(ROOT / "static")
    _configure(app, settings)
    _floor(app, settings)
    for feature in FEATURES:
        _add(app, feature)
    app.extensions["access"] = access.declared(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config |= {
        "SECRET_KEY": secret(settings.instance, "session.key"),
        "SESSION_COOKIE_NAME": f"p4_{settings.slug}" if settings.slug else "p4",
        "SESSION_COOKIE_PATH": settings.mount or "/",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "MAX_UPLOAD": settings.max_upload,
        "MAX_FORM": settings.max_form,
        "BABEL_DEFAULT_LOCALE": "id",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Jakarta",
    }
    app.extensions["settings"] = settings
    app.extensions["audit_key"] = secret(settings.instance, "audit.key")
    app.extensions["vault_key"] = secret(settings.instance, "vault.key")
    app.extensions["store"] = storage.FolderStore(settings.instance / "files")


def _floor(app: Flask, settings: Settings) -> None:
    speech.Speech(app, locale_selector=speech.spoken)
    csrf = CSRFProtect()
    csrf.init_app(app)
    app.extensions["csrf"] = csrf
    installation = (settings.root or settings).instance
    demo = copies.init_app(app, settings.instance, installation)
    connect = copies.connector(demo) if settings.is_sqlite else None
    db.init_app(app, settings.database_url, connect, pool=settings.pool, schema=settings.schema)
    spaces.init_app(app, installation)
    queues.init_app(app, settings)
    importlib.import_module("p4comp.core.mail")
    importlib.import_module("p4comp.core.scanning")
    inspection.init_app(app)
    templates.init_app(app)
    words.init_app(app)
    speech.init_app(app)
    compress.init_app(app)
    page_cache.init_app(app)
    web.init_app(app)
    pulse.init_app(app)
    reloading.init_app(app)
    sealing.init_app(app, settings)
    app.extensions["page_cache"].version = lambda: (demo.look(), demo.mark)[1]
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies)  # type: ignore[method-assign]  # how Flask is wrapped


def _add(app: Flask, feature: str) -> None:
    package = f"p4comp.{feature}"
    if not (Path(__file__).parent / feature).is_dir():
        return
    importlib.import_module(package)
    for part in PARTS:
        if importlib.util.find_spec(f"{package}.{part}") is None:
            continue
        module = importlib.import_module(f"{package}.{part}")
        if hasattr(module, "bp"):
            app.register_blueprint(module.bp)
        if hasattr(module, "init_app"):
            module.init_app(app)
