"""What messages add to every page: the number of unread ones, the inbox, the outbox."""

from collections.abc import Iterator
from datetime import datetime

from flask import g, url_for
from flask_babel import gettext as _

from p4comp.core import web
from p4comp.core.access import Actor
from p4comp.messages import queries


@web.contribute("unread")
def unread(actor: Actor, at: datetime) -> Iterator[int]:
    """How many messages the person has not read."""
    if actor.is_signed_in:
        yield _unread(actor)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The person's messages; what the portal sent, for the secretariat."""
    if actor.is_signed_in:
        yield web.NavItem(_("Pesan"), url_for("messages.inbox"), "inbox", 80, _unread(actor) or None)
    if actor.has("secretariat"):
        yield web.NavItem(_("Surat keluar"), url_for("messages.outbox"), "send", 75)


def _unread(actor: Actor) -> int:
    if "unread_messages" not in g:
        g.unread_messages = queries.unread(actor)
    number: int = g.unread_messages
    return number
