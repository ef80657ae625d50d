"""What calibration rounds hold back."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from p4comp.competition.spec import EditionSpec
from p4comp.core import db
from p4comp.entries.models import Entry
from p4comp.entries.models import State as EntryState
from p4comp.judging.models import Calibration, CalibrationRound


@dataclass(frozen=True)
class Gate:
    """Which dossiers of an edition come first, by category, and where their round is over."""

    first: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    over: frozenset[str] = frozenset()

    def holds(self, category: str, entry_id: str) -> bool:
        """Whether a dossier opens only after the round of its category."""
        dossiers = self.first.get(category)
        return bool(dossiers) and category not in self.over and entry_id not in (dossiers or {})

    def is_first(self, category: str, entry_id: str) -> bool:
        """Whether a dossier belongs to a round that still runs."""
        return category not in self.over and entry_id in self.first.get(category, {})


def gate(edition_id: str, spec: EditionSpec) -> Gate:
    """What the plan's calibration rounds hold back; two queries where there are rounds, none else."""
    if not spec.reading.begins_together:
        return Gate()
    query = select(Entry.category, Entry.id, Entry.institution_name).join(Calibration, Calibration.entry_id == Entry.id)
    query = query.where(Calibration.edition_id == edition_id, Entry.state == EntryState.VERIFIED).order_by(Entry.institution_name, Entry.id)
    first: dict[str, dict[str, str]] = defaultdict(dict)
    for category, entry_id, name in db.session().execute(query):
        first[category][entry_id] = name
    over = select(CalibrationRound.category).where(CalibrationRound.edition_id == edition_id, CalibrationRound.ended_at.is_not(None))
    return Gate(dict(first), frozenset(db.session().execute(over).scalars()))
