"""How a category without dossiers is scored: from imported statistics by a few closed formulas, or by final scores made elsewhere."""

from dataclasses import dataclass
from enum import StrEnum

SCORE = "skor"


class Method(StrEnum):
    """Where a score comes from: computed from columns of statistics, or given as it is by those who computed it."""

    COMPUTED = "indikator"
    GIVEN = "skor"


class ColumnKind(StrEnum):
    """What a column holds: a count, a share in percent, days, or a value up to a highest one."""

    COUNT = "jumlah"
    SHARE = "persen"
    DAYS = "hari"
    VALUE = "nilai"


class Formula(StrEnum):
    """How a measure becomes 0 to 100.

    `bagian`: the first column of the second, in percent. `rata`: the mean of its columns. `batas`: how near one column comes to a
    limit. `nilai`: one column as it is given, of its highest value.
    """

    SHARE = "bagian"
    MEAN = "rata"
    LIMIT = "batas"
    GIVEN = "nilai"


class Monitored(StrEnum):
    """What of the monthly statistics may fill a column; followed up is what is in process or settled."""

    RECEIVED = "diterima"
    FOLLOWED_UP = "ditindaklanjuti"
    SETTLED = "selesai"
    FIRST_DAYS = "hari_tindak_lanjut"
    DAYS = "hari_selesai"


MONITORED_KINDS = dict.fromkeys((Monitored.RECEIVED, Monitored.FOLLOWED_UP, Monitored.SETTLED), ColumnKind.COUNT) | dict.fromkeys(
    (Monitored.FIRST_DAYS, Monitored.DAYS), ColumnKind.DAYS
)


@dataclass(frozen=True)
class Column:
    """A column of the sheet that is imported; `most` is the highest value there can be, where there is one.

    `monitored` says what of the monthly statistics may fill it.
    """

    code: str
    name: str
    kind: ColumnKind
    most: float | None = None
    monitored: Monitored | None = None


@dataclass(frozen=True)
class Scored:
    """One indicator: its formula over columns, its weight in percent points, its limit; `falls`: less is better."""

    code: str
    name: str
    formula: Formula
    columns: tuple[str, ...]
    weight: float
    limit: float | None = None
    falls: bool = False


@dataclass(frozen=True)
class Scoring:
    """How a category is scored without dossiers; `source` and `note` say where the figures come from and what of them is unknown.

    `is_complete`: every institution that may take part must have its row. `decimals` are the category's own, where it has any.
    """

    method: Method
    source: str = ""
    note: str = ""
    is_complete: bool = False
    decimals: int | None = None
    columns: tuple[Column, ...] = ()
    figures: tuple[Scored, ...] = ()

    @property
    def is_monitored(self) -> bool:
        """Whether monthly statistics may fill any of its columns."""
        return any(one.monitored is not None for one in self.columns)
