"""What came of an entry, once that is announced."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.competition.queries import spec_of
from p4comp.core.db import session
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force
from p4comp.entries.models import Entry


@dataclass(frozen=True)
class Outcome:
    """The highest an entry reached: finalist, or winner of the `award` (its name)."""

    is_winner: bool
    award: str = ""

    @property
    def label(self) -> str:
        """As people say it."""
        if not self.is_winner:
            return _("Finalis")
        return _("Penerima penghargaan: %(award)s", award=self.award) if self.award else _("Penerima penghargaan")


def outcomes(entries: Collection[Entry], at: datetime) -> dict[str, Outcome]:
    """What is announced of entries at `at`, by entry, by one query; before its moment a decision does not exist, and of a corrected list the correction counts."""
    known = {entry.id: entry for entry in entries}
    query = select(DecisionLine.subject_id, Decision.purpose, DecisionLine.award).join(DecisionLine.decision)
    found: dict[str, Outcome] = {}
    for entry_id, purpose, award in session().execute(query.where(DecisionLine.subject_id.in_(known), in_force(at))):
        if purpose is Purpose.WINNERS:
            found[entry_id] = Outcome(is_winner=True, award=_award(known[entry_id], award))
        else:
            found.setdefault(entry_id, Outcome(is_winner=False))
    return found


def _award(entry: Entry, code: str) -> str:
    category = spec_of(entry.edition).category(entry.category)
    return next((award.name for award in category.awards if award.code == code), "") if category else ""
