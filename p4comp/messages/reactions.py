"""What messages do when a lower room tells something."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select, update

from p4comp.accounts import signals as accounts
from p4comp.accounts.models import Person
from p4comp.core.db import everything, session
from p4comp.institutions import actions as registry
from p4comp.messages.models import BroadcastRecipient, ContactNote, Question, Ticket, TicketLine
from p4comp.messages.rules.erasing import unnamed

registry.follows(Ticket.institution_id, _l("Tiket kepada sekretariat"))


@accounts.person_erased.connect
def forget_person(person: Person, *, name: str, email: str, phone: str, **_more: Any) -> None:
    """Lists of mass mails, questions, tickets and notes of calls no longer name who was erased."""
    letters = update(BroadcastRecipient).where(BroadcastRecipient.person_id == person.id)
    session().execute(letters.values(name=person.name, email=person.email))
    asked = update(Question).where(or_(Question.person_id == person.id, Question.asker_email == email))
    session().execute(asked.values(asker_name=person.name, asker_email=person.email))
    session().execute(update(ContactNote).where(ContactNote.person_id == person.id).values(note=""))
    forget = partial(unnamed, instead=person.name, name=name, email=email, phone=phone)
    for one in everything(select(Question).where(or_(Question.person_id == person.id, Question.asker_email == person.email))):
        one.original, one.text, one.answer = forget(one.original), forget(one.text), forget(one.answer)
    _forget_in_tickets(person, forget)


def _forget_in_tickets(person: Person, forget: Callable[[str], str]) -> None:
    """What was said in the talks the person took part in stays; who they were goes out of it, whoever wrote it."""
    wrote = select(TicketLine.ticket_id).where(TicketLine.written_by == person.id)
    for ticket in everything(select(Ticket).where(or_(Ticket.asked_by == person.id, Ticket.id.in_(wrote)))):
        ticket.subject = forget(ticket.subject)[: Ticket.subject.type.length]
        for line in everything(select(TicketLine).where(TicketLine.ticket_id == ticket.id)):
            line.text, line.file_name = forget(line.text), forget(line.file_name)[: TicketLine.file_name.type.length]
