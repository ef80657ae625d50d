"""Photos of a look on the spot: kept as they came, what the camera wrote read by the queue, the rest typed in."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit, db, jobs
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid
from p4comp.core.photos import Facts
from p4comp.core.storage import StoredFile
from p4comp.core.words import number
from p4comp.interviews.models import ObservationPhoto
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.policy.observations import Shot, Visit
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.rules import observations as rules

MOST = 40


@dataclass(frozen=True)
class Seen:
    """What a member says of a photo: when and where it was taken, what it shows."""

    taken_at: datetime
    place: str
    caption: str = ""


def add_photo(visit: Visit, file: StoredFile, name: str, *, caption: str = "", by: Actor, at: datetime) -> ObservationPhoto:
    """Add a photo to the report; what the camera wrote into it is read in a moment."""
    demand(policy.may_fill_observation(by, visit, at))
    known = queries.photos(visit.observation.id)
    if any(one.sha256 == file.sha256 for one in known):
        raise Invalid(_("Foto ini sudah ada dalam laporan."), "file")
    if len(known) >= MOST:
        raise Invalid(_("Paling banyak %(n)d foto. Hapus dahulu yang kurang perlu.", n=MOST), "file")
    made = ObservationPhoto(
        observation_id=visit.observation.id, sha256=file.sha256, file=file, name=name, caption=caption.strip(), added_by=by.id, added_at=at
    )
    db.session().add(made)
    db.session().flush()
    audit.record("observation.photo_added", visit.observation, by=by, at=at, sha256=file.sha256)
    jobs.later("interviews.observation_photo", made.id, made.sha256)
    return made


def read_camera(photo: ObservationPhoto, found: Facts, zone: str, *, at: datetime) -> None:
    """Keep what the camera wrote; a moment yet to come is kept but not believed. What was typed meanwhile stays."""
    photo.read_at, photo.camera_time = at, found.time + found.offset
    photo.camera_latitude, photo.camera_longitude = found.latitude, found.longitude
    taken_at = found.taken_at(zone)
    if photo.taken_at is None and taken_at is not None and not rules.in_future(taken_at, photo.added_at):
        photo.taken_at = taken_at
    if not photo.place and found.latitude is not None and found.longitude is not None:
        photo.place = coordinates(found.latitude, found.longitude)


def coordinates(latitude: float, longitude: float) -> str:
    """A place as people here write it: 3,31670° LS, 114,59000° BT."""
    sides = (_("LS") if latitude < 0 else _("LU"), _("BB") if longitude < 0 else _("BT"))
    return f"{number(abs(latitude), 5)}° {sides[0]}, {number(abs(longitude), 5)}° {sides[1]}"


def type_facts(shot: Shot, said: Seen, *, by: Actor, at: datetime) -> None:
    """Say when and where a photo was taken; what differs from the camera's word is marked as typed."""
    demand(policy.may_fill_observation_photo(by, shot, at))
    photo = shot.photo
    if rules.in_future(said.taken_at, at):
        raise Invalid(_("Waktu ini belum tiba. Isi saat foto diambil."), "taken_at")
    if not said.place.strip():
        raise Invalid(_("Isi tempat foto diambil."), "place")
    photo.time_typed = photo.time_typed or photo.taken_at is None or _minute(photo.taken_at) != _minute(said.taken_at)
    if photo.taken_at is None or _minute(photo.taken_at) != _minute(said.taken_at):
        photo.taken_at = said.taken_at
    photo.place_typed = photo.place_typed or photo.place != said.place.strip()
    photo.place, photo.caption = said.place.strip(), said.caption.strip()
    audit.record("observation.photo_told", shot.visit.observation, by=by, at=at, sha256=photo.sha256)


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def remove_photo(shot: Shot, *, by: Actor, at: datetime) -> None:
    """Take a photo out of the report; its file goes when nothing names it any more."""
    demand(policy.may_fill_observation_photo(by, shot, at))
    audit.record("observation.photo_removed", shot.visit.observation, by=by, at=at, sha256=shot.photo.sha256)
    db.session().delete(shot.photo)
