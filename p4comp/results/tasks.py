"""What results do later: the letter at the moment of publication."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core import clock, jobs, mail
from p4comp.core.db import first, held
from p4comp.core.mail import Mail
from p4comp.entries.models import Entry
from p4comp.interviews.queries.timetable import people_of
from p4comp.results import queries

LETTER = "results/mail/published.txt"


@jobs.task("results.tell_finalists")
def tell_finalists(edition_id: str) -> None:
    """Tell every finalist once that the result is public; a publication that was moved to later waits for its new job."""
    edition, at = first(held(select(Edition), Edition).where(Edition.id == edition_id)), clock.now()
    since = queries.public_since(edition_id, at)
    if edition is None or since is None:
        return
    entries = queries.finalist_entries(edition_id, at)
    people = people_of(entries)
    if _is_told({person.id for ones in people.values() for person in ones}, since):
        return
    for entry in entries:
        for person in people.get(entry.institution_id, ()):
            _tell(person, edition, entry)


def _is_told(ids: Collection[str], since: datetime) -> bool:
    """Whether the letters are written: all at once, and none before the moment, however often it was moved."""
    return first(select(Mail.id).where(Mail.template == LETTER, Mail.person_id.in_(ids), Mail.written_at >= since).limit(1)) is not None


def _tell(person: Person, edition: Edition, entry: Entry) -> None:
    """The letter is the same for winners and for the others."""
    mail.queue(LETTER, to=person.email, person_id=person.id, at=clock.now(), person=person, edition=edition, entry=entry)
