"""How much waits for a person, each number as a query: pages ask for all of them at once."""

from typing import Any

from sqlalchemy import Select, func, select

from p4comp.accounts.queries import hand_of
from p4comp.core.mail import TROUBLED, Mail
from p4comp.messages.models import Broadcast, Question, Ticket
from p4comp.messages.rules.broadcasts import BroadcastState
from p4comp.messages.rules.questions import QuestionState
from p4comp.messages.rules.tickets import TicketState


def unread(person_id: str) -> Select[int]:
    """Messages a person has not read."""
    return _count(Mail, Mail.person_id == person_id, Mail.read_at.is_(None))


def troubled() -> Select[int]:
    """Mails in trouble."""
    return _count(Mail, Mail.state.in_(TROUBLED))


def to_approve(person_id: str) -> Select[int]:
    """Mass mails to decide on, of others."""
    hands = (Broadcast.written_by, Broadcast.changed_by, Broadcast.asked_by)
    return _count(Broadcast, Broadcast.state == BroadcastState.ASKED, *(hand.not_in(hand_of(person_id)) for hand in hands))


def asked_in_public() -> Select[int]:
    """Public questions nobody has answered."""
    return _count(Question, Question.state == QuestionState.WAITING)


def new_tickets(person_id: str) -> Select[int]:
    """New private questions, of nobody's or the person's own."""
    return _count(Ticket, Ticket.state == TicketState.NEW, Ticket.owner_id.in_(["", person_id]))


def _count(model: type[Any], *conditions: Any) -> Select[int]:
    return select(func.count()).select_from(model).where(*conditions)
