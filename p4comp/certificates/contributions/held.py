"""What holders of certificates find beside their result."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.certificates.queries import sight
from p4comp.core import clock, tallies, web
from p4comp.core.access import Actor
from p4comp.core.news import Link

HELD = tallies.on_start_page(
    sight.count_held, lambda actor: (actor.institutions, actor.id, clock.arrived()) if actor.has("member") else None
)


@web.contribute("news_link")
def own_certificates(actor: Actor, at: datetime) -> Iterator[Link]:
    """The way to one's certificates, once there are any."""
    if HELD.of(actor):
        yield Link(_("Piagam dan bukti keikutsertaan"), url_for("certificates.own"), "certificate", is_first=True)
