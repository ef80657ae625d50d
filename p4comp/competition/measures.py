"""What an edition asks of complaint figures: limits of service, and from which figure on a level is suggested."""

from dataclasses import dataclass
from enum import StrEnum


class Measured(StrEnum):
    """The figure a level is read from: two shares of 100, and days, of which fewer are better."""

    FOLLOWED_UP = "tindak_lanjut"
    SETTLED = "penyelesaian"
    DAYS = "rata_hari"

    @property
    def is_share(self) -> bool:
        """Whether it is a share in percent, of which more is better."""
        return self is not Measured.DAYS


class Unit(StrEnum):
    """What limits are counted in."""

    WORKING_DAYS = "hari_kerja"
    DAYS = "hari"


@dataclass(frozen=True)
class Measure:
    """From which figure on each level of an indicator is suggested: `limits` as (level, figure), rising in level.

    Levels the rubric does not read from figures are left out. From level `sums_from` on the sums must add up.
    """

    of: Measured
    limits: tuple[tuple[int, float], ...]
    sums_from: int | None = None
    note: str = ""


@dataclass(frozen=True)
class ServiceLimit:
    """A limit of time that complaints are to be handled in, as sources quote it."""

    code: str
    name: str
    amount: int
    unit: Unit
    note: str = ""


@dataclass(frozen=True)
class FigureTerms:
    """Whether a dossier must hold complaint figures before it is handed in, and the limits of time shown beside them."""

    needed: bool
    limits: tuple[ServiceLimit, ...] = ()
