"""What messages do when a lower room tells something."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, update

from p4comp.accounts import signals as accounts
from p4comp.accounts.models import Person
from p4comp.core.db import session
from p4comp.institutions import actions as registry
from p4comp.messages.models import BroadcastRecipient, ContactNote, Question, Ticket

registry.follows(Ticket.institution_id, _l("Tiket kepada sekretariat"))


@accounts.person_erased.connect
def forget_person(person: Person, *, email: str, **_more: Any) -> None:
    """Lists of mass mails, public questions and notes of calls no longer name who was erased."""
    letters = update(BroadcastRecipient).where(BroadcastRecipient.person_id == person.id)
    session().execute(letters.values(name=person.name, email=person.email))
    asked = update(Question).where(or_(Question.person_id == person.id, Question.asker_email == email))
    session().execute(asked.values(asker_name=person.name, asker_email=person.email))
    session().execute(update(ContactNote).where(ContactNote.person_id == person.id).values(note=""))
