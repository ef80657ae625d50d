"""The end of an interview day"""

from datetime import UTC, datetime, timedelta

import pytest
from flask import g
from sqlalchemy import select

from p4comp.core import clock, jobs
from p4comp.core.db import commit, everything, first
from p4comp.core.mail.models import Mail
from p4comp.interviews import actions, queries
from p4comp.interviews.models import JurorSheet, Sitting
from p4comp.interviews.queries import papers, printing, start
from p4comp.interviews.rules import closing
from p4comp.interviews.rules.day import Stage
from p4comp.interviews.rules.states import SheetState
from p4comp.interviews.tasks.closing import close_days, look_after_days
from tests import factories
from tests.interviews.stage import PLACED_AT, actor, stage

EVENING = datetime(2022, 5, 23, 16, 59, 59, tzinfo=UTC)
MIDNIGHT = EVENING + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("zone", "ends"),
    [
        ("Asia/Jakarta", datetime(2022, 5, 23, 17, tzinfo=UTC)),
        ("Asia/Makassar", datetime(2022, 5, 23, 16, tzinfo=UTC)),
        ("Asia/Jayapura", datetime(2022, 5, 23, 15, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_on_the_editions_clock(zone, ends):
    starts = datetime(2022, 5, 23, 2, tzinfo=UTC)
    assert closing.day_ends(starts, zone) == ends
    assert [closing.is_over(starts, zone, at) for at in (ends - timedelta(seconds=1), ends)] == [False, True]


def scored(codes=("31", "63")):
    """A week placed, with the first juror's sheets open: the first complete, the second with one score."""
    found = stage(codes)
    actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
    juror = found.jurors[0]
    own = everything(select(JurorSheet).where(JurorSheet.juror_id == juror.id).join(JurorSheet.interview).order_by("starts_at"))
    by = actor(juror.person)
    for number, sheet in enumerate(own):
        actions.declare(sheet, False, by=by, at=PLACED_AT)
        for code in list(factories.CRITERIA) if number == 0 else ["dampak"]:
            actions.save(sheet, f"{code}.score", 80, seen=0, by=by, at=sheet.interview.starts_at)
    return by, own


def states(sheets):
    return [sheet.state for sheet in sheets]


def test_the_juror_locks_all_complete_sheets_in_one_act_and_the_others_stay_open(app):
    by, own = scored()
    at = own[-1].interview.ends_at
    assert [list(one.missing) == [] for one in queries.begun(by, at)] == [True, False]
    assert actions.lock_complete(own, by=by, at=at) == [own[0]]
    assert (states(own), own[0].total, own[0].locked_at) == ([SheetState.LOCKED, SheetState.OPEN], 80.0, at)
    assert [one.sheet for one in queries.begun(by, at)] == [own[1]]


def test_before_the_interview_begins_nothing_is_locked(app):
    by, own = scored()
    assert actions.lock_complete(own, by=by, at=own[0].interview.starts_at - timedelta(seconds=1)) == []


def test_complete_sheets_lock_by_themselves_when_the_day_ends(app, monkeypatch):
    _by, own = scored()
    before = len(everything(select(Mail)))
    monkeypatch.setattr(clock, "now", lambda: EVENING)
    close_days()
    assert states(own) == [SheetState.OPEN, SheetState.OPEN]
    monkeypatch.setattr(clock, "now", lambda: MIDNIGHT)
    close_days()
    assert states(own) == [SheetState.LOCKED, SheetState.OPEN]
    close_days()
    assert len(everything(select(Mail))) == before + 1
    told = everything(select(Mail))[-1].body
    assert [row.interview.entry.institution_name in told for row in own] == [True, True]


def test_the_day_is_closed_at_its_end_and_not_at_the_next_full_look(app, at):
    _by, own = scored()
    at(EVENING - timedelta(hours=2))
    look_after_days()
    assert closings() == []
    for minutes in (43, 1):
        at(MIDNIGHT - timedelta(minutes=minutes))
        look_after_days()
    assert closings() == [MIDNIGHT]
    commit()
    jobs.run_waiting()
    assert states(own) == [SheetState.OPEN, SheetState.OPEN]
    at(MIDNIGHT)
    jobs.run_waiting()
    assert states(own) == [SheetState.LOCKED, SheetState.OPEN]


def test_where_no_sheet_is_open_no_closing_is_asked_for(app, at):
    found = stage(("31",))
    actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
    at(EVENING)
    look_after_days()
    assert closings() == []


def closings():
    """When the days that wait to be closed end."""
    return [one.due_at for one in everything(select(jobs.Job).where(jobs.Job.task == "interviews.close_days"))]


def test_a_sheet_of_an_entrant_the_juror_has_become_bound_to_is_neither_locked_nor_named(app, monkeypatch):
    _by, own = scored()
    juror = own[0].juror
    juror.employer_id = own[0].interview.entry.institution_id
    before = len(everything(select(Mail)))
    monkeypatch.setattr(clock, "now", lambda: MIDNIGHT)
    close_days()
    assert own[0].state is SheetState.OPEN
    assert len(everything(select(Mail))) == before
    assert first(select(JurorSheet).where(JurorSheet.juror_id == juror.id, JurorSheet.state == SheetState.LOCKED)) is None


@pytest.mark.parametrize("how", [Stage.LATE, Stage.ABSENT])
def test_nothing_waits_to_be_locked_of_somebody_who_has_not_come(app, how):
    by, own = scored()
    missed, at, edition_id = own[0].interview, own[-1].interview.ends_at, own[0].interview.edition_id
    before = [one.sheet for one in queries.begun(by, at)]
    kept = len(papers.missing(edition_id, at)), start.juror_load(by, at).unlocked, start.counts(edition_id, at).missing
    factories.keep(Sitting(interview_id=missed.id, stage=how))
    for name in ("juror_load", "interview_counts"):
        g.pop(name)
    agenda = queries.own_agenda(by, at)
    shown = {part: [one for _day, rows in getattr(agenda, part) for one in rows] for part in ("coming", "over")}
    assert before == own
    assert [one.sheet for one in queries.begun(by, at)] == own[1:]
    assert shown == {"coming": own[:1], "over": own[1:]}
    sheets = len([one for one in everything(select(JurorSheet)) if one.interview_id == missed.id])
    now = len(papers.missing(edition_id, at)), start.juror_load(by, at).unlocked, start.counts(edition_id, at).missing
    assert now == (kept[0] - sheets, kept[1] - 1, kept[2] - sheets)


def test_a_printed_day_holds_claims_only_for_whoever_accepted_the_code_of_conduct(app):
    by, own = scored()
    day = clock.local(own[0].interview.starts_at, own[0].interview.entry.edition.zone).date().isoformat()
    assert all(page.dossier is not None for page in printing.day_bundle(by, day).pages)
    own[0].juror.conduct_at = None
    assert [page.dossier for page in printing.day_bundle(by, day).pages] == [None] * len(printing.day_bundle(by, day).pages)
    assert printing.day_bundle(by, "2022-05-22") is None
