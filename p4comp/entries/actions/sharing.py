"""Working on a dossier together: an aspect given to a colleague, and who has it open."""

from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Person
from p4comp.accounts.queries import admins_over, members
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Aspect
from p4comp.core import audit, db, jobs, mail
from p4comp.core.access import Actor
from p4comp.core.clock import real
from p4comp.core.db import everything, first, session
from p4comp.core.errors import Invalid
from p4comp.entries import queries
from p4comp.entries.actions.filling import must_be_editable
from p4comp.entries.models import Entry, Presence, Share
from p4comp.entries.rules import EDITABLE
from p4comp.institutions.models import Institution

SEEN_EVERY = timedelta(seconds=15)
KEPT = timedelta(days=1)


def share(
    entry: Entry, aspect: Aspect, person_id: str, *, note: str = "", until_on: date | None = None, by: Actor, at: datetime
) -> Share | None:
    """Ask a colleague who may fill in for an aspect of the dossier, or nobody any more; who is asked anew is told by mail."""
    must_be_editable(entry)
    former = first(select(Share).where(Share.entry_id == entry.id, Share.aspect == aspect.code))
    if not person_id:
        _take_back(entry, former, by, at)
        return None
    person = next((one for one in queries.writers(entry.institution_id) if one.id == person_id), None)
    if person is None:
        raise Invalid(_("Pilih petugas yang bertugas sebagai penyusun atau penyetuju pada instansi ini."), "person")
    if former is not None and (former.person_id, former.note, former.until_on) == (person_id, note, until_on):
        return former
    is_new = former is None or former.person_id != person_id
    given = former or Share(entry_id=entry.id, aspect=aspect.code)
    given.person_id, given.note, given.until_on, given.given_at, given.given_by = person_id, note, until_on, at, by.id
    session().add(given)
    audit.record("entry.shared", entry, by=by, at=at, aspect=aspect.code, person=person_id)
    if is_new and person_id != by.id:
        _tell(entry, aspect, person, given, by, at)
    return given


def _take_back(entry: Entry, former: Share | None, by: Actor, at: datetime) -> None:
    if former is not None:
        session().delete(former)
        audit.record("entry.unshared", entry, by=by, at=at, aspect=former.aspect, person=former.person_id)


def pass_parts(institution_id: str, giver: Person, taker: Person, *, by: Actor, at: datetime) -> None:
    """Give the parts a person was asked for in an institution's dossiers to whoever takes over the work; the letter about the duties tells them."""
    for one in _parts_of(institution_id, giver.id):
        one.person_id, one.given_at, one.given_by = taker.id, at, by.id
        audit.record("entry.shared", one.entry, by=by, at=at, aspect=one.aspect, person=taker.id, former=giver.id)


def free_parts(institution: Institution, person: Person, *, by: Actor, at: datetime) -> None:
    """The parts of somebody who may no longer fill in become nobody's; the local admins are told which ones to give anew."""
    found = _parts_of(institution.id, person.id)
    for one in found:
        _take_back(one.entry, one, by, at)
    waiting = [_named(one) for one in found if one.entry.state in EDITABLE]
    if waiting:
        _tell_admins(institution, person, waiting, at)


def _tell_admins(institution: Institution, former: Person, parts: list[tuple[Entry, str]], at: datetime) -> None:
    own = {one.id for one in members(institution.id)}
    values = {"institution": institution, "former": former.name, "parts": parts}
    for admin in admins_over(institution.id):
        if admin.id != former.id:
            mail.to_person("entries/mail/parts_free.txt", admin, at=at, is_member=admin.id in own, **values)


def _parts_of(institution_id: str, person_id: str) -> list[Share]:
    query = select(Share).join(Entry, Entry.id == Share.entry_id).options(joinedload(Share.entry).joinedload(Entry.edition))
    return everything(
        query.where(Entry.institution_id == institution_id, Share.person_id == person_id).order_by(Share.entry_id, Share.aspect)
    )


def _named(share: Share) -> tuple[Entry, str]:
    """The entry, and its aspect as people call it."""
    instrument = spec_of(share.entry.edition).instrument_of(share.entry.category)
    name = next((one.name for one in instrument.aspects if one.code == share.aspect), "")
    return share.entry, f"{share.aspect}. {name}" if name else share.aspect


def _tell(entry: Entry, aspect: Aspect, person: Person, given: Share, by: Actor, at: datetime) -> None:
    mail.to_person("entries/mail/shared.txt", person, at=at, entry=entry, aspect=aspect, given=given, asked_by=by.name)


def note_presence(entry_id: str, person_id: str, aspect: str) -> None:
    """Note, apart from the request's transaction, that somebody has an aspect open; so often at most as others can see."""
    now = real()
    known = session().get(Presence, (entry_id, person_id))
    if known is not None and known.aspect == aspect and now - known.seen_at < SEEN_EVERY:
        return
    with db.aside() as other:
        other.merge(Presence(entry_id=entry_id, person_id=person_id, aspect=aspect, seen_at=now))


@jobs.hourly
def forget_presence() -> None:
    """Forget who was there a day ago."""
    session().execute(delete(Presence).where(Presence.seen_at < real() - KEPT))
