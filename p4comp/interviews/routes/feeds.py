"""Personal calendars: the page where their owner keeps the secret address, and the address itself."""

from datetime import timedelta

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.core import access, clock, pacing
from p4comp.core.access import Actor, allow, public
from p4comp.interviews.actions import feeds as actions
from p4comp.interviews.models import CalendarFeed
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.queries import calendars as queries
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.rules.calendars import MEDIA_TYPE

PACE = pacing.Pace(30, timedelta(minutes=5))


@bp.get("/akun/kalender")
@allow(policy.may_keep_calendar)
def calendar() -> str:
    """One's own secret calendar address."""
    feed = queries.feed_of(access.actor().id)
    address = queries.address(feed) if feed else ""
    return render_template("interviews/calendar.html", feed=feed, address=address)


@bp.post("/akun/kalender")
@allow(policy.may_keep_calendar)
def make_calendar() -> ResponseReturnValue:
    """A new address; an older one stops."""
    actions.make_feed(by=access.actor(), at=clock.arrived())
    flash(_("Alamat kalender dibuat. Salin ke aplikasi kalender Anda. Alamat yang lama, bila ada, tidak berlaku lagi."), "success")
    return redirect(url_for(".calendar"), 303)


def _own_feed(actor: Actor) -> CalendarFeed | None:
    return queries.feed_of(actor.id)


@bp.post("/akun/kalender/cabut")
@allow(policy.may_keep_calendar, on=_own_feed)
def revoke_calendar(feed: CalendarFeed) -> ResponseReturnValue:
    """End the address."""
    actions.revoke_feed(feed, by=access.actor(), at=clock.arrived())
    flash(_("Alamat kalender dicabut dan tidak dapat dibuka lagi."), "success")
    return redirect(url_for(".calendar"), 303)


@bp.get("/kalender/<secret>.ics")
@public
def feed(secret: str) -> ResponseReturnValue:
    """The calendar behind a secret address, for programs: no cookies, no names of who asked; an unknown secret is nothing."""
    found = queries.shown(secret)
    if found is None:
        raise NotFound
    PACE.demand(found.person.id, clock.real())
    response = Response(found.content, content_type=MEDIA_TYPE)
    response.headers.set("Content-Disposition", "inline", filename="wawancara-p4.ics")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    return response.make_conditional(request)
