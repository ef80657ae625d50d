"""Who has not read what was sent to them: a list to work through by telephone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Select, exists, func, or_, select

from p4comp.accounts import queries as accounts
from p4comp.accounts.models import Membership, Person
from p4comp.accounts.rules import normal_phone
from p4comp.core import spaces
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.core.mail import Mail, is_open
from p4comp.institutions.models import Institution
from p4comp.messages.models import ContactNote
from p4comp.messages.rules import phones
from p4comp.messages.rules.letters import WITH_SIGN_IN_LINKS


@dataclass(frozen=True)
class Silent:
    """Somebody with unread messages: how many, since when, where they work, and who tried to reach them."""

    person: Person
    unread: int
    oldest_at: datetime | None
    institutions: list[str]
    notes: list[ContactNote]

    @property
    def number(self) -> str:
        """The telephone number in full, or an empty text."""
        return normal_phone(self.person.phone)

    @property
    def text(self) -> str:
        """What to write to them."""
        return phones.reminder(self.person.name, spaces.house().portal, current_app.extensions["settings"].base_url)

    @property
    def whatsapp(self) -> str:
        """The address that opens WhatsApp with that text."""
        return phones.whatsapp(self.number, self.text)


def _unread(before: datetime) -> Any:
    """Unread messages that matter, by person; links to sign in are no messages, and of confidential ones nobody is told."""
    matters = (
        Mail.read_at.is_(None),
        Mail.person_id != "",
        Mail.written_at <= before,
        ~Mail.template.startswith(WITH_SIGN_IN_LINKS),
        is_open(),
    )
    return (
        select(Mail.person_id, func.count().label("number"), func.min(Mail.written_at).label("oldest"))
        .where(*matters)
        .group_by(Mail.person_id)
    )


def silent_people(at: datetime, days: int, province: str = "", words: str = "") -> Select[Person]:
    """People with messages unread for `days`, those who wait longest first; in a province, or with words in name or institution."""
    unread = _unread(at - timedelta(days=days)).subquery()
    found = select(Person).join(unread, unread.c.person_id == Person.id).where(Person.is_active)
    works_for = exists().where(Membership.person_id == Person.id, Membership.institution_id == Institution.id)
    if province:
        found = found.where(works_for.where(Institution.region_code.startswith(province, autoescape=True)))
    if words:
        institution = works_for.where(Institution.name.icontains(words, autoescape=True))
        found = found.where(or_(Person.name.icontains(words, autoescape=True), institution))
    return found.order_by(unread.c.oldest, Person.id)


def silent(people: list[Person], at: datetime, days: int) -> list[Silent]:
    """The facts about these people, by three queries."""
    ids = [one.id for one in people]
    query = _unread(at - timedelta(days=days)).where(Mail.person_id.in_(ids))
    unread = {row[0]: (row[1], row[2]) for row in session().execute(query)}
    places = accounts.memberships(people)
    notes: dict[str, list[ContactNote]] = defaultdict(list)
    for note in everything(select(ContactNote).where(ContactNote.person_id.in_(ids)).order_by(ContactNote.called_at.desc())):
        notes[note.person_id].append(note)
    return [
        Silent(one, *unread.get(one.id, (0, None)), [held.institution.name for held in places[one.id] if held.institution], notes[one.id])
        for one in people
    ]


def somebody(actor: Actor, person_id: str) -> Person | None:
    """A person to be reached, for the secretariat."""
    return first(select(Person).where(Person.id == person_id)) if actor.has("secretariat") else None
