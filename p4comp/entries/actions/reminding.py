"""Reminders: to the owners of unfinished dossiers, and to parents that were asked for a recommendation. Each is sent once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Membership, Person, Role
from p4comp.competition.models import Extension
from p4comp.competition.queries import current_calendar
from p4comp.competition.rules import Calendar
from p4comp.competition.spec import Stage
from p4comp.core import mail
from p4comp.core.db import everything, session
from p4comp.entries import queries
from p4comp.entries.models import Entry, Reminder, Share
from p4comp.entries.policy import Case
from p4comp.entries.rules import EDITABLE
from p4comp.entries.rules.reminding import reminder_due
from p4comp.institutions.models import Institution

PARENT_AFTER = timedelta(days=3)
Due = tuple[Entry, str, datetime]


def due_reminders(at: datetime, ids: Collection[str] | None = None) -> list[Due]:
    """The unfinished dossiers of the running edition whose reminder has come and was not sent, each with its deadline; two queries."""
    running = current_calendar()
    if running is None:
        return []
    edition, calendar = running
    query = select(Entry).where(Entry.edition_id == edition.id, Entry.state.in_(EDITABLE)).order_by(Entry.id)
    query = query.options(joinedload(Entry.institution).joinedload(Institution.region), joinedload(Entry.edition))
    entries = everything(query if ids is None else query.where(Entry.id.in_(list(ids))))
    found = [one for entry in entries if (one := _due(entry, calendar, at))]
    keys = [(entry.id, kind, closes) for entry, kind, closes in found]
    sent = _sent(keys)
    return [one for one, key in zip(found, keys, strict=True) if key not in sent]


def _due(entry: Entry, calendar: Calendar, at: datetime) -> Due | None:
    closes = Case(entry, calendar.window(Stage.REGISTRATION, entry.category, entry.id)).closes
    kind = reminder_due(entry.began_at, closes, at) if closes else ""
    return (entry, kind, closes) if kind and closes else None


def _sent(keys: list[tuple[str, str, datetime]]) -> set[tuple[str, str, datetime]]:
    subjects, kinds = {key[0] for key in keys}, {key[1] for key in keys}
    query = select(Reminder).where(Reminder.subject_id.in_(subjects), Reminder.kind.in_(kinds))
    return {(one.subject_id, one.kind, one.closes) for one in everything(query)} if keys else set()


def remind(ids: Collection[str], *, at: datetime) -> int:
    """Remind those of these entries that are still due: drafters, approvers and whoever was given a part; how many mails that were."""
    due = due_reminders(at, ids)
    people = _writers([entry for entry, _kind, _closes in due])
    complete = {one.entry.id: (one.complete, len(one.instrument.indicators)) for one in queries.dossiers([entry for entry, *_more in due])}
    for entry, kind, closes in due:
        session().add(Reminder(subject_id=entry.id, kind=kind, closes=closes, sent_at=at))
        done, total = complete[entry.id]
        for person in people[entry.id]:
            mail.to_person("entries/mail/reminder.txt", person, at=at, entry=entry, closes=closes, kind=kind, done=done, total=total)
    return sum(len(people[entry.id]) for entry, *_more in due)


def _writers(entries: list[Entry]) -> dict[str, list[Person]]:
    by_place = {entry.institution_id: entry.id for entry in entries}
    has_part = select(Share.id).where(Share.person_id == Membership.person_id, Share.entry_id.in_(list(by_place.values()))).exists()
    query = select(Membership).join(Membership.person).options(joinedload(Membership.person))
    query = query.where(Membership.role == Role.MEMBER, Membership.institution_id.in_(list(by_place)), Person.is_active)
    found: dict[str, list[Person]] = defaultdict(list)
    for one in everything(query.where(or_(Membership.drafts, Membership.approves, has_part)).order_by(Person.name, Person.id)):
        found[by_place[one.institution_id or ""]].append(one.person)
    return found


def tell_moved(extension: Extension, *, at: datetime) -> int:
    """Tell those who still write, by the deadline that now holds for each of them; how many mails that were."""
    query = select(Entry).where(Entry.edition_id == extension.edition_id, Entry.state.in_(EDITABLE)).order_by(Entry.id)
    if extension.entry_id:
        query = query.where(Entry.id == extension.entry_id)
    if extension.category:
        query = query.where(Entry.category == extension.category)
    entries = everything(query.options(joinedload(Entry.institution).joinedload(Institution.region), joinedload(Entry.edition)))
    by_place = {entry.institution_id: entry for entry in entries}
    own = select(Membership).join(Membership.person).options(joinedload(Membership.person))
    own = own.where(Membership.role == Role.MEMBER, Person.is_active)
    found = everything(own.where(Membership.institution_id.in_(list(by_place))).order_by(Membership.institution_id, Person.name))
    for one in found:
        entry = by_place[one.institution_id or ""]
        mail.to_person("entries/mail/extended.txt", one.person, at=at, entry=entry, extension=extension)
    return len(found)


def remind_parents(*, at: datetime) -> int:
    """Remind the local admins above units that have waited for days; one mail a person, each request counted once."""
    waiting = queries.without_answer(at - PARENT_AFTER)
    sent = _sent([(one.id, "parent", one.asked_at) for one in waiting])
    fresh = [one for one in waiting if (one.id, "parent", one.asked_at) not in sent and one.entry.state in EDITABLE]
    admins = queries.admins_above_all({one.entry.institution_id for one in fresh})
    told: dict[str, tuple[Person, list[Entry]]] = {}
    for request in fresh:
        session().add(Reminder(subject_id=request.id, kind="parent", closes=request.asked_at, sent_at=at))
        for person in admins[request.entry.institution_id]:
            told.setdefault(person.id, (person, []))[1].append(request.entry)
    for person, entries in told.values():
        mail.to_person("entries/mail/endorsement_reminder.txt", person, at=at, entries=entries)
    return len(told)
