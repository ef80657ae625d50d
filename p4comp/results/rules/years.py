"""Statistics over the years, made from honours and the facts of the editions. What is unknown stays unknown and is never counted as nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

STEPS = ("mendaftar", "dinilai", "finalis", "pemenang")
WINNERS = "pemenang"


@dataclass(frozen=True)
class Figure:
    """A number of an edition, how far it is known, and where from; None where nobody knows it."""

    value: int | None
    status: str
    source: str


@dataclass(frozen=True)
class Year:
    """An edition's way from entering to winning."""

    slug: str
    number: int
    year: int
    figures: dict[str, Figure]

    @property
    def known(self) -> list[tuple[str, int]]:
        """The steps whose numbers are known."""
        return [(step, one.value) for step, one in self.figures.items() if one.value is not None]


@dataclass(frozen=True)
class Won:
    """A place an institution won: whose it is (by code, else by name), its type, its province."""

    key: str
    name: str
    kind: str
    province: str
    slug: str
    stage: str


@dataclass(frozen=True)
class Repeated:
    """An institution on the lists of several editions."""

    name: str
    code: str
    editions: tuple[str, ...]


def came(places: Iterable[Won], stage: str) -> list[Won]:
    """Who came as far as a stage, once an edition: a winner was a finalist, whether the sources list it as one or not."""
    found: dict[tuple[str, str], Won] = {}
    for one in places:
        if one.stage in (stage, WINNERS):
            found.setdefault((one.key, one.slug), one)
    return list(found.values())


def repeated(places: Iterable[Won], stage: str) -> list[Repeated]:
    """Who is on the lists of a stage in more than one edition, most first; those not matched with the registry count by their name."""
    editions: dict[str, set[str]] = defaultdict(set)
    names: dict[str, Won] = {}
    for one in came(places, stage):
        editions[one.key].add(one.slug)
        names[one.key] = one
    found = [Repeated(names[key].name, key, tuple(sorted(own))) for key, own in editions.items() if len(own) > 1]
    return sorted(found, key=lambda one: (-len(one.editions), one.name.casefold()))


def by_kind(places: Sequence[Won], stage: str) -> list[tuple[str, int]]:
    """How many places of a stage each type of institution has, most first; an empty type is not matched yet."""
    found = Counter(one.kind for one in came(places, stage))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def by_province(places: Sequence[Won], stage: str) -> dict[str, int]:
    """How many places of a stage lie in which province; central institutions lie in none."""
    return dict(Counter(one.province for one in came(places, stage) if one.province))
