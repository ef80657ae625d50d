"""The grid of interview days and hours on which people say when they can: hours of the office day, read on the person's own clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from p4comp.competition.spec import InterviewFormat
from p4comp.interviews.rules import slots
from p4comp.interviews.rules.wishes import Wish, WishKind, is_impossible, is_preferred

HOUR = timedelta(hours=1)
NOON = 12
POSSIBLE = "possible"
WORDS = (POSSIBLE, WishKind.PREFERRED.value, WishKind.IMPOSSIBLE.value)


@dataclass(frozen=True)
class Cell:
    """An hour (or what is left of one before a break) of an interview day, in UTC, with its name in a form."""

    starts_at: datetime
    ends_at: datetime

    @property
    def name(self) -> str:
        """How a form calls it: `j202205230130`."""
        return f"j{self.starts_at:%Y%m%d%H%M}"

    def span(self, zone: str) -> str:
        """From when to when on that clock: `08.30–09.30`."""
        place = ZoneInfo(zone)
        return f"{self.starts_at.astimezone(place):%H.%M}–{self.ends_at.astimezone(place):%H.%M}"

    def is_morning(self, zone: str) -> bool:
        """Whether it begins before noon on that clock."""
        return self.starts_at.astimezone(ZoneInfo(zone)).hour < NOON


Days = Mapping[date, tuple[Cell, ...]]


def days(form: InterviewFormat, edition_zone: str, own_zone: str) -> Days:
    """The cells of every interview day, by the day on the person's own clock."""
    found: dict[date, list[Cell]] = {}
    for day in sorted(form.days):
        for cell in _of_day(form, day, ZoneInfo(edition_zone)):
            found.setdefault(cell.starts_at.astimezone(ZoneInfo(own_zone)).date(), []).append(cell)
    return {day: tuple(cells) for day, cells in found.items()}


def _of_day(form: InterviewFormat, day: date, zone: ZoneInfo) -> Iterable[Cell]:
    for begin, end in slots.hours_on(form, day):
        start, closes = (datetime.combine(day, one, zone).astimezone(UTC) for one in (begin, end))
        while start < closes:
            yield Cell(start, min(start + HOUR, closes))
            start += HOUR


def said(wishes: Iterable[Wish], cell: Cell) -> str:
    """What was said of a cell: one of `WORDS`."""
    known = tuple(wishes)
    if is_impossible(known, cell.starts_at, cell.ends_at):
        return WishKind.IMPOSSIBLE.value
    return WishKind.PREFERRED.value if is_preferred(known, cell.starts_at, cell.ends_at) else POSSIBLE


def wishes_of(choices: Mapping[Cell, str]) -> tuple[Wish, ...]:
    """What is kept of a filled grid, in order: cells that follow each other and say the same are one wish."""
    found: list[Wish] = []
    for cell in sorted(choices, key=lambda one: one.starts_at):
        if choices[cell] == POSSIBLE:
            continue
        kind = WishKind(choices[cell])
        if found and found[-1].ends_at == cell.starts_at and found[-1].kind is kind:
            found[-1] = Wish(found[-1].starts_at, cell.ends_at, kind)
        else:
            found.append(Wish(cell.starts_at, cell.ends_at, kind))
    return tuple(found)


MORNINGS, AFTERNOONS, ALL = "pagi", "siang", "semua"


def quick(choices: Mapping[Cell, str], what: str, own_zone: str) -> dict[Cell, str]:
    """The grid after a quick choice: all mornings or afternoons or a day (`2022-05-23`) impossible, or all possible again."""
    word = POSSIBLE if what == ALL else WishKind.IMPOSSIBLE.value
    return {cell: word if _is_meant(cell, what, own_zone) else known for cell, known in choices.items()}


def _is_meant(cell: Cell, what: str, zone: str) -> bool:
    if what in {MORNINGS, AFTERNOONS}:
        return cell.is_morning(zone) is (what == MORNINGS)
    return what == ALL or cell.starts_at.astimezone(ZoneInfo(zone)).date().isoformat() == what
