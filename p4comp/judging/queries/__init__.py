"""What can be asked about desk evaluation."""

from p4comp.judging.queries.assignments import (
    Candidate,
    EvaluatorLoad,
    Progress,
    Reading,
    candidates,
    evaluator,
    evaluators,
    lot,
    progress,
    readers,
    readings_of,
    short_entries,
)
from p4comp.judging.queries.office import office, office_of
from p4comp.judging.queries.parties import employers, parties
from p4comp.judging.queries.results import DeskResult, RankingPage, desk_results, inputs, ranking_page
from p4comp.judging.queries.sight import Mine, desk, desk_file, filed, findings, mine, roles

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
    "employers",
    "evaluator",
    "evaluators",
    "filed",
    "findings",
    "inputs",
    "lot",
    "mine",
    "office",
    "office_of",
    "parties",
    "progress",
    "ranking_page",
    "readers",
    "readings_of",
    "roles",
    "short_entries",
]
