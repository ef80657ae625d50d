"""Places in the navigation."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.competition.queries import traits
from p4comp.core import web
from p4comp.core.access import Actor
from p4comp.interviews.queries import start
from p4comp.interviews.queries.chairs import CHAIRED


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The finalist's slot, the juror's agenda, the secretariat's interview pages as one place."""
    if start.OWN.of(actor):
        yield web.NavItem(_("Wawancara"), url_for("interviews.own"), "video", 14)
    if actor.has("juror"):
        yield web.NavItem(_("Wawancara saya"), url_for("interviews.agenda"), "video", 30)
    if CHAIRED.of(actor):
        yield web.NavItem(_("Kelengkapan panel"), url_for("interviews.attendance"), "scale", 31)
    if is_staff(actor) and traits().has_interviews:
        also = (url_for("interviews.panels"), url_for("interviews.board"))
        yield web.NavItem(_("Wawancara"), url_for("interviews.timetable"), "video", 54, also=also)
