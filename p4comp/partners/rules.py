"""What a note may hold, and when notes are written, answered and seen. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name

IDENTITIES = {
    re.compile(r"(?<!\d)\d{16}(?!\d)"): _l("nomor induk kependudukan"),
    re.compile(r"(?<!\d)(?:\+?62[ .-]?|0)8\d(?:[ .-]?\d){6,11}(?!\d)"): _l("nomor telepon"),
    re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"): _l("alamat surel"),
}

name("partner", Words(noun=_l("Mitra"), states={}, verbs={}))


@dataclass(frozen=True)
class Times:
    """When partners write (`opens` to `closes`), and until when institutions answer; an empty end never comes."""

    opens: datetime | None
    closes: datetime | None
    answered_by: datetime | None

    def is_open(self, at: datetime) -> bool:
        """Whether partners may write."""
        return self.opens is not None and self.opens <= at and (self.closes is None or at < self.closes)

    def is_answerable(self, at: datetime) -> bool:
        """Whether institutions may still answer."""
        return self.answered_by is None or at < self.answered_by

    def is_seen(self, *, answered: bool, at: datetime) -> bool:
        """Whether the plenary sees a note: once it is answered, or may be answered no more."""
        return answered or not self.is_answerable(at)


def identities(text: str) -> list[str]:
    """What in a text looks like the identity of a person."""
    return [str(word) for pattern, word in IDENTITIES.items() if pattern.search(text)]
