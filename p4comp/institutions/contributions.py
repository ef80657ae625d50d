"""What the registry adds to every page."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.core import web
from p4comp.core.access import Actor


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The registry, for the secretariat."""
    if actor.has("secretariat"):
        yield web.NavItem(_("Instansi"), url_for("institutions.registry"), "building", 60)


@web.contribute("public_nav")
def public_places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The archive, for everybody."""
    yield web.NavItem(_("Arsip"), url_for("institutions.archive"), "archive", 40)
