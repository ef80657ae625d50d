"""Complaint figures of SP4N-LAPOR!: months, sums, rates, what is odd, what they suggest, and how spreadsheets are read."""

from p4comp.entries.rules.figures.cells import Unreadable, read_count, read_days, read_figure
from p4comp.entries.rules.figures.columns import MONTH, YEAR, Columns, first_row, guessed, heads
from p4comp.entries.rules.figures.counts import PARTS, Counts, Figure, Line, Scope, total
from p4comp.entries.rules.figures.months import MOST_MONTHS, Month, Span, month_of, read_span, span_of
from p4comp.entries.rules.figures.suggesting import Suggestion, cut, suggested
from p4comp.entries.rules.figures.taking import CellFault, Change, Reading, changes, read
from p4comp.entries.rules.figures.whole import Whole, sum_note, whole

__all__ = [
    "MONTH",
    "MOST_MONTHS",
    "PARTS",
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
    "cut",
    "first_row",
    "guessed",
    "heads",
    "month_of",
    "read",
    "read_count",
    "read_days",
    "read_figure",
    "read_span",
    "span_of",
    "suggested",
    "sum_note",
    "total",
    "whole",
]
