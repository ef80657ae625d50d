"""Secret calendar addresses: made, made anew, revoked by their owner."""

import secrets
from datetime import datetime

from p4comp.core import audit, db, vault
from p4comp.core.access import Actor
from p4comp.interviews.models import CalendarFeed
from p4comp.interviews.queries.calendars import PURPOSE, feed_of

BYTES = 24


def make_feed(*, by: Actor, at: datetime) -> CalendarFeed:
    """A new secret address for oneself; an older one stops at once."""
    feed = feed_of(by.id) or CalendarFeed(person_id=by.id)
    secret = secrets.token_urlsafe(BYTES)
    feed.mark, feed.sealed, feed.made_at = vault.mark(secret, PURPOSE), vault.seal(secret, f"{PURPOSE}:{by.id}"), at
    db.session().add(feed)
    audit.record("calendar_feed.made", feed, by=by, at=at, person=by.id)
    return feed


def revoke_feed(feed: CalendarFeed, *, by: Actor, at: datetime) -> None:
    """End the own secret address."""
    audit.record("calendar_feed.revoked", feed, by=by, at=at, person=by.id)
    db.session().delete(feed)
