"""Who has which entry of the queue: taken for a while, given out, flagged."""

from collections.abc import Collection
from datetime import datetime, timedelta

from flask_babel import gettext as _

from p4comp.core import audit, db
from p4comp.core.access import Actor
from p4comp.core.clock import real
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.entries import queries
from p4comp.entries.models import DeskPlace, Entry
from p4comp.entries.rules.verification import is_held

SEEN_EVERY = timedelta(seconds=20)


def take(entry: Entry, *, by: Actor) -> None:
    """Show the others that somebody has the entry open, unless another has; a lease in real time that locks nobody out."""
    place = _place(entry)
    if not is_held(place.opened_by, place.opened_at, real(), by.id):
        place.opened_by, place.opened_at = by.id, real()


def let_go(entry: Entry) -> None:
    """Give up the lease of an entry that was decided."""
    place = session().get(DeskPlace, entry.id)
    if place is not None:
        place.opened_by = place.opened_at = None


def stay(entry_id: str, person_id: str) -> DeskPlace | None:
    """Renew a lease apart from the request's transaction; the place as it is, for whoever finds it taken."""
    known, now = session().get(DeskPlace, entry_id), real()
    if known is not None and is_held(known.opened_by, known.opened_at, now, person_id):
        return known
    if known is None or known.opened_by != person_id or known.opened_at is None or now - known.opened_at >= SEEN_EVERY:
        with db.aside() as other:
            place = other.get(DeskPlace, entry_id) or DeskPlace(entry_id=entry_id, flag="")
            place.opened_by, place.opened_at = person_id, now
            other.add(place)
    return None


def assign(entries: Collection[Entry], person_id: str, *, by: Actor, at: datetime) -> int:
    """Give entries to somebody of the secretariat, or to nobody any more; how many changed hands."""
    if person_id and person_id not in {one.id for one in queries.desk_people()}:
        raise Invalid(_("Pilih petugas sekretariat."), "person")
    places, changed = queries.places_of([one.id for one in entries]), 0
    for entry in entries:
        place = places.get(entry.id) or _place(entry)
        if (place.assigned_to or "") != person_id:
            place.assigned_to, changed = person_id or None, changed + 1
            audit.record("entry.assigned", entry, by=by, at=at, person=person_id)
    return changed


def flag(entry: Entry, words: str, *, by: Actor, at: datetime) -> None:
    """Mark an entry for the others of the secretariat; no words take the mark away."""
    place = _place(entry)
    if place.flag != words:
        place.flag = words
        audit.record("entry.flagged", entry, by=by, at=at, words=words)


def _place(entry: Entry) -> DeskPlace:
    place = session().get(DeskPlace, entry.id)
    if place is None:
        place = DeskPlace(entry_id=entry.id, flag="")
        session().add(place)
    return place
