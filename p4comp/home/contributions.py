"""The start pages' own places in the navigation."""

from collections.abc import Iterator
from datetime import datetime

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.core import audit, web
from p4comp.core.access import Actor

audit.name(
    nouns={"audit_bundle": _l("Bundel auditor"), "witness": _l("Saksi rantai audit")},
    verbs={
        "bundle.asked": _l("Bundel auditor diminta"),
        "bundle.made": _l("Bundel auditor dibuat"),
        "bundle.downloaded": _l("Bundel auditor diunduh"),
        "witness.added": _l("Saksi rantai audit ditambahkan"),
        "witness.removed": _l("Saksi rantai audit dikeluarkan"),
    },
)


def init_app(app: Flask) -> None:
    """Let the audit log's page say in words what was done."""
    app.jinja_env.globals |= {"audit_word": audit.word, "audit_noun": audit.noun}


@web.contribute("public_nav")
def public_places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The public start page."""
    yield web.NavItem(_("Beranda"), url_for("home.index"), "home", 0)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The start page of the workspace."""
    if actor.is_signed_in:
        yield web.NavItem(_("Beranda kerja"), url_for("home.start"), "home", 0)
    if actor.has("secretariat"):
        yield web.NavItem(_("Persetujuan"), url_for("home.approvals"), "circle-check", 5)
    if is_staff(actor):
        yield web.NavItem(_("Catatan audit"), url_for("home.log"), "history", 79)
