"""What can be asked about mails: one's own, and all that the portal sent."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select

from p4comp.accounts.models import Person
from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.core.db import first, session
from p4comp.core.mail import Mail, MailState, MailTry, is_open, tries
from p4comp.messages.rules import letters


def visible_to(actor: Actor, *, unread_only: bool = False) -> Select[Mail]:
    """The mails to a person: unread ones first, then the latest first."""
    found = select(Mail).where(Mail.person_id == (actor.id or "-"))
    if unread_only:
        found = found.where(Mail.read_at.is_(None))
    return found.order_by(Mail.read_at.is_not(None), Mail.written_at.desc(), Mail.id)


def mail(actor: Actor, mail_id: str) -> Mail | None:
    """A mail to this person; others do not exist."""
    return first(visible_to(actor).where(Mail.id == mail_id))


def outbox(state: str = "", words: str = "", batch: str = "") -> Select[Mail]:
    """All mails but confidential ones, the latest first; in one state, of one mass mail, or with words in address, name or subject."""
    query = select(Mail).where(is_open()).order_by(Mail.written_at.desc(), Mail.id)
    if state in set(MailState):
        query = query.where(Mail.state == MailState(state))
    if batch:
        query = query.where(Mail.batch_id == batch)
    return query.where(_mentions(words.strip())) if words.strip() else query


def _mentions(words: str) -> ColumnElement[bool]:
    named = select(Person.id).where(Person.name.icontains(words, autoescape=True))
    return or_(Mail.to.icontains(words, autoescape=True), Mail.subject.icontains(words, autoescape=True), Mail.person_id.in_(named))


def state_counts(batch: str = "") -> dict[str, int]:
    """How many mails are in each state; of one mass mail, or of all."""
    query = select(Mail.state, func.count()).where(is_open()).group_by(Mail.state)
    rows = session().execute(query.where(Mail.batch_id == batch) if batch else query)
    return {str(state): number for state, number in rows}


@dataclass(frozen=True)
class Sent:
    """A mail as the secretariat sees it, with its tries; `is_secret` hides its text."""

    mail: Mail
    person: Person | None
    is_secret: bool

    @property
    def tries(self) -> list[MailTry]:
        """Every try to deliver it."""
        return tries(self.mail)

    @property
    def address(self) -> str:
        """Where it goes when it is sent again: the account's address of today, else the one it had."""
        return self.person.email if self.person else self.mail.to


def sent(actor: Actor, mail_id: str) -> Sent | None:
    """A mail of the outbox, with the account it went to; for the secretariat only."""
    if not actor.has("secretariat"):
        return None
    query = select(Mail, Person).outerjoin(Person, Person.id == Mail.person_id).where(Mail.id == mail_id, is_open())
    row = session().execute(query).first()
    return Sent(row[0], row[1], letters.is_secret(row[0].template, is_demo=clock.is_demo())) if row else None


def people(ids: Iterable[str]) -> dict[str, str]:
    """The names of people, by their ids."""
    rows = session().execute(select(Person.id, Person.name).where(Person.id.in_(set(ids) - {""})))
    return {row[0]: row[1] for row in rows}


def latest_to(address: str) -> Mail | None:
    """The mail that left for an address last, or the one with this id."""
    left = select(Mail).where(Mail.state == MailState.SENT, or_(Mail.to == address.lower(), Mail.id == address))
    return first(left.order_by(Mail.sent_at.desc()).limit(1))
