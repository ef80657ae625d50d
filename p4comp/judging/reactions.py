"""What lower rooms ask of judging: roles of evaluators, counts of finalists, the shortlist made again, the good news mailed."""

from datetime import datetime

from sqlalchemy import select

from p4comp.accounts import identity
from p4comp.accounts.models import Person
from p4comp.competition import counts
from p4comp.core import mail
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.decisions import queries as decisions
from p4comp.decisions import rules, signals
from p4comp.decisions.models import Decision, Purpose
from p4comp.entries.models import Entry
from p4comp.judging import queries
from p4comp.judging.rules import ranking


def finalists(edition_id: str, at: datetime) -> dict[str, int]:
    """Decided finalists per category at a moment of the instance's clock: for operators and the secretariat."""
    return decisions.counts(edition_id, Purpose.FINALISTS, at=at, announced_only=False)


def tell_finalists(announced: list[Decision], *, moment: datetime, by: Actor, at: datetime) -> None:
    """Mail each finalist when the list is announced at once; a later moment must not be given away by a mail."""
    ids = [line.subject_id for decision in announced if decision.purpose is Purpose.FINALISTS for line in decision.lines]
    if moment > at or not ids:
        return
    query = select(Entry, Person).join(Person, Person.id == Entry.contact_id).where(Entry.id.in_(ids)).order_by(Entry.institution_name)
    for entry, person in session().execute(query).all():
        mail.queue("judging/mail/finalist.txt", to=person.email, person_id=person.id, at=at, person=person, entry=entry)


identity.extend(queries.roles)
rules.recomputes(Purpose.FINALISTS, ranking.rank)
counts.contribute("finalists", finalists)
signals.announced.connect(tell_finalists)
