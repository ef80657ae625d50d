"""What can be asked about messages."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select

from p4comp.accounts.models import Person
from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.core.db import first, session
from p4comp.core.mail import Mail, MailState
from p4comp.messages import rules


def visible_to(actor: Actor) -> Select[Mail]:
    """The mails to a person, the latest first."""
    return select(Mail).where(Mail.person_id == (actor.id or "-")).order_by(Mail.written_at.desc(), Mail.id)


def mail(actor: Actor, mail_id: str) -> Mail | None:
    """A mail to this person; others do not exist."""
    return first(visible_to(actor).where(Mail.id == mail_id))


def unread(actor: Actor) -> int:
    """How many mails the person has not marked as read."""
    query = select(func.count()).select_from(Mail).where(Mail.person_id == actor.id, Mail.read_at.is_(None))
    return session().execute(query).scalar_one()


def outbox(state: str = "", words: str = "") -> Select[Mail]:
    """All mails, the latest first; in one state or with words in address, name or subject."""
    query = select(Mail).order_by(Mail.written_at.desc(), Mail.id)
    if state in set(MailState):
        query = query.where(Mail.state == MailState(state))
    return query.where(_mentions(words.strip())) if words.strip() else query


def _mentions(words: str) -> ColumnElement[bool]:
    named = select(Person.id).where(Person.name.icontains(words, autoescape=True))
    return or_(Mail.to.icontains(words, autoescape=True), Mail.subject.icontains(words, autoescape=True), Mail.person_id.in_(named))


def state_counts() -> dict[str, int]:
    """How many mails wait, and how many were sent."""
    rows = session().execute(select(Mail.state, func.count()).group_by(Mail.state))
    return {str(state): number for state, number in rows}


@dataclass(frozen=True)
class Sent:
    """A mail as the secretariat sees it; `is_secret` hides its text."""

    mail: Mail
    person: Person | None
    is_secret: bool


def sent(actor: Actor, mail_id: str) -> Sent | None:
    """A mail of the outbox, with the account it went to; for the secretariat only."""
    if not actor.has("secretariat"):
        return None
    query = select(Mail, Person).outerjoin(Person, Person.id == Mail.person_id).where(Mail.id == mail_id)
    row = session().execute(query).first()
    return Sent(row[0], row[1], rules.is_secret(row[0].template, is_demo=clock.is_demo())) if row else None


def people(mails: list[Mail]) -> dict[str, str]:
    """The names of those the mails went to, by person id."""
    rows = session().execute(select(Person.id, Person.name).where(Person.id.in_({one.person_id for one in mails})))
    return {row[0]: row[1] for row in rows}
