"""Whose time is still to be stated: numbers for every page and the start page, in the queries that all rooms share."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from p4comp.competition.models import Edition
from p4comp.core import clock, tallies
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force
from p4comp.entries.models import Entry
from p4comp.interviews.models import Availability, AvailabilityCall, Interview, Juror, JurorSheet
from p4comp.interviews.rules.states import InterviewState

RUNNING = select(Edition.id).where(Edition.is_running)


def _is_mute(person_id: str) -> ColumnElement[bool]:
    """A juror who has said nothing and is not placed."""
    said = select(Availability.id).where(Availability.juror_id == Juror.id).exists()
    sits = select(JurorSheet.id).where(JurorSheet.juror_id == Juror.id).exists()
    return (Juror.person_id == person_id) & Juror.is_active & Juror.edition_id.in_(RUNNING) & ~said & ~sits


def _finalists(institution_ids: Collection[str], at: datetime) -> Select[Any]:
    """These institutions' announced finalists of the running edition without a seat."""
    lines = select(DecisionLine.subject_id).join(DecisionLine.decision)
    listed = lines.where(Decision.edition_id.in_(RUNNING), Decision.purpose == Purpose.FINALISTS, in_force(at))
    seated = select(Interview.id).where(Interview.entry_id == Entry.id, Interview.state != InterviewState.CANCELLED).exists()
    own = (Entry.institution_id.in_(institution_ids), Entry.edition_id.in_(RUNNING), Entry.id.in_(listed), ~seated)
    return select(Entry.id).where(*own)


def _mute_finalists(institution_ids: Collection[str], at: datetime) -> Select[Any]:
    said = select(Availability.id).where(Availability.entry_id == Entry.id).exists()
    return _finalists(institution_ids, at).where(~said)


def _count_mute(person_id: str) -> Select[int]:
    return select(func.count(Juror.id)).where(_is_mute(person_id))


def _first(institution_ids: Collection[str], at: datetime) -> Select[Any]:
    return _finalists(institution_ids, at).with_only_columns(func.min(Entry.id))


def _asked() -> Select[Any]:
    """Until when own times are to be stated."""
    return select(func.max(AvailabilityCall.closes_at)).where(AvailabilityCall.edition_id.in_(RUNNING))


def _closes_for_juror(person_id: str) -> Select[Any]:
    return _asked().where(select(Juror.id).where(_is_mute(person_id)).exists())


def _closes_for_finalist(institution_ids: Collection[str], at: datetime) -> Select[Any]:
    return _asked().where(_mute_finalists(institution_ids, at).exists())


def _own(actor: Actor) -> tuple[frozenset[str], datetime] | None:
    return (actor.institutions, clock.arrived()) if actor.has("member") else None


def _self(actor: Actor) -> tuple[str] | None:
    return (actor.id,) if actor.has("juror") else None


JURORS = tallies.on_start_page(_count_mute, _self)
FIRST = tallies.on_every_page(_first, _own)
CLOSES_FOR_JUROR = tallies.on_every_page(_closes_for_juror, _self)
CLOSES_FOR_FINALIST = tallies.on_every_page(_closes_for_finalist, _own)


def closes(actor: Actor) -> datetime | None:
    """Until when the own time is to be stated, where it has not been."""
    return CLOSES_FOR_JUROR.of(actor) or CLOSES_FOR_FINALIST.of(actor) or None


def mute_finalists(actor: Actor) -> Select[Any]:
    """The own finalists of whose time nothing was said."""
    return (
        select(Entry).where(Entry.id.in_(_mute_finalists(actor.institutions, clock.arrived()))).order_by(Entry.institution_name, Entry.id)
    )
