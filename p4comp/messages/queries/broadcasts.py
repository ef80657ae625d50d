"""What can be asked about mass mail."""

from sqlalchemy import Select, func, select

from p4comp.accounts.models import Person
from p4comp.core.access import Actor
from p4comp.core.db import first, held, session
from p4comp.core.mail import Mail
from p4comp.messages.models import Broadcast, BroadcastRecipient
from p4comp.messages.rules.broadcasts import BroadcastState


def broadcasts() -> Select[Broadcast]:
    """All mass mails, those that wait for a second person first, then the latest."""
    return select(Broadcast).order_by(Broadcast.state != BroadcastState.ASKED, Broadcast.written_at.desc(), Broadcast.id)


def broadcast(actor: Actor, broadcast_id: str) -> Broadcast | None:
    """A mass mail, for the secretariat; nobody else knows of it."""
    if not actor.has("secretariat"):
        return None
    return first(held(select(Broadcast), Broadcast).where(Broadcast.id == broadcast_id))


def snapshot(broadcast: Broadcast) -> Select[BroadcastRecipient]:
    """The recipients as they were when approval was asked for, by institution and name."""
    found = select(BroadcastRecipient).where(BroadcastRecipient.broadcast_id == broadcast.id)
    return found.order_by(BroadcastRecipient.institution_name, BroadcastRecipient.name, BroadcastRecipient.email)


def unwritten(broadcast_id: str, most: int) -> list[tuple[BroadcastRecipient, Person]]:
    """Recipients whose letter is not written yet, with their accounts."""
    query = select(BroadcastRecipient, Person).join(Person, Person.id == BroadcastRecipient.person_id)
    query = query.where(BroadcastRecipient.broadcast_id == broadcast_id, BroadcastRecipient.mail_id == "", ~BroadcastRecipient.skipped)
    rows = session().execute(query.order_by(BroadcastRecipient.email).limit(most))
    return [(row[0], row[1]) for row in rows]


def sizes(broadcasts: list[Broadcast]) -> dict[str, int]:
    """How many recipients the snapshots have."""
    query = select(BroadcastRecipient.broadcast_id, func.count()).group_by(BroadcastRecipient.broadcast_id)
    rows = session().execute(query.where(BroadcastRecipient.broadcast_id.in_([one.id for one in broadcasts])))
    return {row[0]: row[1] for row in rows}


def batch_size(broadcast_id: str) -> int:
    """How many letters of a mass mail are written."""
    return session().execute(select(func.count()).select_from(Mail).where(Mail.batch_id == broadcast_id)).scalar_one()
