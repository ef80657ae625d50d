"""Days that matter for a deadline here: weekends, public holidays and their eves, Ramadan; and working days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from flask_babel import gettext as _
from holidays import country_holidays
from holidays.calendars.islamic import _IslamicLunar as Islamic

from p4comp.competition.rules import wording
from p4comp.core import clock, words

DAY = timedelta(days=1)
SATURDAY = 5


@cache
def _holidays(year: int) -> dict[date, str]:
    return dict(country_holidays("ID", years=year, language="id"))


def holiday(on: date) -> str:
    """The public holiday on a day, or an empty text; joint leave, which each year's decree sets, is not among them."""
    return _holidays(on.year).get(on, "")


def is_working_day(on: date) -> bool:
    """Whether offices work."""
    return on.weekday() < SATURDAY and not holiday(on)


@cache
def _moons(year: int, name: str) -> tuple[date, ...]:
    """The days of a year on which the calendar's estimate lets something begin; twice in some years."""
    found = getattr(Islamic, name).get(year, ())
    pairs = found if found and isinstance(found[0], tuple) else (found,) if found else ()
    return tuple(date(year, one[0], one[1]) for one in pairs)


def is_ramadan(on: date) -> bool:
    """Whether a day lies in Ramadan by the calendar's estimate; the government's own beginning may differ by a day."""
    years = (on.year - 1, on.year)
    began = max((day for year in years for day in _moons(year, "RAMADAN_BEGINNING_DATES") if day <= on), default=None)
    ended = max((day for year in years for day in _moons(year, "EID_AL_FITR_DATES") if day <= on), default=None)
    return began is not None and (ended is None or ended < began)


def working_days_later(at: datetime, number: int, zone: str = clock.DEFAULT_ZONE) -> datetime:
    """The same hour so many working days later."""
    here, left = clock.local(at, zone), number
    while left > 0:
        here += DAY
        left -= is_working_day(here.date())
    return here


def concerns(closes: datetime, zone: str = clock.DEFAULT_ZONE) -> list[str]:
    """What speaks against a deadline at that moment; it is said, never forbidden."""
    return [str(text) for text in _concerns(clock.local(wording.last_moment(closes, zone), zone).date())]


def _concerns(on: date) -> Iterator[str]:
    told = words.day(on)
    if name := holiday(on):
        yield _("%(day)s adalah hari libur: %(name)s.", day=told, name=name)
    elif on.weekday() >= SATURDAY:
        yield _("%(day)s adalah akhir pekan.", day=told)
    if name := holiday(on + DAY):
        yield _("%(day)s adalah hari menjelang libur: %(name)s.", day=told, name=name)
    if is_ramadan(on):
        yield _("%(day)s jatuh pada bulan Ramadan (perkiraan kalender).", day=told)
