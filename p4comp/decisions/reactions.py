"""What lower rooms ask of decisions: how many finalists and winners there are."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import lazy_gettext as _l

from p4comp.competition import counts
from p4comp.competition.counts import Counter
from p4comp.decisions import queries
from p4comp.decisions.models import Objection, Purpose
from p4comp.institutions import actions as registry


def decided(purpose: Purpose) -> Counter:
    """A counter of the decided lines of a purpose; for operators and the secretariat, since it does not wait for the announcement."""

    def counter(edition_id: str, at: datetime) -> Mapping[str, int]:
        return queries.counts(edition_id, purpose, at=at, announced_only=False)

    return counter


counts.contribute("finalists", decided(Purpose.FINALISTS))
counts.contribute("winners", decided(Purpose.WINNERS))
registry.follows(Objection.institution_id, _l("Sanggah"))
