"""The start pages' own places in the navigation."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.core import web
from p4comp.core.access import Actor


@web.contribute("public_nav")
def public_places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The public start page."""
    yield web.NavItem(_("Beranda"), url_for("home.index"), "home", 0)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The start page of the workspace."""
    if actor.is_signed_in:
        yield web.NavItem(_("Beranda kerja"), url_for("home.start"), "home", 0)
    if is_staff(actor):
        yield web.NavItem(_("Catatan audit"), url_for("home.log"), "history", 79)
