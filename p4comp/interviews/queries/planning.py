"""What the planner is asked, from the database; plans that were made; what is amiss in the timetable of today."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, undefer

from p4comp.accounts.models import Person
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import canonical, db
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.interviews.models import Interview, InterviewState, PlanRun
from p4comp.interviews.policy.planning import PlanDraft
from p4comp.interviews.queries import panels, timetable
from p4comp.interviews.rules import checks
from p4comp.interviews.rules.checks import Fault
from p4comp.interviews.rules.invitations import InvitationState
from p4comp.interviews.rules.plan_states import PLANS
from p4comp.interviews.rules.planning import Precheck, Question, difference, precheck
from p4comp.interviews.rules.week import Finalist, Placed, Seat, Week


@dataclass(frozen=True)
class Asked:
    """A question with the rows it was made from."""

    question: Question
    entries: Mapping[str, Entry]
    rows: Mapping[str, Interview]
    people: Mapping[str, list[Person]]

    @property
    def basis(self) -> str:
        """The SHA-256 of everything the answer depends on but the hour: another one means that a plan is out of date."""
        asked, week = self.question, self.question.week
        return canonical.sha256(
            {
                "finalists": sorted([one.entry_id, one.category, one.zone, one.parent_id, sorted(one.people)] for one in asked.finalists),
                "now": {key: [seat.panel_id, seat.starts_at.isoformat()] for key, seat in asked.now.items()},
                "pins": sorted(asked.pins),
                "fixed": sorted([one.entry_id, seat.panel_id, seat.starts_at.isoformat()] for one, seat in asked.fixed),
                "panels": {key: _plain(week, key) for key in week.benches},
                "wishes": repr((sorted(week.wishes.jurors.items()), sorted(week.wishes.entries.items()))),
                "closed": {day.isoformat(): reason for day, reason in week.closed.items()},
                "format": repr((week.form, week.zone, week.terms)),
            }
        )


def _plain(week: Week, key: str) -> list[Any]:
    bench = week.benches[key]
    barred = {entry_id: sorted(bench.barred(entry_id)) for entry_id in bench.conflicts if bench.barred(entry_id)}
    return [sorted(bench.jurors), sorted(bench.zones.items()), barred]


def asked(edition: Edition, at: datetime, *, seed: str = "") -> Asked:
    """The question as things stand: what was heard, has begun or is agreed keeps its seat."""
    entries = timetable.finalists(edition, at)
    rows = {row.entry_id: row for row in timetable.interviews(edition.id)}
    known = {entry.id: entry for entry in entries} | {row.entry_id: row.entry for row in rows.values()}
    people = timetable.people_of(known.values())
    week = timetable.week_of(edition, known.values())
    finalists = {key: timetable.as_finalist(entry, people) for key, entry in known.items()}
    movable = {key: row for key, row in rows.items() if row.state is InterviewState.PLACED and row.starts_at > at}
    question = Question(
        week,
        [one for key, one in finalists.items() if key not in rows or key in movable],
        at,
        now={key: Seat(row.panel_id, row.starts_at) for key, row in movable.items()},
        pins=frozenset(key for key, row in movable.items() if row.is_pinned or _is_agreed(row, finalists[key], week)),
        fixed=[(finalists[key], Seat(row.panel_id, row.starts_at)) for key, row in rows.items() if key not in movable],
        seed=seed_number(seed),
    )
    return Asked(question, known, rows, people)


def _is_agreed(row: Interview, one: Finalist, week: Week) -> bool:
    """A confirmed seat stays agreed as long as it breaks no rule by itself."""
    return row.invitation.state is InvitationState.CONFIRMED and not checks.own_faults(one, Seat(row.panel_id, row.starts_at), week)


def seed_number(seed: str) -> int:
    """The solver's number of a seed in words."""
    return int(hashlib.sha256(seed.encode()).hexdigest()[:7], 16)


def next_seed(edition: Edition) -> str:
    """The seed of the edition's next plan: the plan's own, and which attempt it is."""
    number = db.session().execute(select(func.count(PlanRun.id)).where(PlanRun.edition_id == edition.id)).scalar_one()
    return f"{competition.spec_of(edition).plan.lot_seed}:jadwal:{number + 1}"


