"""What a juror does with a sheet, one by one and in bulk, and what comes of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from p4comp.core.autosave import Clash, Saved
from p4comp.core.db import everything
from p4comp.core.errors import Invalid, Refused, RuleBroken
from p4comp.interviews import actions, queries
from p4comp.interviews.models import Juror, JurorSheet, Mark
from p4comp.interviews.rules.states import SheetState
from tests import factories
from tests.interviews.stage import PLACED_AT, actor, stage


def desk(cast):
    """The cast's open sheet and its juror; the interview begins on 23 May at 09.00 WIB."""
    return cast.juror_sheet, actor(cast.juror), cast.interview.starts_at


class TestSheets:
    def test_scores_begin_with_the_interview_to_the_second(self, cast):
        sheet, by, starts = desk(cast)
        with pytest.raises(Refused, match="sejak wawancara dimulai"):
            actions.save(sheet, "dampak.score", 80, seen=0, by=by, at=starts - timedelta(seconds=1))
        assert actions.save(sheet, "dampak.score", 80, seen=0, by=by, at=starts) == Saved(1)

    @pytest.mark.parametrize("value", [100.5, -1, float("nan"), "80"])
    def test_a_score_off_the_scale_is_refused_beside_its_field(self, cast, value):
        sheet, by, starts = desk(cast)
        with pytest.raises(Invalid) as refused:
            actions.save(sheet, "dampak.score", value, seen=0, by=by, at=starts)
        assert refused.value.field == "dampak.score"
        assert everything(select(Mark)) == []

    @pytest.mark.parametrize("field", ["tidak.score", "dampak.total", "dampak", ""])
    def test_a_field_the_sheet_does_not_have_is_refused(self, cast, field):
        sheet, by, starts = desk(cast)
        with pytest.raises(Invalid):
            actions.save(sheet, field, 80, seen=0, by=by, at=starts)

    def test_two_tabs_never_overwrite_each_other_silently(self, cast):
        sheet, by, starts = desk(cast)
        assert actions.save(sheet, "dampak.score", 80, seen=0, by=by, at=starts) == Saved(1)
        assert actions.save(sheet, "dampak.score", 60, seen=0, by=by, at=starts) == Clash(60.0, 80.0, 1)
        assert actions.save(sheet, "dampak.score", 80, seen=0, by=by, at=starts) == Saved(1)
        assert actions.save(sheet, "dampak.score", 60, seen=1, by=by, at=starts) == Saved(2)

    def test_a_lock_needs_every_score_and_names_what_is_missing(self, cast):
        sheet, by, starts = desk(cast)
        actions.save(sheet, "dampak.score", 80, seen=0, by=by, at=starts)
        with pytest.raises(Invalid, match="Siapa yang menyajikan, Inovasi"):
            actions.lock(sheet, by=by, at=starts)
        assert sheet.state is SheetState.OPEN

    def test_a_locked_sheet_has_its_weighted_total_and_stays(self, cast):
        sheet, by, starts = desk(cast)
        for field, value in (("penyaji.score", 50), ("inovasi.score", 80), ("dampak.score", 90.5)):
            actions.save(sheet, field, value, seen=0, by=by, at=starts)
        actions.lock(sheet, by=by, at=starts)
        assert sheet.total == pytest.approx(0.2 * 50 + 0.3 * 80 + 0.5 * 90.5)
        with pytest.raises(RuleBroken):
            actions.save(sheet, "dampak.score", 10, seen=1, by=by, at=starts)
        with pytest.raises(RuleBroken):
            actions.lock(sheet, by=by, at=starts)

    def test_a_conflict_needs_its_reason_and_takes_the_sheet_away(self, cast):
        sheet, by, starts = desk(cast)
        with pytest.raises(Invalid):
            actions.declare(sheet, True, " ", by=by, at=starts)
        actions.declare(sheet, True, "Pernah bekerja di sana.", by=by, at=starts)
        assert (sheet.state, sheet.reason) == (SheetState.RECUSED, "Pernah bekerja di sana.")


class TestBulk:
    def record(self, sheet, cast, at=None, **changes):
        scores = {"penyaji": 70, "inovasi": 80, "dampak": 90} | changes
        return actions.Record(sheet, actor(cast.juror), at or cast.interview.ends_at, scores, {"dampak": "Jelas."})

    def test_whole_sheets_are_declared_scored_and_locked(self, cast, session):
        cast.juror_sheet.state = SheetState.ASSIGNED
        actions.record_sheets([self.record(cast.juror_sheet, cast)])
        assert (cast.juror_sheet.state, cast.juror_sheet.total) == (SheetState.LOCKED, pytest.approx(83))
        assert {mark.criterion: (mark.score, mark.note) for mark in everything(select(Mark))} == {
            "penyaji": (70, ""),
            "inovasi": (80, ""),
            "dampak": (90, "Jelas."),
        }

    @pytest.mark.parametrize("changes", [{"dampak": 101}, {"lain": 50}, {"dampak": None}])
    def test_the_checks_are_those_of_a_single_sheet(self, cast, changes):
        with pytest.raises(Invalid):
            actions.record_sheets([self.record(cast.juror_sheet, cast, **changes)])

    def test_before_the_interview_no_sheet_is_recorded(self, cast):
        with pytest.raises(Refused):
            actions.record_sheets([self.record(cast.juror_sheet, cast, cast.interview.starts_at - timedelta(seconds=1))])

    def test_many_sheets_take_few_statements(self, app, session, queries):
        found = stage()
        actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
        session.flush()
        sheets = everything(select(JurorSheet).join(JurorSheet.juror).join(Juror.person))
        records = [
            actions.Record(one, found.secretary, one.interview.ends_at, {"penyaji": 70, "inovasi": 80, "dampak": 90}) for one in sheets
        ]
        session.commit()
        for record in records:
            assert record.sheet.interview.entry.edition.id == found.edition.id
        with queries() as taken:
            actions.record_sheets(records)
            session.flush()
        assert len(taken) <= 4


class TestResults:
    def test_the_result_is_the_mean_of_locked_totals_rounded_by_the_plan(self, cast):
        judge = factories.juror(cast.interview.panel)
        factories.juror_sheet(cast.interview, judge, state="locked", scores={"penyaji": 70, "inovasi": 71, "dampak": 73})
        other = factories.juror(cast.interview.panel)
        factories.juror_sheet(cast.interview, other, state="locked", scores={"penyaji": 80, "inovasi": 82, "dampak": 85})
        found = queries.interview_results(cast.edition.id, "UMUM")[cast.entry.id]
        assert found.total == 77.45
        assert found.totals == (pytest.approx(71.8), pytest.approx(83.1))
        assert found.criteria == {"dampak": 79.0, "inovasi": 76.5, "penyaji": 75.0}
        assert (found.expected, found.is_complete) == (3, False)

    def test_other_categories_are_left_out(self, cast):
        assert queries.interview_results(cast.edition.id, "UPP") == {}
        assert list(queries.interview_results(cast.edition.id)) == [cast.entry.id]


def test_moments_come_back_aware(cast):
    assert queries.interviews(cast.edition.id)[0].ends_at == datetime(2022, 5, 23, 2, 30, tzinfo=UTC)
