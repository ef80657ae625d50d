"""An edition as data: what its file states, read once and never changed.

Weights are percent points; scores run from 0 to 100 unless a scale says otherwise; moments are aware.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from p4comp.competition.bounds import Bound
from p4comp.competition.certificate_texts import CertificateTexts
from p4comp.competition.final_terms import AwardTerms, StageWeights
from p4comp.competition.interview_terms import InterviewTerms
from p4comp.competition.library_terms import LibraryTerms
from p4comp.competition.measures import FigureTerms, Measure
from p4comp.competition.objecting_terms import CommentTerms, ObjectionTerms
from p4comp.competition.plenary_terms import NoteTerms, PlenaryTerms
from p4comp.competition.questions import EntryQuestion
from p4comp.competition.reading_terms import Conduct, ReadingTerms
from p4comp.competition.reconciling import ReconcilingTerms
from p4comp.competition.scoring_terms import Scoring
from p4comp.competition.succession import Ruling
from p4comp.competition.terms import HandInTerms
from p4comp.competition.verification import CheckItem, VerificationTerms


class Stage(StrEnum):
    """The windows of a timetable that the portal acts on, in their order."""

    SOCIALISATION = "sosialisasi"
    REGISTRATION = "pendaftaran"
    VERIFICATION = "verifikasi"
    DESK = "evaluasi_dokumen"
    SHORTLIST = "pleno_finalis"
    INTERVIEW = "wawancara"
    FINAL = "pleno_akhir"
    AWARD = "penganugerahan"


@dataclass(frozen=True)
class Window:
    """A window of the timetable, half-open: `opens <= now < closes`. An unknown end is None."""

    stage: Stage
    name: str
    opens: datetime | None
    closes: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether `at` lies inside; a window with an unknown end never does."""
        return self.opens is not None and self.closes is not None and self.opens <= at < self.closes


@dataclass(frozen=True)
class Rule:
    """An eligibility rule: its code and what the edition file sets for it."""

    code: str
    months: int = 0
    editions: tuple[int, ...] = ()
    honour_category: str = ""


@dataclass(frozen=True)
class Award:
    """What winners of a category are awarded: `places` of them, by the interview criteria named, or from a score of `least` on."""

    code: str
    name: str
    places: int
    criteria: tuple[str, ...] = ()
    least: float | None = None


@dataclass(frozen=True)
class Category:
    """A category with who may enter, by which rules, on which sheets, and how many go on; with `scoring` it has no dossiers."""

    code: str
    name: str
    description: str
    entrant_types: tuple[str, ...]
    rules: tuple[Rule, ...]
    instrument: str
    interview_sheet: str
    finalists: int
    winners: int
    awards: tuple[Award, ...]
    questions: tuple[EntryQuestion, ...] = ()
    bounds: tuple[Bound, ...] = ()
    award_terms: AwardTerms = field(default_factory=AwardTerms)
    scoring: Scoring | None = None
    is_personal: bool = False
    parent: str = ""
    province: str = ""


@dataclass(frozen=True)
class Indicator:
    """An indicator: question, weight, rubric texts of levels 0 to 5, and the evidence it asks for."""

    code: str
    name: str
    question: str
    weight: float
    rubric: tuple[str, ...]
    evidence: str
    needs_evidence: bool
    word_limit: int
    measure: Measure | None = None


@dataclass(frozen=True)
class Aspect:
    """A group of indicators."""

    code: str
    name: str
    indicators: tuple[Indicator, ...]

    @cached_property
    def weight(self) -> float:
        """The sum of its indicators' weights."""
        return sum(indicator.weight for indicator in self.indicators)


@dataclass(frozen=True)
class Instrument:
    """What entrants assess themselves on and evaluators verify; `is_model` marks one in our own words."""

    code: str
    name: str
    is_model: bool
    note: str
    aspects: tuple[Aspect, ...]
    is_derived: bool = False

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in order."""
        return tuple(indicator for aspect in self.aspects for indicator in aspect.indicators)

    @cached_property
    def top_level(self) -> int:
        """The highest rubric level."""
        return len(self.indicators[0].rubric) - 1

    def indicator(self, code: str) -> Indicator | None:
        """The indicator with this code."""
        return next((indicator for indicator in self.indicators if indicator.code == code), None)


@dataclass(frozen=True)
class Criterion:
    """A line of the interview sheet, scored 0 to the sheet's scale."""

    code: str
    name: str
    weight: float
    description: str


