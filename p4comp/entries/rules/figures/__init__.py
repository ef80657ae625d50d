"""Complaint figures of SP4N-LAPOR!: months, sums, rates, what is odd, what they suggest, and how spreadsheets are read."""

from p4comp.core.months import MOST_MONTHS, Month, Span, month_of, read_span, span_of
from p4comp.entries.rules.figures.columns import FIELD_WORDS, MONTH, YEAR, Columns, first_row, guessed, heads, key, year_above
from p4comp.entries.rules.figures.scopes import SCOPE_WORDS, Scope
from p4comp.entries.rules.figures.suggesting import Suggestion, cut, suggested
from p4comp.entries.rules.figures.taking import CellFault, Change, Reading, changes, read
from p4comp.entries.rules.figures.whole import Whole, sum_note, whole
from p4comp.monitoring.rules.cells import Unreadable, read_count, read_days, read_figure
from p4comp.monitoring.rules.counts import FIGURE_WORDS, PARTS, Counts, Figure, Line, counts_from, stated, total

__all__ = [
    "FIELD_WORDS",
    "FIGURE_WORDS",
    "MONTH",
    "MOST_MONTHS",
    "PARTS",
    "SCOPE_WORDS",
    "YEAR",
    "CellFault",
    "Change",
    "Columns",
    "Counts",
    "Figure",
    "Line",
    "Month",
    "Reading",
    "Scope",
    "Span",
    "Suggestion",
    "Unreadable",
    "Whole",
    "changes",
    "counts_from",
    "cut",
    "first_row",
    "guessed",
    "heads",
    "key",
    "month_of",
    "read",
    "read_count",
    "read_days",
    "read_figure",
    "read_span",
    "span_of",
    "stated",
    "suggested",
    "sum_note",
    "total",
    "whole",
    "year_above",
]
