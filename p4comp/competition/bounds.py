"""Bounds on who goes on: at least or at most so many of a group, binding or as advice to the plenary."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class Group(StrEnum):
    """What a bound groups entries by: type, province, island group, or the institution they belong to."""

    KIND = "jenis"
    PROVINCE = "provinsi"
    ISLANDS = "wilayah"
    PARENT = "induk"


class Force(StrEnum):
    """Whether a bound makes the list, or is shown to the plenary beside it."""

    BINDING = "mengikat"
    ADVICE = "saran"


ISLANDS: dict[str, LazyString] = {
    "sumatera": _l("Sumatera"),
    "jawa": _l("Jawa"),
    "bali_nusa": _l("Bali dan Nusa Tenggara"),
    "kalimantan": _l("Kalimantan"),
    "sulawesi": _l("Sulawesi"),
    "maluku": _l("Maluku"),
    "papua": _l("Papua"),
}
DIGITS = {"1": "sumatera", "2": "sumatera", "3": "jawa", "5": "bali_nusa", "6": "kalimantan", "7": "sulawesi", "8": "maluku", "9": "papua"}


def islands_of(region_code: str) -> str:
    """The island group of a region by the first digit of its official code; none for central institutions."""
    return DIGITS.get(region_code[:1], "")


@dataclass(frozen=True)
class Bound:
    """At least or at most so many finalists of one group made of the `values` named, or of every single value where none is named."""

    code: str
    group: Group
    values: tuple[str, ...]
    least: int | None
    most: int | None
    force: Force
    name: str = ""

    @property
    def is_binding(self) -> bool:
        """Whether it makes the list."""
        return self.force is Force.BINDING
