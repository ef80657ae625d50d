"""How much waits for a person: all numbers by one query, for every page shows them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, func, select

from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.mail import TROUBLED, Mail
from p4comp.messages.models import Broadcast, Question, Ticket
from p4comp.messages.rules.broadcasts import BroadcastState
from p4comp.messages.rules.questions import QuestionState
from p4comp.messages.rules.tickets import TicketState


@dataclass(frozen=True)
class Numbers:
    """Unread messages; for the secretariat also mails in trouble, mass mails to decide on, public and private questions."""

    unread: int
    troubled: int = 0
    broadcasts: int = 0
    questions: int = 0
    tickets: int = 0


def numbers(actor: Actor) -> Numbers:
    """What waits for this person."""
    wanted = [_count(Mail, Mail.person_id == actor.id, Mail.read_at.is_(None))]
    if actor.has("secretariat"):
        hands = (Broadcast.written_by, Broadcast.changed_by, Broadcast.asked_by)
        wanted += [
            _count(Mail, Mail.state.in_(TROUBLED)),
            _count(Broadcast, Broadcast.state == BroadcastState.ASKED, *(hand != actor.id for hand in hands)),
            _count(Question, Question.state == QuestionState.WAITING),
            _count(Ticket, Ticket.state == TicketState.NEW, Ticket.owner_id.in_(["", actor.id])),
        ]
    return Numbers(*tuple[int, ...](session().execute(select(*wanted)).one()))


def _count(model: type[Any], *conditions: Any) -> ScalarSelect[int]:
    return select(func.count()).select_from(model).where(*conditions).scalar_subquery()
