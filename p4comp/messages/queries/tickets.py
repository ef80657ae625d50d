"""What can be asked about private questions: an institution's members see its own, the secretariat all, others none."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import joinedload

from p4comp.accounts import queries as accounts
from p4comp.accounts.models import Person
from p4comp.core.access import Actor, homes
from p4comp.core.db import everything, first, held, session
from p4comp.institutions.models import Institution
from p4comp.messages.models import SavedAnswer, Ticket, TicketLine
from p4comp.messages.rules import tickets as rules
from p4comp.messages.rules.tickets import TicketState

MEASURED = 500


def own_institutions(actor: Actor) -> list[Institution]:
    """The institutions a person asks for."""
    ids = [one for one in actor.institutions if actor.has("member", one)]
    return everything(select(Institution).where(Institution.id.in_(ids)).order_by(Institution.name))


def tickets_visible_to(actor: Actor) -> Select[Ticket]:
    """The tickets a person may know of."""
    if actor.has("secretariat"):
        return select(Ticket)
    ids = [one for one in actor.institutions if actor.has("member", one)]
    return select(Ticket).where(Ticket.institution_id.in_(ids)) if ids else select(Ticket).where(false())


def tickets(actor: Actor, state: str = "", owner: str = "") -> Select[Ticket]:
    """A list of tickets: for the secretariat what waits longest first, for members what moved last first."""
    found = tickets_visible_to(actor).options(joinedload(Ticket.institution))
    if state in set(TicketState):
        found = found.where(Ticket.state == TicketState(state))
    if owner == "mine":
        found = found.where(Ticket.owner_id == actor.id)
    if owner == "nobody":
        found = found.where(Ticket.owner_id == "")
    if actor.has("secretariat"):
        return found.order_by(Ticket.state != TicketState.NEW, Ticket.moved_at, Ticket.id)
    return found.order_by(Ticket.moved_at.desc(), Ticket.id)


def ticket(actor: Actor, ticket_id: str) -> Ticket | None:
    """A ticket the person may know of."""
    query = held(tickets_visible_to(actor).options(joinedload(Ticket.institution)), Ticket)
    return first(query.where(Ticket.id == ticket_id))


def lines(actor: Actor, ticket: Ticket) -> list[TicketLine]:
    """What was said, in its order; the secretariat's notes are for the secretariat."""
    return everything(_lines(actor, ticket.id).options(joinedload(TicketLine.file)).order_by(TicketLine.written_at, TicketLine.id))


def _lines(actor: Actor, ticket_id: str) -> Select[TicketLine]:
    found = select(TicketLine).where(TicketLine.ticket_id == ticket_id)
    return found if actor.has("secretariat") else found.where(~TicketLine.is_private)


def attachment(actor: Actor, ticket_id: str, line_id: str) -> TicketLine | None:
    """The line with the file, of a ticket the person may know of."""
    if first(tickets_visible_to(actor).where(Ticket.id == ticket_id)) is None:
        return None
    with_file = _lines(actor, ticket_id).where(TicketLine.id == line_id, TicketLine.file_sha256.is_not(None))
    return first(with_file.options(joinedload(TicketLine.file)))


def listeners(ticket: Ticket) -> list[Person]:
    """Who of the secretariat is told of news: the ticket's owner, or else everybody."""
    staff = accounts.secretariat()
    return [one for one in staff if one.id == ticket.owner_id] or staff


def asked_back(actor: Actor) -> list[Ticket]:
    """A member's tickets that were answered, or in which the secretariat waits for the institution."""
    return everything(_asked_back(homes(actor, "member")).order_by(Ticket.moved_at))


def answers_waiting(institution_ids: Collection[str]) -> Select[int]:
    """How many of these institutions' tickets those are."""
    return _asked_back(institution_ids).with_only_columns(func.count(Ticket.id))


def _asked_back(institution_ids: Collection[str]) -> Select[Ticket]:
    open_ones = (TicketState.ASKED_BACK, TicketState.ANSWERED)
    return select(Ticket).where(Ticket.institution_id.in_(institution_ids), Ticket.state.in_(open_ones))


def usual_wait() -> timedelta | None:
    """The median time to a first answer over the latest tickets."""
    answered = select(Ticket.asked_at, Ticket.first_answered_at).where(Ticket.first_answered_at.is_not(None))
    rows = session().execute(answered.order_by(Ticket.first_answered_at.desc()).limit(MEASURED))
    return rules.usual_wait([(row[0], row[1]) for row in rows if row[1]])


def saved_answers() -> list[SavedAnswer]:
    """The secretariat's saved answers, by title."""
    return everything(select(SavedAnswer).order_by(SavedAnswer.title, SavedAnswer.id))


def saved_answer(actor: Actor, answer_id: str) -> SavedAnswer | None:
    """A saved answer, for the secretariat."""
    return session().get(SavedAnswer, answer_id) if actor.has("secretariat") else None
