"""What the chair of a panel sees: whose sheet is missing, never what anybody gave."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core import db, tallies
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution, Region
from p4comp.interviews.models import Interview, Juror, JurorSheet, Panel, PanelSeat
from p4comp.interviews.queries.conflicts import unbound
from p4comp.interviews.queries.sheets import UNHEARD
from p4comp.interviews.rules.states import InterviewState, SheetState


@dataclass(frozen=True)
class Attendance:
    """An interview of the panel, how far each of its jurors is, `{name: state}`, and the clock its chair lives by."""

    interview: Interview
    states: Mapping[str, SheetState]
    zone: str

    @property
    def missing(self) -> list[str]:
        """Names of those whose sheet is not locked."""
        return [name for name, state in self.states.items() if state in (SheetState.ASSIGNED, SheetState.OPEN)]


def _chaired(person_id: str, what: Any) -> Select[Any]:
    query = select(what).select_from(PanelSeat).join(PanelSeat.juror).join(Panel, Panel.id == PanelSeat.panel_id)
    query = query.join(Edition, Edition.id == Panel.edition_id)
    return query.where(Juror.person_id == person_id, Juror.is_active, PanelSeat.is_chair, Edition.is_running)


def _count_chaired(person_id: str) -> Select[int]:
    return _chaired(person_id, func.count())


CHAIRED = tallies.on_every_page(_count_chaired, lambda actor: (actor.id,) if actor.has("juror") else None)


def chaired(actor: Actor, at: datetime) -> list[Attendance]:
    """The begun interviews of the panels this juror chairs, the latest first; none of an entrant the chair may not hear. Three queries."""
    panels = db.everything(_chaired(actor.id, PanelSeat.panel_id)) if actor.has("juror") else []
    rows = _rows(panels, at) if panels else []
    own = unbound(actor, [row for row in rows if row.juror.person_id == actor.id and row.state is not SheetState.RECUSED])
    heard = {row.interview_id for row in own}
    found: dict[str, dict[str, SheetState]] = defaultdict(dict)
    interviews: dict[str, Interview] = {}
    for row in rows:
        if row.interview_id in heard and row.state is not SheetState.RECUSED:
            interviews[row.interview_id] = row.interview
            found[row.interview_id][row.juror.person.name] = row.state
    return [Attendance(interviews[key], states, own[0].zone) for key, states in found.items()]


def _rows(panels: list[str], at: datetime) -> list[JurorSheet]:
    query = select(JurorSheet).join(JurorSheet.interview).join(JurorSheet.juror).join(Juror.person)
    begun = (Interview.starts_at <= at, Interview.id.not_in(UNHEARD), Interview.state != InterviewState.CANCELLED)
    query = query.where(Interview.panel_id.in_(panels), *begun)
    entry = contains_eager(JurorSheet.interview).joinedload(Interview.entry)
    employer = contains_eager(JurorSheet.juror).joinedload(Juror.employer)
    options = (
        entry.load_only(Entry.edition_id, Entry.category, Entry.institution_id, Entry.institution_name),
        entry.joinedload(Entry.edition).load_only(Edition.zone),
        contains_eager(JurorSheet.interview).joinedload(Interview.panel),
        contains_eager(JurorSheet.juror).contains_eager(Juror.person),
        employer.load_only(Institution.region_code).joinedload(Institution.region).load_only(Region.zone),
    )
    return db.everything(query.options(*options).order_by(Interview.starts_at.desc(), Interview.id, Person.name, Juror.id))
