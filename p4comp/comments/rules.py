"""Comments of the public on finalists: how they move, when they are taken, how many of one writer. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves

LONGEST = 4000
MOST_PER_WRITER, MOST_PER_ADDRESS = 3, 20
AN_HOUR = timedelta(hours=1)
UNCONFIRMED_FOR = timedelta(days=3)


class CommentState(StrEnum):
    """A comment counts once its writer has followed the link; the secretariat then takes it into the summary, or sets it aside."""

    UNCONFIRMED = "unconfirmed"
    WAITING = "waiting"
    TAKEN = "taken"
    ASIDE = "aside"


HANDLED = frozenset({CommentState.TAKEN, CommentState.ASIDE})
MOVES: Moves[CommentState] = Moves(
    "public_comment",
    {
        "confirm": ({CommentState.UNCONFIRMED}, CommentState.WAITING),
        "take": ({CommentState.WAITING, CommentState.ASIDE}, CommentState.TAKEN),
        "set_aside": ({CommentState.WAITING, CommentState.TAKEN}, CommentState.ASIDE),
    },
)

name(
    "public_comment",
    Words(
        noun=_l("Tanggapan"),
        states={
            "unconfirmed": _l("Belum dikonfirmasi"),
            "waiting": _l("Menunggu dibaca"),
            "taken": _l("Dipakai dalam ringkasan"),
            "aside": _l("Tidak dipakai"),
        },
        verbs={"confirm": _l("dikonfirmasi"), "take": _l("dipakai"), "set_aside": _l("dikesampingkan")},
    ),
)


def is_too_much(by_writer: int, by_address: int) -> bool:
    """In an hour one writer sends a few comments; an address, which forty people may share, some more."""
    return by_writer >= MOST_PER_WRITER or by_address >= MOST_PER_ADDRESS


@dataclass(frozen=True)
class Times:
    """Until when the public comments on which finalists (by category), and until when institutions answer the summary."""

    closes: Mapping[str, datetime]
    answered_by: datetime | None

    def is_open(self, category: str, at: datetime) -> bool:
        """Whether finalists of a category may be commented on."""
        return category in self.closes and at < self.closes[category]

    @property
    def last(self) -> datetime | None:
        """When the last category closes."""
        return max(self.closes.values(), default=None)

    def is_answerable(self, at: datetime) -> bool:
        """Whether institutions may still answer."""
        return self.answered_by is None or at < self.answered_by


def is_seen(*, moderated: bool, answerable: bool) -> bool:
    """Whether the plenary reads a summary: once its answer was moderated, or none may come any more."""
    return moderated or not answerable
