"""What results do later: the letter at the moment of publication."""

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core import clock, jobs, mail
from p4comp.core.db import session
from p4comp.entries.models import Entry
from p4comp.interviews.queries.timetable import people_of
from p4comp.results import queries


@jobs.task("results.tell_finalists")
def tell_finalists(edition_id: str) -> None:
    """Tell every finalist that the result is public; a publication that was moved to later waits for its new job."""
    edition, at = session().get(Edition, edition_id), clock.now()
    if edition is None or not queries.is_public(edition_id, at):
        return
    entries = queries.finalist_entries(edition_id, at)
    people = people_of(entries)
    for entry in entries:
        for person in people.get(entry.institution_id, ()):
            _tell(person, edition, entry)


def _tell(person: Person, edition: Edition, entry: Entry) -> None:
    """The letter is the same for winners and for the others."""
    mail.queue(
        "results/mail/published.txt", to=person.email, person_id=person.id, at=clock.now(), person=person, edition=edition, entry=entry
    )
