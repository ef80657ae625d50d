"""Sheets of categories that have none of their own, so that whoever asks for one finds it: made from figures, or from the aspects of the dossier."""

from collections.abc import Iterable, Iterator

from p4comp.competition.scoring_terms import SCORE, Scoring
from p4comp.competition.spec import Aspect, Category, Criterion, Indicator, Instrument, InterviewFormat, InterviewSheet, SheetPart

NO_INTERVIEWS = InterviewFormat(0, 0, 0, 1, 1, (), (), ())
LEVELS = ("", "")


def instrument(category: str, name: str, scoring: Scoring) -> Instrument:
    """An instrument with the figures of a category as its indicators; nobody fills it in."""
    lines = [(one.code, one.name, one.weight) for one in scoring.figures] or [(SCORE, name, 100.0)]
    aspects = tuple(Aspect(code, title, (_indicator(code, title, weight),)) for code, title, weight in lines)
    return Instrument(instrument_code(category), name, is_model=False, note=scoring.note, aspects=aspects, is_derived=True)


def _indicator(code: str, name: str, weight: float) -> Indicator:
    return Indicator(code, name, name, weight, LEVELS, "", needs_evidence=False, word_limit=1)


def sheet(category: str, of: Instrument) -> InterviewSheet:
    """A sheet with the aspects of an instrument as its criteria."""
    criteria = tuple(Criterion(one.code, one.name, one.weight, "") for one in of.aspects)
    part = SheetPart("aspek", of.name, 100.0, criteria)
    return InterviewSheet(sheet_code(category), of.name, is_model=of.is_model, scale=100, parts=(part,), is_derived=True)


def instrument_code(category: str) -> str:
    """What the instrument made for a category is called."""
    return f"angka:{category}"


def sheet_code(category: str) -> str:
    """What the sheet made for a category is called."""
    return f"aspek:{category}"


def instruments_of(categories: Iterable[Category]) -> Iterator[Instrument]:
    """The instruments of the categories that have figures instead of dossiers."""
    yield from (instrument(one.code, one.name, one.scoring) for one in categories if one.scoring)


def sheets_of(categories: Iterable[Category], instruments: Iterable[Instrument]) -> Iterator[InterviewSheet]:
    """The sheets of the categories that name none."""
    known = {one.code: one for one in instruments}
    for one in categories:
        if one.interview_sheet == sheet_code(one.code) and one.instrument in known:
            yield sheet(one.code, known[one.instrument])