@dataclass(frozen=True)
class SheetPart:
    """A part of the interview sheet, such as presentation or substance."""

    code: str
    name: str
    weight: float
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class InterviewSheet:
    """What jurors score on."""

    code: str
    name: str
    is_model: bool
    scale: int
    parts: tuple[SheetPart, ...]
    is_derived: bool = False

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in order."""
        return tuple(criterion for part in self.parts for criterion in part.criteria)


@dataclass(frozen=True)
class InterviewFormat:
    """How interviews run: minutes, panels, days, office hours as (from, to) `HH:MM` in the edition's zone."""

    talk_minutes: int
    question_minutes: int
    break_minutes: int
    jurors_per_panel: int
    panels: int
    days: tuple[date, ...]
    hours: tuple[tuple[str, str], ...]
    friday_hours: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ScoringPlan:
    """The scoring plan, frozen and published before registration opens (design 6)."""

    readings: int
    aggregation: str
    normalisation: str
    decimals: int
    final_stage: str
    tie_breaks: tuple[str, ...]
    lot_seed: str
    openness: str
    composition: str
    stage_weights: StageWeights | None = None


@dataclass(frozen=True)
class Provenance:
    """How far a value of the file is known: its key path, status, source and note."""

    key: str
    status: str
    source: str
    note: str


@dataclass(frozen=True)
class EditionSpec:
    """One running of the competition, as its file states it."""

    slug: str
    number: int
    name: str
    short_name: str
    year_label: int
    held_in: int
    host: str
    partners: tuple[str, ...]
    zone: str
    legal_basis: str
    award_place: str
    summary: str
    statistics: dict[str, int]
    timetable: tuple[Window, ...]
    categories: tuple[Category, ...]
    instruments: tuple[Instrument, ...]
    interview_sheets: tuple[InterviewSheet, ...]
    interview: InterviewFormat
    plan: ScoringPlan
    certificate: CertificateTexts
    provenance: tuple[Provenance, ...] = field(default_factory=tuple)
    rulings: tuple[Ruling, ...] = ()
    figures: FigureTerms | None = None
    verification: VerificationTerms | None = None
    hand_in: HandInTerms = field(default_factory=HandInTerms)
    reading: ReadingTerms = field(default_factory=ReadingTerms)
    conduct: Conduct | None = None
    reconciling: ReconcilingTerms | None = None
    plenary: PlenaryTerms = field(default_factory=PlenaryTerms)
    notes: NoteTerms = field(default_factory=NoteTerms)
    objecting: ObjectionTerms = field(default_factory=ObjectionTerms)
    comments: CommentTerms | None = None
    library: LibraryTerms = field(default_factory=LibraryTerms)
    hearings: InterviewTerms = field(default_factory=InterviewTerms)
    province: str = ""
    authority: str = ""

    def category(self, code: str) -> Category | None:
        """The category with this code."""
        return next((category for category in self.categories if category.code == code), None)

    def instrument_of(self, category_code: str) -> Instrument:
        """The instrument of a category; KeyError for a code the edition does not have."""
        category = self.category(category_code)
        found = next((one for one in self.instruments if category and one.code == category.instrument), None)
        if found is None:
            raise KeyError(category_code)
        return found

    def interview_sheet_of(self, category_code: str) -> InterviewSheet:
        """The interview sheet of a category; KeyError for a code the edition does not have."""
        category = self.category(category_code)
        found = next((one for one in self.interview_sheets if category and one.code == category.interview_sheet), None)
        if found is None:
            raise KeyError(category_code)
        return found

    def checklist_of(self, category_code: str) -> tuple[CheckItem, ...]:
        """What the secretariat checks in an entry of a category; nothing where the edition states nothing."""
        return self.verification.checklist(category_code) if self.verification else ()

    def window(self, stage: Stage) -> Window | None:
        """The window of a stage."""
        return next((window for window in self.timetable if window.stage is stage), None)
