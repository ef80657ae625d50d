"""Complaint figures of an entry, by scope, with their sources."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from p4comp.competition.measures import FigureTerms
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Indicator
from p4comp.core import canonical, clock, sheets
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.core.sheets import Sheet
from p4comp.entries.models import Entry, FigureColumns, FigureLine, FigureSource, Submission
from p4comp.entries.policy import Case
from p4comp.entries.queries.evidence import hidden_twin
from p4comp.entries.queries.sight import case, handed_in_instead
from p4comp.entries.rules.figures import PARTS, Counts, Figure, Line, Scope, Span, Suggestion, Whole, counts_from, span_of, suggested, whole
from p4comp.institutions.models import Kind


@dataclass(frozen=True)
class Figures:
    """The figures of an entry, as rows by scope and span."""

    entry: Entry
    rows: tuple[FigureLine, ...]

    def of(self, scope: Scope) -> dict[Span, FigureLine]:
        """The rows of a scope by span, in order."""
        found = {span: row for row in self.rows if row.scope is scope and (span := span_of_row(row))}
        return dict(sorted(found.items()))

    @cached_property
    def wholes(self) -> dict[Scope, Whole]:
        """Each scope with its totals and what is odd about it; only those in which something is stated."""
        found = {scope: whole(Line(span, counts_of(row)) for span, row in self.of(scope).items()) for scope in Scope}
        return {scope: one for scope, one in found.items() if one.counted}

    @property
    def own(self) -> Whole | None:
        """The complaints to the institution itself, from which levels are suggested; those of the region never are."""
        return self.wholes.get(Scope.OWN)

    @property
    def is_simulated(self) -> bool:
        """Whether they carry the mark: an invented institution, or a demo."""
        return self.entry.institution.is_invented or clock.is_demo()

    @cached_property
    def drawn(self) -> dict[str, str]:
        """What the page has drawn of them, to show it again."""
        return {}

    def suggestion(self, indicator: Indicator) -> Suggestion | None:
        """The level they suggest for an indicator that is read from figures."""
        if indicator.measure is None or self.own is None:
            return None
        return suggested(indicator.measure, self.own)


def span_of_row(row: FigureLine) -> Span | None:
    """The span a row is about."""
    return span_of(f"{row.first_month}_{row.last_month}")


def counts_of(row: FigureLine) -> Counts:
    """A row's figures as plain values."""
    days = None if row.average_days is None else Decimal(str(row.average_days))
    stated: dict[Figure, int | Decimal | None] = {figure: getattr(row, figure.value) for figure in (Figure.RECEIVED, *PARTS)}
    return counts_from(stated | {Figure.DAYS: days})


def figures_of(entry: Entry) -> Figures:
    """The figures of an entry, by one query."""
    return Figures(entry, tuple(everything(select(FigureLine).where(FigureLine.entry_id == entry.id))))


def figures_as_seen(entry: Entry, handed_in: Submission | None) -> Figures:
    """The figures, or those of the hand-in that is shown instead of a correction in progress; its lines are rows of no table."""
    if handed_in is None:
        return figures_of(entry)
    return Figures(entry, tuple(_line(handed_in, one) for one in handed_in.snapshot.get("figures", {}).get("lines", [])))


def _line(handed_in: Submission, line: dict[str, Any]) -> FigureLine:
    stated = {name: value for name, value in line.items() if name not in ("scope", "months")}
    first_month, last_month = line["months"]
    return FigureLine(
        entry_id=handed_in.entry_id,
        scope=Scope(line["scope"]),
        first_month=first_month,
        last_month=last_month,
        versions=dict.fromkeys(stated, 1),
        saved_at=handed_in.submitted_at,
        saved_by=handed_in.submitted_by,
        **stated,
    )


def mark_of(found: Figures, scope: Scope) -> str:
    """A mark of what stands in a scope: another one as soon as a figure changes."""
    return canonical.sha256([[span.key, row.versions] for span, row in found.of(scope).items()])[:16]


