"""The report of a look on the spot as it is printed, and as the plenary hears of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.competition.interview_terms import CheckItem
from p4comp.core.words import moment_for
from p4comp.interviews.models import Observation, ObservationMark, ObservationPhoto
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.rules.observations import VisitState

MOST_WORDS = 1500


@dataclass(frozen=True)
class Printed:
    """All the printed report shows."""

    observation: Observation
    items: tuple[CheckItem, ...]
    marks: Mapping[str, ObservationMark]
    shots: list[ObservationPhoto]
    category_name: str
    edition_name: str
    locked_at: datetime

    @property
    def zone(self) -> str:
        """The clock of the place."""
        return self.observation.interview.entry.institution.zone


def printed(observation_id: str) -> Printed | None:
    """A locked report; None for one that is open."""
    found = queries.whole(observation_id)
    if found is None or found.state is not VisitState.LOCKED or found.locked_at is None:
        return None
    entry = found.interview.entry
    spec = competition.spec_of(entry.edition)
    category = spec.category(entry.category)
    name = category.name if category else entry.category
    items, marks = spec.hearings.observation.items, queries.marks(found.id)
    return Printed(found, items, marks, queries.photos(found.id), name, spec.name, found.locked_at)


def for_plenary(entry_ids: list[str]) -> dict[str, str]:
    """What was found on the spot, in words, `{entry id: words}`; locked reports only."""
    return {entry_id: _words(found) for entry_id, found in queries.locked_of(entry_ids).items()}


def _words(found: Observation) -> str:
    entry = found.interview.entry
    when = moment_for(found.starts_at, entry.edition.zone, entry.institution.zone) if found.starts_at else ""
    text = found.findings if len(found.findings) <= MOST_WORDS else found.findings[:MOST_WORDS] + " …"
    return _("Kunjungan %(when)s, %(place)s. %(text)s", when=when, place=found.place, text=text)
