"""What accounts add to every page."""

from collections.abc import Iterator
from datetime import datetime

from flask import g, url_for
from flask_babel import gettext as _

from p4comp.accounts import queries
from p4comp.core import web
from p4comp.core.access import Actor


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The secretariat's queue with its length; everybody's own account."""
    if actor.has("secretariat"):
        yield web.NavItem(_("Permintaan akun"), url_for("accounts.requests"), "key", 40, _waiting())
        yield web.NavItem(_("Orang"), url_for("accounts.people"), "users", 61)
    if actor.is_signed_in:
        yield web.NavItem(_("Akun saya"), url_for("accounts.account"), "user", 90)


@web.contribute("todo")
def waiting_requests(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Requests for accounts wait for the secretariat."""
    number = _waiting() if actor.has("secretariat") else 0
    if number:
        yield web.Todo(_("%(n)s permintaan akun menunggu jawaban", n=number), url_for("accounts.requests"), _("Periksa permintaan"))


def _waiting() -> int:
    if "waiting_requests" not in g:
        g.waiting_requests = queries.waiting_requests()
    number: int = g.waiting_requests
    return number
