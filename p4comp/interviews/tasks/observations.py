"""What the queue does for looks on the spot: reads photos, prints reports; what is known of a person who was sent."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import privacy
from p4comp.accounts.models import Person
from p4comp.accounts.privacy import Table
from p4comp.core import clock, db, jobs, photos
from p4comp.core.words import moment
from p4comp.entries.models import Entry
from p4comp.interviews.actions import observations as actions
from p4comp.interviews.models import Interview, Observation, ObservationMember, ObservationPhoto


@jobs.task("interviews.observation_photo")
def read_photo(photo_id: str, sha256: str) -> None:
    """Look what the camera wrote, before any transaction is begun; a photo taken out meanwhile is none."""
    found = photos.read(sha256)
    photo = db.session().get(ObservationPhoto, photo_id)
    if photo is not None:
        row = db.session().get_one(Observation, photo.observation_id)
        actions.read_camera(photo, found, row.interview.entry.institution.zone, at=clock.now())


@jobs.task("interviews.observation_report")
def print_report(observation_id: str) -> None:
    """Print a locked report in a reading transaction, then keep it."""
    with db.transactions(writing=False):
        made = actions.draw_report(observation_id)
        db.rollback()
    if made is not None:
        actions.keep_report(observation_id, made[0], made[1], at=clock.now())


@privacy.part
def own_visits(person: Person) -> Iterator[Table]:
    """Where the person was sent to look, when, and when they agreed with the report."""
    query = select(Entry.institution_name, Observation.starts_at, ObservationMember.signed_at).select_from(ObservationMember)
    query = query.join(Observation, Observation.id == ObservationMember.observation_id).join(Observation.interview)
    query = (
        query.join(Entry, Entry.id == Interview.entry_id).where(ObservationMember.person_id == person.id).order_by(Observation.starts_at)
    )
    rows = [(name, moment(starts), moment(signed)) for name, starts, signed in db.session().execute(query)]
    yield Table(_("Tugas observasi lapangan"), (_("Instansi"), _("Kunjungan"), _("Laporan disetujui")), rows)
