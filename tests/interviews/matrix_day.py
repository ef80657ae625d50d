"""Subjects of the day's rows in the access table: two finalists heard on the second day, asked before anybody is."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from p4comp.core.db import first
from p4comp.interviews.models import Interview, InterviewState, Juror, JurorAbsence, Panel
from tests import factories

OWN = datetime(2022, 5, 24, 3, 15, tzinfo=UTC)
PARTNER = OWN + timedelta(minutes=35)
HELD = OWN + timedelta(minutes=70)
FREE = datetime(2022, 5, 24, 1, 30, tzinfo=UTC)
EARLY = FREE - timedelta(hours=1)
NAMES = (
    "board",
    "step",
    "swap_today",
    "reseat",
    "screen",
    "jurors_today",
    "note_absence",
    "end_absence",
    "juror_screen",
    "turn",
    "pulse_of_day",
)


def subjects(cast):
    """URL values by row."""
    panel = first(select(Panel).where(Panel.name == "Panel 1"))
    own, _partner, held = (
        factories.interview(factories.entry(cast.edition, state="verified"), panel, starts_at=moment, state=state)
        for moment, state in ((OWN, "placed"), (PARTNER, "placed"), (HELD, InterviewState.HELD))
    )
    juror = first(select(Juror).where(Juror.person_id == cast.juror.id))
    away = first(select(Juror).where(Juror.person_id == cast.conflicted.id))
    factories.keep(JurorAbsence(juror_id=away.id, on=OWN.date(), reason="Sakit.", noted_at=EARLY))
    mine, expected = {"interview_id": own.id}, {"juror_id": juror.id}
    return {
        "interviews.step": mine | {"verb": "panggil"},
        "interviews.step@tomorrow": {"interview_id": cast.interview.id, "verb": "panggil"},
        "interviews.swap_today": mine,
        "interviews.reseat": mine,
        "interviews.reseat@held": {"interview_id": held.id},
        "interviews.screen": {"panel_id": panel.id},
        "interviews.note_absence": expected,
        "interviews.end_absence": {"juror_id": away.id},
    }


def bodies():
    """What is posted, by row; the free seat is the day's first."""
    partner = first(select(Interview).where(Interview.starts_at == PARTNER))
    seat = f"{partner.panel_id}@{FREE.isoformat()}"
    return {
        "interviews.swap_today": {"other": partner.id},
        "interviews.reseat": {"seat": seat},
        "interviews.note_absence": {"reason": "Sakit.", "stand_in": ""},
    }


def moments(rows):
    """Asked in the morning of that day."""
    return {row: EARLY for row in rows if row.split("@")[0].removeprefix("interviews.") in NAMES}
