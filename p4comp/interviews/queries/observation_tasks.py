"""How much waits around looks on the spot: numbers for start pages, asked together with all others."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from p4comp.competition.models import Edition
from p4comp.entries.models import Entry
from p4comp.interviews.models import (
    Interview,
    InterviewState,
    Juror,
    JurorSheet,
    Observation,
    ObservationCorrection,
    ObservationMember,
    ObservationReopening,
    PanelSeat,
    SheetState,
)
from p4comp.interviews.rules.observations import CorrectionState, VisitState
from p4comp.interviews.rules.reopening import ReopenState


def _running(state: VisitState) -> Select[int]:
    running = select(Edition.id).where(Edition.is_running)
    query = select(func.count(Observation.id)).join(Observation.interview)
    return query.where(Interview.edition_id.in_(running), Interview.state != InterviewState.CANCELLED, Observation.state == state)


def waiting() -> Select[int]:
    """What waits for the secretariat: panels' wishes, teams that a member had to leave, wishes to open a locked report."""
    left = select(ObservationMember.observation_id).where(ObservationMember.left_at.is_not(None))
    opening = select(ObservationReopening.observation_id).where(ObservationReopening.state == ReopenState.ASKED)
    running = select(Edition.id).where(Edition.is_running)
    query = select(func.count(Observation.id)).join(Observation.interview).where(Interview.edition_id.in_(running))
    thin = and_(Observation.state == VisitState.ORDERED, Observation.id.in_(left))
    return query.where(or_(Observation.state == VisitState.ASKED, thin, Observation.id.in_(opening)))


def unsigned(person_id: Any) -> Select[int]:
    """Where a person is sent and has not agreed with the report yet."""
    own = select(ObservationMember.observation_id).where(ObservationMember.person_id == person_id)
    own = own.where(ObservationMember.left_at.is_(None), ObservationMember.signed_at.is_(None))
    return _running(VisitState.ORDERED).where(Observation.id.in_(own))


def proposed(person_id: Any) -> Select[int]:
    """Corrections that wait for another juror of the panel who scored the finalist; nobody else may answer them."""
    seats = select(PanelSeat.panel_id).join(PanelSeat.juror).where(Juror.person_id == person_id, Juror.is_active)
    heard = select(JurorSheet.interview_id).join(JurorSheet.juror).where(Juror.person_id == person_id)
    heard = heard.where(JurorSheet.state == SheetState.LOCKED)
    waiting = select(ObservationCorrection.observation_id).where(ObservationCorrection.state == CorrectionState.PROPOSED)
    others = waiting.where(ObservationCorrection.proposed_by != person_id)
    query = _running(VisitState.LOCKED).where(Observation.id.in_(others), Interview.panel_id.in_(seats))
    return query.where(Interview.id.in_(heard))


def visited(institution_ids: Collection[str]) -> Select[int]:
    """Visits to these institutions that are ordered."""
    return _running(VisitState.ORDERED).join(Entry, Entry.id == Interview.entry_id).where(Entry.institution_id.in_(institution_ids))
