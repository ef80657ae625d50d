"""What can happen to private questions."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts import queries as accounts
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.messages import policy, queries
from p4comp.messages.models import SavedAnswer, Ticket, TicketLine
from p4comp.messages.rules.tickets import MOVES


@dataclass(frozen=True)
class Said:
    """A text, perhaps with a stored file."""

    text: str
    file_sha256: str | None = None
    file_name: str = ""


def ask_secretariat(institution_id: str, subject: str, said: Said, *, by: Actor, at: datetime) -> Ticket:
    """Open a ticket for one of the person's institutions, and tell the secretariat."""
    demand(policy.may_ask_secretariat(by, None, at))
    if not by.has("member", institution_id):
        raise Invalid(_("Pilih instansi tempat Anda bertugas."), "institution_id")
    ticket = Ticket(institution_id=institution_id, subject=subject.strip(), asked_by=by.id, asked_at=at, moved_at=at, owner_id="")
    session().add(ticket)
    session().flush()
    _say(ticket, said, by, at)
    audit.record("ticket.asked", ticket, by=by, at=at)
    _tell_staff(ticket, at)
    return ticket


def reply(ticket: Ticket, said: Said, *, by: Actor, at: datetime) -> None:
    """The institution writes again: it is the secretariat's turn."""
    demand(policy.may_write_ticket(by, ticket, at))
    _move(ticket, "reply", at)
    _say(ticket, said, by, at)
    audit.record("ticket.replied", ticket, by=by, at=at)
    _tell_staff(ticket, at)


def answer(ticket: Ticket, said: Said, *, asks_back: bool, by: Actor, at: datetime) -> None:
    """The secretariat answers, or asks back; whoever does so first takes care of the ticket."""
    demand(policy.may_serve_ticket(by, ticket, at))
    verb = "ask_back" if asks_back else "answer"
    _move(ticket, verb, at)
    _say(ticket, said, by, at, is_staff=True)
    ticket.owner_id = ticket.owner_id or by.id
    ticket.first_answered_at = ticket.first_answered_at or at
    audit.record("ticket.asked_back" if asks_back else "ticket.answered", ticket, by=by, at=at)
    for person in accounts.members(ticket.institution_id):
        mail.queue(
            "messages/mail/ticket_answered.txt",
            to=person.email,
            person_id=person.id,
            at=at,
            person=person,
            ticket=ticket,
            asks_back=asks_back,
        )


def note(ticket: Ticket, text: str, *, by: Actor, at: datetime) -> None:
    """Keep a note that only the secretariat reads; nothing moves."""
    demand(policy.may_serve_ticket(by, ticket, at))
    session().add(TicketLine(ticket_id=ticket.id, text=text.strip(), written_by=by.id, written_at=at, is_staff=True, is_private=True))
    audit.record("ticket.noted", ticket, by=by, at=at)


def own(ticket: Ticket, *, by: Actor, at: datetime) -> None:
    """Take care of a ticket from now on."""
    demand(policy.may_serve_ticket(by, ticket, at))
    was, ticket.owner_id = ticket.owner_id, by.id
    audit.record("ticket.owned", ticket, by=by, at=at, was=was)


def close(ticket: Ticket, *, by: Actor, at: datetime) -> None:
    """End the talk; a reply opens it again."""
    demand(policy.may_close_ticket(by, ticket, at))
    _move(ticket, "close", at)
    audit.record("ticket.closed", ticket, by=by, at=at)


def keep_answer(title: str, text: str, *, by: Actor, at: datetime) -> SavedAnswer:
    """Save a text to use again."""
    demand(policy.may_see_outbox(by, None, at))
    saved = SavedAnswer(title=title.strip(), text=text.strip(), written_by=by.id)
    session().add(saved)
    audit.record("saved_answer.kept", saved, by=by, at=at, title=saved.title)
    return saved


def drop_answer(saved: SavedAnswer, *, by: Actor, at: datetime) -> None:
    """Forget a saved text."""
    demand(policy.may_see_outbox(by, None, at))
    audit.record("saved_answer.dropped", saved, by=by, at=at, title=saved.title)
    session().delete(saved)


def _move(ticket: Ticket, verb: str, at: datetime) -> None:
    ticket.state, ticket.moved_at = MOVES.after(ticket.state, verb), at


def _say(ticket: Ticket, said: Said, by: Actor, at: datetime, *, is_staff: bool = False) -> None:
    session().add(
        TicketLine(
            ticket_id=ticket.id,
            text=said.text.strip(),
            written_by=by.id,
            written_at=at,
            is_staff=is_staff,
            file_sha256=said.file_sha256,
            file_name=said.file_name,
        )
    )


def _tell_staff(ticket: Ticket, at: datetime) -> None:
    for person in queries.listeners(ticket):
        mail.queue("messages/mail/ticket_asked.txt", to=person.email, person_id=person.id, at=at, person=person, ticket=ticket)
