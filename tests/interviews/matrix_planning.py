"""Subjects of the planning rows: a plan that waits for its answer, one that was applied, a word on a day."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from p4comp.core.db import first, session
from p4comp.interviews.models import ClosedDay, Panel, PlanRun
from p4comp.interviews.rules.plan_states import PlanState
from tests import factories

ASKED = datetime(2022, 5, 22, 3, tzinfo=UTC)
SEAT = datetime(2022, 5, 23, 8, 20, tzinfo=UTC)
FOUND = {
    "algorithm": "cp-sat-seats/1",
    "solver": "ortools",
    "finalists": [],
    "now": {},
    "seats": {},
    "reliefs": [],
    "cost": 0,
    "bound": 0,
    "is_best": True,
    "is_repeatable": True,
    "seconds": 1.0,
}


def run(cast, state):
    """A plan in a state."""
    made = PlanRun(
        edition_id=cast.edition.id,
        state=state,
        seed="uji",
        basis="0" * 64,
        found=FOUND,
        asked_by=cast.secretary.id,
        asked_at=ASKED,
        steps=[],
    )
    session().add(made)
    session().flush()
    return {"run_id": made.id}


def subjects(cast):
    """URL values by row."""
    ready, applied = run(cast, PlanState.READY), run(cast, PlanState.APPLIED)
    entry = factories.entry(cast.edition, state="verified")
    coming = {"interview_id": factories.interview(entry, first(select(Panel)), starts_at=SEAT).id}
    day = ClosedDay(edition_id=cast.edition.id, on=date(2022, 5, 24), reason="Uji", is_worked=True, noted_by="", noted_at=ASKED)
    session().add(day)
    session().flush()
    return {
        "interviews.plan_draft": ready,
        "interviews.apply_plan": ready,
        "interviews.apply_plan@applied": applied,
        "interviews.leave_plan": ready,
        "interviews.leave_plan@applied": applied,
        "interviews.seat_words": coming,
        "interviews.pin": coming,
        "interviews.unpin": coming,
        "interviews.forget_day": {"day_id": day.id},
    }


def bodies(_cast):
    """What is posted, by row."""
    return {"interviews.closed_days": {"on": "2022-05-23", "kind": "tutup", "reason": "Libur."}}
