"""What happens to the timetable and to juror sheets, and what is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core.audit import AuditRecord
from p4comp.core.db import everything
from p4comp.core.errors import Invalid, Refused, RuleBroken
from p4comp.core.mail import Mail
from p4comp.interviews import actions
from p4comp.interviews.models import Interview, InterviewState, PanelSeat, SheetState, Sitting
from p4comp.interviews.queries.sheets import sheets_of
from p4comp.interviews.rules.checks import Rule
from p4comp.interviews.rules.day import Stage
from tests import factories
from tests.interviews.stage import PLACED_AT, actor, stage
from tests.interviews.week import wib


def letters(template):
    return everything(select(Mail).where(Mail.template == f"interviews/mail/{template}.txt").order_by(Mail.written_at))


def placed():
    """Three finalists in three zones, placed."""
    found = stage()
    return found, actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)


class TestPanels:
    def test_a_juror_is_invited_and_gets_sheets_for_what_the_panel_is_still_to_hear(self, session):
        found, rows = placed()
        juror = actions.add_juror(found.panel, "Prof. Uji", "prof@uji.example", by=found.secretary, at=PLACED_AT)
        session.flush()
        assert juror.person.email == "prof@uji.example"
        assert [one.state for one in sheets_of(row.id for row in rows) if one.juror_id == juror.id] == [SheetState.ASSIGNED] * 3
        assert everything(select(Mail.to).where(Mail.template.like("accounts/%"))) == ["prof@uji.example"]

    def test_nobody_sits_twice_in_an_edition(self, app):
        found = stage()
        with pytest.raises(Invalid) as refused:
            actions.add_juror(found.panel, "Sama", found.jurors[0].person.email, by=found.secretary, at=PLACED_AT)
        assert refused.value.field == "email"

    def test_a_panel_s_name_is_used_once(self, app):
        found = stage()
        with pytest.raises(Invalid) as refused:
            actions.add_panel(found.edition, "panel 1", by=found.secretary, at=PLACED_AT)
        assert refused.value.field == "name"


class TestPlacing:
    def test_every_finalist_is_placed_once_and_told_in_both_zones(self, session):
        found, rows = placed()
        session.flush()
        assert sorted(row.entry_id for row in rows) == sorted(entry.id for entry in found.entries)
        assert len({row.starts_at for row in rows}) == 3
        east = next(row for row in rows if row.entry.institution.zone == "Asia/Jayapura")
        letter = next(one for one in letters("placed") if east.entry.institution_name in one.subject)
        assert "pukul 08.30 WIB" in letter.body
        assert "waktu di tempat Anda: Senin, 23 Mei 2022 pukul 10.30 WIT" in letter.body
        assert letter.person_id == east.entry.contact_id

    def test_a_letter_to_jakarta_names_one_zone(self, session):
        placed()
        session.flush()
        assert [one.body.count("pukul") for one in letters("placed") if "WIT" not in one.body] == [2]

    def test_every_juror_gets_a_sheet_and_a_letter_without_names(self, session):
        found, rows = placed()
        session.flush()
        assert len(sheets_of(row.id for row in rows)) == 6
        assert len(letters("agenda")) == 2
        assert not any(entry.institution_name in one.body for one in letters("agenda") for entry in found.entries)

    def test_a_juror_in_conflict_is_recused_from_the_start(self, session):
        found = stage()
        factories.juror(found.panel, employer=found.entries[0].institution)
        rows = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
        session.flush()
        recused = [sheet for sheet in sheets_of(row.id for row in rows) if sheet.state is SheetState.RECUSED]
        assert [sheet.interview.entry_id for sheet in recused] == [found.entries[0].id]

    def test_pressing_the_button_again_places_only_the_new(self, session):
        found, rows = placed()
        before = {row.id: row.starts_at for row in rows}
        late = factories.entry(found.edition, state="verified", category="UPP", levels=None)
        factories.decision(found.edition, [late], category="UPP", announced_at=PLACED_AT)
        added = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
        assert [row.entry_id for row in added] == [late.id]
        assert {row.id: row.starts_at for row in rows} == before

    def test_nobody_is_placed_before_the_finalists_are_announced(self, app):
        found = stage(announced_at=PLACED_AT + timedelta(seconds=1))
        with pytest.raises(Refused):
            actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
        assert everything(select(Interview)) == []
        assert letters("placed") == []

    def test_without_a_juror_there_is_no_timetable(self, session):
        found = stage()
        for juror in found.jurors:
            juror.is_active = False
        with pytest.raises(Refused, match="panel dengan juri"):
            actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)

    def test_whoever_does_not_fit_is_named_and_nobody_is_placed(self, app):
        found = stage(["31"] * 23)
        with pytest.raises(Refused, match=r"Pemerintah Kabupaten Uji \d+\. Tambah panel"):
            actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
        assert everything(select(Interview)) == []

    def test_the_number_of_queries_does_not_grow_with_the_finalists(self, app, session, queries):
        counts = []
        for codes in (["31"], ["31"] * 4):
            found = stage(codes, edition=factories.edition(slug=f"uji-{len(codes)}"))
            session.flush()
            with queries() as taken:
                actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
            counts.append(len(taken.selects))
        assert counts[0] == counts[1]


class TestMoves:
    def test_a_move_changes_the_seat_and_tells_everybody(self, session):
        found, rows = placed()
        row, was = rows[0], rows[0].starts_at
        actions.move(row, found.panel, wib(24, "08:30"), by=found.secretary, at=PLACED_AT)
        session.commit()
        assert session.get(Interview, row.id).starts_at == wib(24, "08:30") != was
        assert len(letters("moved")) == 1
        assert len(letters("moved_juror")) == 2
        record = everything(select(AuditRecord).where(AuditRecord.verb == "interview.moved"))[0]
        assert record.details["was"] == was.isoformat()

    @pytest.mark.parametrize(
        ("code", "day", "clock", "rules"),
        [
            ("31", 26, "08:30", [Rule.DAY]),
            ("31", 24, "12:00", [Rule.HOURS]),
            ("91", 24, "14:10", [Rule.ZONE]),
            ("63", 24, "15:20", [Rule.ZONE]),
            ("31", 23, "09:00", [Rule.BREAK, Rule.PANEL]),
            ("31", 23, "10:13", [Rule.BREAK]),
        ],
    )
    def test_a_move_that_breaks_a_rule_names_it_and_changes_nothing(self, session, code, day, clock, rules):
        found = stage(["31", "63", "91", "31"])
        rows = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
        row = max((one for one in rows if one.entry.institution.region_code == code), key=lambda one: one.starts_at)
        was = row.starts_at
        with pytest.raises(actions.Unplaceable) as refused:
            actions.move(row, found.panel, wib(day, clock), by=found.secretary, at=PLACED_AT)
        assert [fault.rule for fault in refused.value.faults] == rules
        assert row.starts_at == was
        assert letters("moved") == []

    def test_a_swap_changes_both_in_one_act(self, session):
        found, rows = placed()
        first, second = (one for one in rows if one.entry.institution.zone != "Asia/Jayapura")
        seats = first.starts_at, second.starts_at
        actions.swap(first, second, by=found.secretary, at=PLACED_AT)
        session.commit()
        assert (second.starts_at, first.starts_at) == seats
        assert len(letters("moved")) == 2

    def test_a_swap_that_fits_only_one_of_them_changes_neither(self, session):
        found, rows = placed()
        east = next(row for row in rows if row.entry.institution.zone == "Asia/Jayapura")
        other = next(row for row in rows if row.entry.institution.zone == "Asia/Jakarta")
        actions.move(other, found.panel, wib(23, "15:20"), by=found.secretary, at=PLACED_AT)
        with pytest.raises(actions.Unplaceable) as refused:
            actions.swap(east, other, by=found.secretary, at=PLACED_AT)
        assert [fault.rule for fault in refused.value.faults] == [Rule.ZONE]
        assert (east.starts_at, other.starts_at) == (wib(23, "08:30"), wib(23, "15:20"))

    def test_to_another_panel_the_interview_takes_new_sheets(self, session):
        found, rows = placed()
        other = factories.panel(found.edition, "Panel 2")
        judge = factories.juror(other)
        actions.move(rows[0], other, rows[0].starts_at, by=found.secretary, at=PLACED_AT)
        session.flush()
        assert [sheet.juror_id for sheet in sheets_of([rows[0].id])] == [judge.id]

    def test_whoever_an_interview_leaves_with_its_panel_is_told_and_their_calendar_lets_it_go(self, session):
        found, rows = placed()
        other = factories.panel(found.edition, "Panel 2")
        judge = factories.juror(other)
        mine = next(sheet for sheet in sheets_of([rows[0].id]) if sheet.juror_id == found.jurors[0].id)
        actions.declare(mine, True, "Pernah mendampingi.", by=actor(found.jurors[0].person), at=PLACED_AT)
        actions.move(rows[0], other, rows[0].starts_at, by=found.secretary, at=PLACED_AT)
        session.flush()
        left = letters("left_juror")
        assert [one.to for one in left] == [found.jurors[1].person.email]
        assert [one.to for one in letters("moved_juror")] == [judge.person.email]
        assert [file.method for file in left[0].attached] == ["CANCEL"]
        assert f"UID:{rows[0].id}@" in left[0].attached[0].content.decode()

    def test_within_a_panel_nobody_is_told_that_an_interview_left(self, session):
        found, rows = placed()
        actions.move(rows[0], found.panel, wib(24, "08:30"), by=found.secretary, at=PLACED_AT)
        assert letters("left_juror") == []

    def test_a_juror_of_both_panels_hears_of_the_move_only(self, session):
        found, rows = placed()
        other = factories.panel(found.edition, "Panel 2")
        session.add(PanelSeat(panel_id=other.id, juror_id=found.jurors[0].id))
        session.flush()
        actions.move(rows[0], other, wib(24, "08:30"), by=found.secretary, at=PLACED_AT)
        assert [one.to for one in letters("left_juror")] == [found.jurors[1].person.email]
        assert [one.to for one in letters("moved_juror")] == [found.jurors[0].person.email]

    def test_a_declared_conflict_outlives_moves_and_no_letter_names_the_finalist(self, session):
        found, rows = placed()
        other = factories.panel(found.edition, "Panel 2")
        factories.juror(other)
        mine = next(sheet for sheet in sheets_of([rows[0].id]) if sheet.juror_id == found.jurors[0].id)
        actions.declare(mine, True, "Pernah mendampingi.", by=actor(found.jurors[0].person), at=PLACED_AT)
        for panel in (found.panel, other, found.panel):
            starts_at = wib(24, "08:30") if panel is found.panel else rows[0].starts_at
            actions.move(rows[0], panel, starts_at, by=found.secretary, at=PLACED_AT)
            session.flush()
        states = {sheet.juror_id: sheet.state for sheet in sheets_of([rows[0].id])}
        assert states == {found.jurors[0].id: SheetState.RECUSED, found.jurors[1].id: SheetState.ASSIGNED}
        assert found.jurors[0].person.email not in {one.to for one in letters("moved_juror")}
        assert found.jurors[1].person.email in {one.to for one in letters("moved_juror")}

    def test_to_a_panel_in_conflict_no_interview_goes(self, session):
        found, rows = placed()
        other = factories.panel(found.edition, "Panel 2")
        factories.juror(other, employer=rows[0].entry.institution)
        with pytest.raises(actions.Unplaceable) as refused:
            actions.move(rows[0], other, rows[0].starts_at, by=found.secretary, at=PLACED_AT)
        assert [fault.rule for fault in refused.value.faults] == [Rule.JURORS]

    def test_the_past_is_no_seat(self, app):
        found, rows = placed()
        with pytest.raises(Invalid, match="sudah lewat"):
            actions.move(rows[0], found.panel, wib(24, "08:30"), by=found.secretary, at=wib(24, "08:30"))

    def test_what_was_heard_or_scored_stays(self, app):
        found, rows = placed()
        sheet = sheets_of([rows[0].id])[0]
        sheet.state = SheetState.OPEN
        actions.save(sheet, "dampak.score", 80, seen=0, by=actor(sheet.juror.person), at=rows[0].starts_at)
        with pytest.raises(Refused, match="mulai menilai"):
            actions.move(rows[0], found.panel, wib(24, "08:30"), by=found.secretary, at=PLACED_AT)
        actions.hold(rows[1], by=found.secretary, at=rows[1].starts_at)
        with pytest.raises(RuleBroken):
            actions.move(rows[1], found.panel, wib(24, "08:30"), by=found.secretary, at=PLACED_AT)

    def test_an_interview_is_held_once_it_has_begun(self, app):
        found, rows = placed()
        with pytest.raises(Refused):
            actions.hold(rows[0], by=found.secretary, at=rows[0].starts_at - timedelta(seconds=1))
        actions.hold(rows[0], by=found.secretary, at=rows[0].starts_at)
        assert rows[0].state is InterviewState.HELD


@pytest.mark.parametrize("stage_of_day", list(Stage))
def test_an_interview_whose_finalist_has_not_come_is_not_marked_as_held(cast, stage_of_day):
    factories.keep(Sitting(interview_id=cast.interview.id, stage=stage_of_day))
    at = cast.interview.ends_at
    if stage_of_day in (Stage.LATE, Stage.ABSENT):
        with pytest.raises(Refused, match="belum hadir"):
            actions.hold(cast.interview, by=None, at=at)
        assert cast.interview.state is InterviewState.PLACED
    else:
        actions.hold(cast.interview, by=None, at=at)
        assert cast.interview.state is InterviewState.HELD
