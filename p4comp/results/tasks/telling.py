"""What results do later: the letter at the moment of publication."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.accounts.queries import members_of
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import clock, jobs, mail
from p4comp.core.db import everything, first, held
from p4comp.core.mail import Mail
from p4comp.decisions import rules
from p4comp.decisions.models import Decision
from p4comp.entries.models import Entry
from p4comp.results import queries

LETTER, CORRECTED = "results/mail/published.txt", "results/mail/corrected.txt"


@jobs.task("results.tell_finalists")
def tell_finalists(edition_id: str) -> None:
    """Tell every finalist, and every winner of a category without finalists, once that the result is public; a publication that was moved to later waits for its new job."""
    edition, at = first(held(select(Edition), Edition).where(Edition.id == edition_id)), clock.now()
    since = queries.public_since(edition_id, at)
    if edition is None or since is None:
        return
    entries = queries.listed_entries(edition_id, at)
    people = members_of(one.institution_id for one in entries)
    if _is_told({person.id for ones in people.values() for person in ones}, since):
        return
    for entry in entries:
        for person in people.get(entry.institution_id, ()):
            _tell(person, edition, entry)


@jobs.task("results.tell_corrected")
def tell_corrected(decision_id: str) -> None:
    """Tell those whom an announced correction brings in, takes out or gives another award, once; nobody else is written to."""
    decision, at = first(held(select(Decision), Decision).where(Decision.id == decision_id)), clock.now()
    if decision is None or not decision.is_in_force(at) or _is_corrected(decision):
        return
    told = rules.fates(decision.snapshot.get("differences", []))
    entries = everything(select(Entry).where(Entry.id.in_(told)).order_by(Entry.institution_name, Entry.id))
    people = members_of(one.institution_id for one in entries)
    for entry in entries:
        for person in people.get(entry.institution_id, ()):
            about = {"edition": competition.spec_of(decision.edition), "entry": entry, "decision": decision, "fate": told[entry.id].value}
            mail.to_person(CORRECTED, person, at=at, **about)


def _is_corrected(decision: Decision) -> bool:
    """Whether the letters about this correction are written: all at once, and their subject names it."""
    return (
        first(select(Mail.id).where(Mail.template == CORRECTED, Mail.subject.endswith(decision.code, autoescape=True)).limit(1)) is not None
    )


def _is_told(ids: Collection[str], since: datetime) -> bool:
    """Whether the letters are written: all at once, and none before the moment, however often it was moved."""
    return first(select(Mail.id).where(Mail.template == LETTER, Mail.person_id.in_(ids), Mail.written_at >= since).limit(1)) is not None


def _tell(person: Person, edition: Edition, entry: Entry) -> None:
    """The letter is the same for winners and for the others; who was scored by figures was no finalist and has no sheets."""
    category = competition.spec_of(edition).category(entry.category)
    has_dossier = category is None or category.scoring is None
    mail.to_person(LETTER, person, at=clock.now(), edition=edition, entry=entry, has_dossier=has_dossier)
