"""What the panels found, entry by entry."""

from collections import defaultdict
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, select

from p4comp.competition import queries as competition
from p4comp.competition.interview_terms import Effect
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.entries.models import Entry
from p4comp.interviews.models import Interview, JurorSheet, Mark, Observation, ObservationCorrection
from p4comp.interviews.rules import scoring
from p4comp.interviews.rules.observations import CorrectionState, VisitState
from p4comp.interviews.rules.scoring import InterviewResult
from p4comp.interviews.rules.states import InterviewState, SheetState


@dataclass(frozen=True)
class Progress:
    """How many sheets an interview waits for, and how many are locked."""

    expected: int
    locked: int


def interview_results(edition_id: str, category: str = "") -> dict[str, InterviewResult]:
    """The result of every interviewed entry of a category, or of all, `{entry id: result}`; only locked sheets count."""
    edition = db.session().get_one(Edition, edition_id)
    spec = competition.spec_of(edition)
    decimals, pooling = spec.plan.decimals, spec.hearings.hearing.pooling
    totals, expected = _totals(edition_id, category)
    marks, points = _marks(edition_id, category), corrections(edition)
    found = {
        entry_id: scoring.result(entry_id, totals[entry_id], marks[entry_id], expected[entry_id], decimals, pooling)
        for entry_id in expected
    }
    return {entry_id: replace(one, correction=points[entry_id]) if entry_id in points else one for entry_id, one in found.items()}


def _among(edition_id: str, category: str) -> tuple[ColumnElement[bool], ...]:
    held = Interview.edition_id == edition_id
    return (held, Interview.entry_id.in_(select(Entry.id).where(Entry.category == category))) if category else (held,)


def _totals(edition_id: str, category: str) -> tuple[dict[str, list[float]], dict[str, int]]:
    totals: dict[str, list[float]] = defaultdict(list)
    expected: dict[str, int] = {}
    query = select(Interview.entry_id, JurorSheet.state, JurorSheet.total).outerjoin(JurorSheet, JurorSheet.interview_id == Interview.id)
    query = query.where(*_among(edition_id, category), Interview.state != InterviewState.CANCELLED)
    for entry_id, state, total in db.session().connection().execute(query).all():
        expected[entry_id] = expected.get(entry_id, 0) + (state not in (None, SheetState.RECUSED))
        if state is SheetState.LOCKED and total is not None:
            totals[entry_id].append(total)
    return totals, expected


def _marks(edition_id: str, category: str) -> dict[str, dict[str, list[float]]]:
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    query = (
        select(Interview.entry_id, Mark.criterion, Mark.score)
        .join(JurorSheet, JurorSheet.id == Mark.sheet_id)
        .join(Interview, Interview.id == JurorSheet.interview_id)
        .where(*_among(edition_id, category), JurorSheet.state == SheetState.LOCKED)
    )
    for entry_id, criterion, score in db.session().connection().execute(query).all():  # thousands of plain rows: past the ORM
        if score is not None:
            found[entry_id][criterion].append(score)
    return found


def corrections(edition: Edition) -> dict[str, float]:
    """The confirmed corrections after looks on the spot, `{entry id: points}`; no query where the plan allows none."""
    if competition.spec_of(edition).hearings.observation.effect is not Effect.CORRECTS:
        return {}
    query = select(Interview.entry_id, ObservationCorrection.points).select_from(ObservationCorrection)
    query = query.join(Observation, Observation.id == ObservationCorrection.observation_id).join(Observation.interview)
    query = query.where(Interview.edition_id == edition.id, Observation.state == VisitState.LOCKED)
    counted = query.where(ObservationCorrection.state == CorrectionState.CONFIRMED, Interview.state != InterviewState.CANCELLED)
    return {row[0]: row[1] for row in db.session().execute(counted)}


def progress(edition_id: str) -> dict[str, Progress]:
    """How far the sheets of every interview are, `{interview id: progress}`."""
    query = select(JurorSheet.interview_id, JurorSheet.state, func.count()).join(Interview, Interview.id == JurorSheet.interview_id)
    counted: dict[str, dict[SheetState, int]] = defaultdict(dict)
    for interview_id, state, count in db.session().execute(
        query.where(Interview.edition_id == edition_id).group_by(JurorSheet.interview_id, JurorSheet.state)
    ):
        counted[interview_id][state] = count
    return {
        interview_id: Progress(sum(states.values()) - states.get(SheetState.RECUSED, 0), states.get(SheetState.LOCKED, 0))
        for interview_id, states in counted.items()
    }
