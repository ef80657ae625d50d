"""What an edition's file states about verification: the checklist, corrections, objections."""

from dataclasses import dataclass
from enum import StrEnum


class LookAt(StrEnum):
    """What a line of the checklist asks the secretariat to look at."""

    LETTER = "surat"
    SYSTEM = "tanggal_sistem"
    EVIDENCE = "bukti"
    DECLARATION = "pernyataan"
    SHEET = "borang"
    FIGURES = "angka"


class OnNo(StrEnum):
    """What a no leads to."""

    RETURN = "kembalikan"
    REFUSE = "tolak"


class Overdue(StrEnum):
    """What follows when a correction's day has passed: the entry may be refused, or is decided on as it was handed in before."""

    REFUSE = "dapat_ditolak"
    EARLIER = "versi_sebelumnya"


@dataclass(frozen=True)
class CheckItem:
    """A line of the checklist; no categories named means all."""

    code: str
    text: str
    look_at: LookAt
    on_no: OnNo
    categories: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class VerificationTerms:
    """The checklist, the days for a correction and what follows after them, the days for an objection (none: `finality` says so)."""

    items: tuple[CheckItem, ...]
    correction_days: int
    overdue: Overdue
    objection_days: int
    finality: str = ""

    def checklist(self, category: str) -> tuple[CheckItem, ...]:
        """The lines that concern a category, in order."""
        return tuple(item for item in self.items if not item.categories or category in item.categories)
