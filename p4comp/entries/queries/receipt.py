"""The receipt of a hand-in, read from its snapshot alone."""

from dataclasses import dataclass
from typing import Any

from p4comp.competition.queries import spec_of
from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.entries.models import Submission
from p4comp.entries.policy import Case
from p4comp.entries.queries.sight import case, submission


@dataclass(frozen=True)
class Receipt:
    """A hand-in with what its snapshot names."""

    case: Case
    submission: Submission

    @property
    def files(self) -> list[dict[str, Any]]:
        """Every file that was handed in, the letter first, sources of figures last: indicator, name, sha256, size."""
        snapshot = self.submission.snapshot
        letter = snapshot.get("letter", {})
        first = [{"indicator": "", "name": letter["name"], "sha256": letter["sha256"], "size": None}] if letter.get("sha256") else []
        sources = [{"indicator": "", **one} for one in snapshot.get("figures", {}).get("sources", [])]
        return first + list(snapshot.get("evidence", [])) + sources

    @property
    def name(self) -> str:
        """The institution's name of the day."""
        return str(self.submission.snapshot.get("institution", {}).get("name", self.case.entry.institution_name))

    @property
    def category(self) -> str:
        """The category it was handed in for."""
        code = str(self.submission.snapshot.get("category", self.case.entry.category))
        category = spec_of(self.case.entry.edition).category(code)
        return f"{category.name} ({code})" if category else code

    @property
    def sent_by(self) -> str:
        """Who handed it in."""
        return str(self.submission.snapshot.get("submitted_by", {}).get("name", ""))

    @property
    def is_simulated(self) -> bool:
        """Whether its documents carry the mark: an invented institution, or a demo."""
        return self.case.entry.institution.is_invented or clock.is_demo()


def receipt(actor: Actor, entry_id: str) -> Receipt | None:
    """The receipt of a visible entry's newest hand-in, if it was ever handed in."""
    found = case(actor, entry_id)
    newest = submission(found.entry) if found else None
    return Receipt(found, newest) if found and newest else None
