"""Whose time is still to be stated: numbers for every page and the start page, in the queries that all rooms share."""

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


def _is_mute(actor: Actor) -> ColumnElement[bool]:
    """A juror who has said nothing and is not placed."""
    said = select(Availability.id).where(Availability.juror_id == Juror.id).exists()
    sits = select(JurorSheet.id).where(JurorSheet.juror_id == Juror.id).exists()
    return (Juror.person_id == actor.id) & Juror.is_active & Juror.edition_id.in_(RUNNING) & ~said & ~sits


def _finalists(actor: Actor, at: datetime) -> Select[Any]:
    """The own announced finalists of the running edition without a seat."""
    lines = select(DecisionLine.subject_id).join(DecisionLine.decision)
    listed = lines.where(Decision.edition_id.in_(RUNNING), Decision.purpose == Purpose.FINALISTS, in_force(at))
    seated = select(Interview.id).where(Interview.entry_id == Entry.id, Interview.state != InterviewState.CANCELLED).exists()
    own = (Entry.institution_id.in_(actor.institutions), Entry.edition_id.in_(RUNNING), Entry.id.in_(listed), ~seated)
    return select(Entry.id).where(*own)


def _mute_finalists(actor: Actor) -> Select[Any]:
    said = select(Availability.id).where(Availability.entry_id == Entry.id).exists()
    return _finalists(actor, clock.arrived()).where(~said)


def _count_mute(actor: Actor) -> Select[Any] | None:
    return select(func.count(Juror.id)).where(_is_mute(actor)) if actor.has("juror") else None


def _first(actor: Actor) -> Select[Any] | None:
    if not actor.has("member"):
        return None
    return _finalists(actor, clock.arrived()).with_only_columns(func.min(Entry.id))


def _closes(actor: Actor) -> Select[Any] | None:
    """Until when the own time is to be stated, where it has not been."""
    asked = select(func.max(AvailabilityCall.closes_at)).where(AvailabilityCall.edition_id.in_(RUNNING))
    waits = [select(Juror.id).where(_is_mute(actor)).exists()] if actor.has("juror") else []
    waits += [_mute_finalists(actor).exists()] if actor.has("member") else []
    return asked.where(waits[0] | waits[-1]) if waits else None


JURORS = tallies.on_start_page(_count_mute)
FIRST = tallies.on_every_page(_first)
CLOSES = tallies.on_every_page(_closes)


def mute_finalists(actor: Actor) -> Select[Any]:
    """The own finalists of whose time nothing was said."""
    return select(Entry).where(Entry.id.in_(_mute_finalists(actor))).order_by(Entry.institution_name, Entry.id)
