"""What judging does later."""

from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.core import clock, db, jobs, mail
from p4comp.core.db import session
from p4comp.core.mail import Mail
from p4comp.decisions.models import Decision, DecisionLine
from p4comp.entries.models import Entry

LETTER = "judging/mail/finalist.txt"


@jobs.task("judging.tell_finalists")
def tell_finalists(decision_id: str) -> None:
    """Mail every finalist of an announced list once, however often its moment was moved; one moved to later waits for its new job."""
    decision, at = db.first(db.held(select(Decision), Decision).where(Decision.id == decision_id)), clock.now()
    if decision is None or decision.announced_at is None or decision.announced_at > at:
        return
    query = select(Entry, Person).join(Person, Person.id == Entry.contact_id).join(DecisionLine, DecisionLine.subject_id == Entry.id)
    told = select(Mail.person_id).where(Mail.template == LETTER, Mail.written_at >= decision.announced_at)
    query = query.where(DecisionLine.decision_id == decision_id, Person.id.not_in(told)).order_by(Entry.institution_name)
    for entry, person in session().execute(query).all():
        mail.to_person(LETTER, person, at=at, entry=entry)
