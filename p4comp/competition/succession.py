"""What an edition ruled on honours of institutions that were split or merged, as its file states it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Effect(StrEnum):
    """To whom the honours of an institution that is gone pass: nobody, all that followed it, or those named."""

    NONE = "tidak_ada"
    ALL = "semua"
    NAMED = "instansi"


@dataclass(frozen=True)
class Ruling:
    """What the edition ruled on the honours of an institution that was split or merged; institutions by their codes."""

    code: str
    predecessor: str
    effect: Effect
    successors: tuple[str, ...]
    basis: str
    reason: str
    ruled_on: date

    def gives_to(self, successor: str) -> bool:
        """Whether the honours pass to an institution that followed, at once or by way of others."""
        return self.effect is Effect.ALL or (self.effect is Effect.NAMED and successor in self.successors)