def amiss(found: Asked) -> list[Fault]:
    """What the timetable of today breaks among seats to come, each pair told once."""
    table: list[Placed] = [*found.question.fixed]
    movable = [(one, found.question.now[one.entry_id]) for one in found.question.finalists if one.entry_id in found.question.now]
    table += movable
    faults = [fault for one, seat in movable for fault in checks.faults(one, seat, found.question.week, table)]
    told: set[tuple[str, frozenset[str]]] = set()
    kept = []
    for fault in faults:
        key = (fault.rule.value, frozenset({fault.finalist.entry_id, fault.other.entry_id if fault.other else ""}))
        if key not in told:
            told.add(key)
            kept.append(fault)
    return kept


def open_runs(edition_id: str) -> list[PlanRun]:
    """The plans that wait or are looked at."""
    waiting = list(PLANS.table["drop"][0])
    return db.everything(db.held(select(PlanRun), PlanRun).where(PlanRun.edition_id == edition_id, PlanRun.state.in_(waiting)))


def latest_run(edition_id: str) -> PlanRun | None:
    """The newest plan; one query."""
    return db.first(select(PlanRun).where(PlanRun.edition_id == edition_id).order_by(PlanRun.asked_at.desc(), PlanRun.id).limit(1))


def run(actor: Actor, run_id: str) -> PlanDraft | None:
    """A plan of the edition that is run, for the secretariat and auditors."""
    edition = timetable.running(actor)
    query = select(PlanRun).where(PlanRun.id == run_id).options(undefer(PlanRun.found), joinedload(PlanRun.asker), joinedload(PlanRun.job))
    found = db.first(query.where(PlanRun.edition_id == edition.id)) if edition else None
    return PlanDraft(found, edition) if found and edition else None


@dataclass(frozen=True)
class Move:
    """A finalist's way in a plan: from one seat to another, or to its first."""

    name: str
    category: str
    zone: str
    before: Seat | None
    after: Seat | None


@dataclass(frozen=True)
class DraftPage:
    """What a computed plan's page shows."""

    found: dict[str, Any]
    moved: list[Move]
    new: list[Move]
    lost: list[Move]
    waiting: list[Move]
    stays: int
    panels: dict[str, str]
    reliefs: list[tuple[str, int, list[str]]]
    is_stale: bool


def draft_page(draft: PlanDraft, at: datetime) -> DraftPage:
    """A computed plan beside the timetable it was made from, and whether that still stands."""
    found, names = draft.run.found, _names(draft.run.found)
    now, seats = _seats_in(found["now"]), _seats_in(found["seats"])
    diff = difference([_bare(key) for key in found["finalists"]], now, seats)

    def move(key: str, before: Seat | None, after: Seat | None) -> Move:
        return Move(*names[key], before, after)

    return DraftPage(
        found,
        moved=[move(*row) for row in diff.moved],
        new=[move(key, None, seat) for key, seat in diff.new],
        lost=[move(key, now[key], None) for key in diff.lost],
        waiting=[move(key, None, None) for key in diff.waiting],
        stays=len(diff.stays),
        panels={panel.id: panel.name for panel in panels.panels(draft.edition.id)},
        reliefs=[(family, more, [names[key][0] for key in rest]) for family, more, rest in found["reliefs"]],
        is_stale=draft.is_ready and asked(draft.edition, at, seed=draft.run.seed).basis != draft.run.basis,
    )


def _names(found: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    query = select(Entry).where(Entry.id.in_(found["finalists"])).options(joinedload(Entry.institution).joinedload(Institution.region))
    return {one.id: (one.institution_name, one.category, one.institution.zone) for one in db.everything(query)}


def _seats_in(rows: Mapping[str, Any]) -> dict[str, Seat]:
    return {key: Seat(panel_id, datetime.fromisoformat(starts_at)) for key, (panel_id, starts_at) in rows.items()}


def seats_found(run: PlanRun) -> dict[str, Seat]:
    """The seats a plan gives."""
    return _seats_in(run.found["seats"])


def _bare(key: str) -> Finalist:
    return Finalist(key, "", "", "")


def checked(edition: Edition, at: datetime) -> tuple[Asked, Precheck, list[Fault]]:
    """Before anything is solved: the question, what is left to whom, and what the timetable of today breaks."""
    found = asked(edition, at)
    return found, precheck(found.question), amiss(found)
