"""Subjects of this feature's access table."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from p4comp.core.db import first
from p4comp.entries.models import Evidence
from p4comp.interviews.models import Interview, InterviewState, Juror, Panel, Reopening, SheetState
from tests import factories
from tests.interviews import matrix_day, matrix_invitations, matrix_observations, matrix_people, matrix_planning

LATER = datetime(2022, 5, 24, 7, 10, tzinfo=UTC)
PARTNER = LATER + timedelta(minutes=35)
ROWS = [line.split()[0] for line in (Path(__file__).parents[1] / "access_matrix/interviews.txt").read_text("utf-8").splitlines()[1:]]


def slot(cast, **values):
    """Another finalist's interview, later in the week."""
    found = factories.entry(cast.edition, state="verified")
    return factories.interview(found, first(select(Panel)), starts_at=values.pop("starts_at", LATER), **values)


def sheet_of(cast, state, **values):
    """A sheet of the cast's juror on another finalist's interview."""
    juror = first(select(Juror).where(Juror.person_id == cast.juror.id))
    return factories.juror_sheet(slot(cast, **values), juror, state=state)


def sheets(cast):
    """The sheets the rows are about."""
    return {
        "undeclared": sheet_of(cast, SheetState.ASSIGNED),
        "locked": sheet_of(cast, SheetState.LOCKED, starts_at=LATER - timedelta(days=1)),
        "early": sheet_of(cast, SheetState.OPEN, starts_at=LATER - timedelta(minutes=70)),
        "empty": sheet_of(cast, SheetState.OPEN, starts_at=LATER - timedelta(days=1, minutes=140)),
        "conflicted": first(select(type(cast.juror_sheet)).where(type(cast.juror_sheet).state == SheetState.RECUSED)),
    }


def wish(cast):
    """The id of a juror's request to open a locked sheet."""
    sheet = sheet_of(cast, SheetState.LOCKED, starts_at=LATER - timedelta(days=1, minutes=210))
    return factories.keep(Reopening(sheet_id=sheet.id, reason="Tertukar.", total=80.0, locked_at=LATER, asked_at=LATER)).id


def subjects(cast):
    """URL values by row."""
    made = sheets(cast)
    proof = first(select(Evidence).where(Evidence.entry_id == cast.entry.id))
    undeclared = first(select(Evidence).where(Evidence.entry_id == made["undeclared"].interview.entry_id))
    own, other = {"sheet_id": cast.juror_sheet.id}, slot(cast, starts_at=LATER + timedelta(minutes=70))
    slot(cast, starts_at=PARTNER)
    wished = {"reopening_id": wish(cast)}
    held = slot(cast, starts_at=LATER - timedelta(days=1, minutes=70), state=InterviewState.HELD)
    return (
        {
            "interviews.move": {"interview_id": other.id},
            "interviews.move@held": {"interview_id": held.id},
            "interviews.swap": {"interview_id": other.id},
            "interviews.hold": {"interview_id": cast.interview.id},
            "interviews.hold@early": {"interview_id": other.id},
            "interviews.sheet": own,
            "interviews.sheet@conflicted": {"sheet_id": made["conflicted"].id},
            "interviews.sheet@undeclared": {"sheet_id": made["undeclared"].id},
            "interviews.save_all": own,
            "interviews.save_all@early": {"sheet_id": made["early"].id},
            "interviews.save": own,
            "interviews.save@locked": {"sheet_id": made["locked"].id},
            "interviews.lock": own,
            "interviews.lock@locked": {"sheet_id": made["locked"].id},
            "interviews.declare": {"sheet_id": made["undeclared"].id},
            "interviews.declare@locked": {"sheet_id": made["locked"].id},
            "interviews.record_paper": {"sheet_id": made["empty"].id},
            "interviews.record_paper@undeclared": {"sheet_id": made["undeclared"].id},
            "interviews.record_paper@locked": {"sheet_id": made["locked"].id},
            "interviews.record_paper@conflicted": {"sheet_id": made["conflicted"].id},
            "interviews.ask_reopening": own,
            "interviews.print_day": {"day": "2022-05-23"},
            "interviews.ask_reopening@locked": {"sheet_id": made["locked"].id},
            "interviews.reopening": wished,
            "interviews.grant_reopening": wished,
            "interviews.refuse_reopening": wished,
            "interviews.desk_slides": own,
            "interviews.desk_slides@undeclared": {"sheet_id": made["undeclared"].id},
            "interviews.channels": own,
            "interviews.evidence": own | {"evidence_id": proof.id},
            "interviews.evidence@undeclared": {"sheet_id": made["undeclared"].id, "evidence_id": undeclared.id},
            "interviews.evidence@other": own | {"evidence_id": undeclared.id},
            "interviews.look_at_evidence": own | {"evidence_id": proof.id},
            "interviews.look_at_evidence@undeclared": {"sheet_id": made["undeclared"].id, "evidence_id": undeclared.id},
            "interviews.evidence_page": own | {"evidence_id": proof.id, "page": 1},
            "interviews.hide_evidence": own | {"evidence_id": proof.id},
        }
        | matrix_invitations.subjects(cast)
        | matrix_observations.subjects(cast)
        | matrix_day.subjects(cast)
        | matrix_people.subjects(cast)
        | matrix_planning.subjects(cast)
    )


def bodies(cast):
    """What is posted, by row."""
    partner = first(select(Interview).where(Interview.starts_at == PARTNER))
    full = {f"{code}.score": "80" for code in factories.CRITERIA}
    panel = first(select(Panel))
    return (
        {
            "interviews.hide_evidence": {"reason": "NIK di halaman 2."},
            "interviews.move": {"panel": panel.id, "starts_at": "2022-05-24T09:00"},
            "interviews.swap": {"other": partner.id},
            "interviews.add_panel": {"name": "Panel 2"},
            "interviews.add_juror": {"panel": panel.id, "name": "Juri Baru", "email": "juri.baru@uji.example"},
            "interviews.save_all": {"dampak.score": "80"},
            "interviews.save": {"field": "dampak.score", "value": "80", "version": "0"},
            "interviews.lock": full,
            "interviews.record_paper": full,
            "interviews.ask_reopening@locked": {"reason": "Tertukar."},
            "interviews.refuse_reopening": {"answer": "Tidak ada salah tulis."},
            "interviews.declare": {"conflict": "no"},
        }
        | matrix_invitations.bodies()
        | matrix_observations.bodies(cast)
        | matrix_day.bodies()
        | matrix_people.bodies(cast)
        | matrix_planning.bodies(cast)
    )


def moments(cast):
    """The cast's interview is at 09.00 WIB on 23 May; the rows are asked on the 24th, before the later slots begin."""
    noon = datetime(2022, 5, 23, 5, tzinfo=UTC)
    return dict.fromkeys(ROWS, noon) | matrix_invitations.moments(ROWS, noon) | matrix_day.moments(ROWS)