def sources_of(entry_ids: Collection[str], *, taken: bool = True) -> list[FigureSource]:
    """The spreadsheets that figures were taken over from, in that order."""
    query = select(FigureSource).where(FigureSource.entry_id.in_(entry_ids))
    if taken:
        query = query.where(FigureSource.taken_at.is_not(None))
    return everything(
        query.options(joinedload(FigureSource.file), defer(FigureSource.sheets)).order_by(FigureSource.sent_at, FigureSource.id)
    )


@dataclass(frozen=True)
class FigureCase:
    """An entry of an edition that asks for complaint figures; `source` where one of its spreadsheets is meant.

    `is_hidden`: the same spreadsheet is evidence, too, and hidden for the personal data it shows. `handed_in`: what is shown instead of
    a correction in progress.
    """

    case: Case
    terms: FigureTerms
    scope: Scope = Scope.OWN
    source: FigureSource | None = None
    is_hidden: bool = False
    handed_in: Submission | None = None

    @property
    def entry(self) -> Entry:
        """The entry."""
        return self.case.entry

    @cached_property
    def figures(self) -> Figures:
        """Its figures."""
        return figures_as_seen(self.entry, self.handed_in)

    @cached_property
    def files(self) -> list[FigureSource]:
        """The spreadsheets they were taken over from."""
        return [one for one in sources_of([self.entry.id]) if self.shows(one)]

    def shows(self, source: FigureSource) -> bool:
        """Whether a spreadsheet belongs to what is shown."""
        if self.handed_in is None:
            return True
        return source.sha256 in {one["sha256"] for one in self.handed_in.snapshot.get("figures", {}).get("sources", [])}

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """A province may state those of its whole region beside its own; others have own ones only."""
        return tuple(Scope) if self.entry.institution.kind is Kind.PROVINCE else (Scope.OWN,)

    @property
    def measured(self) -> list[tuple[str, Indicator]]:
        """The indicators that are read from figures, each with its aspect's code."""
        instrument = spec_of(self.entry.edition).instrument_of(self.entry.category)
        return [(aspect.code, one) for aspect in instrument.aspects for one in aspect.indicators if one.measure]

    @cached_property
    def sheets(self) -> list[Sheet]:
        """What was read from the spreadsheet that is meant."""
        return sheets.restored(self.source.sheets) if self.source else []


def figures(actor: Actor, entry_id: str, **_more: str) -> FigureCase | None:
    """A visible entry, if its edition asks for figures; while it is corrected everybody but its people sees those handed in."""
    found = figures_now(actor, entry_id)
    return replace(found, handed_in=handed_in_instead(actor, found.entry)) if found else None


def figures_now(actor: Actor, entry_id: str) -> FigureCase | None:
    """The same as its entrant sees it, also while it is being corrected."""
    found = case(actor, entry_id)
    terms = spec_of(found.entry.edition).figures if found else None
    return FigureCase(found, terms) if found and terms else None


def figure_scope(actor: Actor, entry_id: str, scope: str) -> FigureCase | None:
    """A scope of a visible entry's figures, if it may have one."""
    found = figures(actor, entry_id)
    wanted = next((one for one in found.scopes if one.value == scope), None) if found else None
    return FigureCase(found.case, found.terms, wanted) if found and wanted else None


def figure_source(actor: Actor, entry_id: str, source_id: str) -> FigureCase | None:
    """A spreadsheet of a visible entry."""
    found = figures(actor, entry_id)
    wanted = select(FigureSource).where(FigureSource.id == source_id, FigureSource.entry_id == entry_id)
    source = first(wanted.options(joinedload(FigureSource.file))) if found else None
    if found is None or source is None or not found.shows(source):
        return None
    return FigureCase(found.case, found.terms, source.scope, source, hidden_twin(found.entry, source.sha256) is not None)


def pending_source(actor: Actor, entry_id: str, source_id: str) -> FigureCase | None:
    """A spreadsheet that was sent and not taken over yet."""
    found = figure_source(actor, entry_id, source_id)
    return found if found and found.source and found.source.taken_at is None else None


def remembered_columns(institution_id: str) -> dict[str, str]:
    """What the institution said its columns hold, by the words of their heads."""
    known = session().get(FigureColumns, institution_id)
    return {str(name): str(field) for name, field in known.fields.items()} if known else {}
