"""The days on which nobody is heard: public holidays and joint leave, what the edition closes, what the secretariat decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from flask_babel import gettext as _
from holidays import country_holidays

from p4comp.competition.interview_terms import PlanningTerms


@dataclass(frozen=True)
class Word:
    """The secretariat's word on a day: closed, or worked although it is a holiday."""

    reason: str
    is_worked: bool


@cache
def _known(year: int) -> Mapping[date, str]:
    """The library's public holidays, and joint leave (cuti bersama), on which offices are closed as well."""
    return dict(country_holidays("ID", years=year, language="id", categories=("public", "government")))


def holiday(on: date) -> str:
    """The holiday or joint leave of a day, or an empty text. Joint leave is known for the years whose decree is out."""
    return _known(on.year).get(on, "")


def closed(days: Iterable[date], terms: PlanningTerms, said: Mapping[date, Word]) -> dict[date, str]:
    """Which of these days are closed and why: the secretariat's word goes before the edition's, that before the calendar."""
    return {day: reason for day in days if (reason := _reason(day, terms, said.get(day)))}


def _reason(day: date, terms: PlanningTerms, said: Word | None) -> str:
    if said is not None:
        return "" if said.is_worked else said.reason
    if day in terms.closed:
        return _("ditutup oleh edisi ini")
    return "" if day in terms.despite else holiday(day)
