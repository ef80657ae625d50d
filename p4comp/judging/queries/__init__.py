"""What can be asked about desk evaluation."""

from p4comp.judging.queries.assignments import (
    Candidate,
    EvaluatorLoad,
    Progress,
    Reading,
    candidates,
    evaluator,
    evaluator_page,
    evaluators,
    lot,
    progress,
    readers,
    readings_of,
    sheet_counts,
    short_entries,
    unproposed,
)
from p4comp.judging.queries.office import office, office_of
from p4comp.judging.queries.parties import employer, employers, sides_of
from p4comp.judging.queries.results import DeskResult, RankingPage, desk_results, inputs, ranking_page
from p4comp.judging.queries.sight import Mine, desk, desk_file, filed, findings, mine, roles, unlocked

__all__ = [
    "Candidate",
    "DeskResult",
    "EvaluatorLoad",
    "Mine",
    "Progress",
    "RankingPage",
    "Reading",
    "candidates",
    "desk",
    "desk_file",
    "desk_results",
    "employer",
    "employers",
    "evaluator",
    "evaluator_page",
    "evaluators",
    "filed",
    "findings",
    "inputs",
    "lot",
    "mine",
    "office",
    "office_of",
    "progress",
    "ranking_page",
    "readers",
    "readings_of",
    "roles",
    "sheet_counts",
    "short_entries",
    "sides_of",
    "unlocked",
    "unproposed",
]
