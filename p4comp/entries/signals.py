"""What upper rooms may listen to; receivers run while an entry's page is made."""

from dataclasses import dataclass

from blinker import Signal

showing = Signal(
    "An institution's own entry that was verified is shown. Sender: the Case; with `at`; receivers return the Papers they hold for it."
)


@dataclass(frozen=True)
class Paper:
    """Something that an upper room has for an entry's institution: what it is, where it is, and what to know of it."""

    label: str
    url: str
    note: str = ""
