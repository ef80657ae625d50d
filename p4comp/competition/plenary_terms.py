"""How plenaries decide, and when partners write down what they know, as an edition file states it."""

from dataclasses import dataclass
from datetime import datetime

CLOSE = 0.5


@dataclass(frozen=True)
class PlenaryTerms:
    """Scores that lie no further than `close` points from the cut line are close calls where no chances were computed.

    Votes are counted; who voted how is kept only where `names_votes`.
    """

    close: float = CLOSE
    names_votes: bool = False


@dataclass(frozen=True)
class NoteTerms:
    """From when until when partners write, and until when institutions answer; what is missing follows the timetable."""

    opens: datetime | None = None
    closes: datetime | None = None
    answered_by: datetime | None = None
