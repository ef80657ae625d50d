"""How dossiers are handed in, as an edition file states it."""

from dataclasses import dataclass
from datetime import timedelta

GRACE_MINUTES = 30
PARENT_DAYS = 5


@dataclass(frozen=True)
class HandInTerms:
    """Minutes in which an upload begun in time may still arrive, working days a parent has to answer, the words an approver declares.

    `provinces_watch` lets a province's local admins see how far its regencies and cities are, without any content.
    """

    grace_minutes: int = GRACE_MINUTES
    parent_days: int = PARENT_DAYS
    declaration: str = ""
    provinces_watch: bool = True

    @property
    def grace(self) -> timedelta:
        """The grace for uploads begun in time."""
        return timedelta(minutes=self.grace_minutes)
