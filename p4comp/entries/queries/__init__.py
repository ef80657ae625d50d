"""What can be asked about entries. Lists and single loads start at `visible_to`."""

from p4comp.entries.queries.desk import Wanted, accepted, entered, listed, states, waiting
from p4comp.entries.queries.dossier import AspectCase, Dossier, aspect, claims_of, dossier, dossiers, indicator, missing
from p4comp.entries.queries.outcome import Outcome, outcomes
from p4comp.entries.queries.receipt import Receipt, receipt
from p4comp.entries.queries.registry import applicant, institutions_called, predecessors_of, start, statement_of, verdicts
from p4comp.entries.queries.sight import (
    case,
    entry,
    evidence,
    letter,
    mine,
    of_institution,
    submission,
    submissions,
    unfinished,
    verified,
    visible_to,
)

__all__ = [
    "AspectCase",
    "Dossier",
    "Outcome",
    "Receipt",
    "Wanted",
    "accepted",
    "applicant",
    "aspect",
    "case",
    "claims_of",
    "dossier",
    "dossiers",
    "entered",
    "entry",
    "evidence",
    "indicator",
    "institutions_called",
    "letter",
    "listed",
    "mine",
    "missing",
    "of_institution",
    "outcomes",
    "predecessors_of",
    "receipt",
    "start",
    "statement_of",
    "states",
    "submission",
    "submissions",
    "unfinished",
    "verdicts",
    "verified",
    "visible_to",
    "waiting",
]
