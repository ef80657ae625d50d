"""p4comp/interviews/actions/panels.py and routes/panels.py: who sits where."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from p4comp.core import db
from p4comp.core.errors import Invalid, Refused
from p4comp.interviews import actions, queries
from p4comp.interviews.models import JurorSheet, PanelSeat, SheetState
from p4comp.interviews.policy import Lineup, Seated
from p4comp.interviews.queries import panels
from tests import factories
from tests.interviews.stage import DURING, PLACED_AT, stage


def lineup(found, panel=None):
    panel = panel or found.panel
    return Lineup(found.edition, panel, tuple(one for one in panels.seats(found.edition.id) if one.panel_id == panel.id))


def seated(found, juror, panel=None):
    place = lineup(found, panel)
    return Seated(place, next(one for one in place.seats if one.juror_id == juror.id))


def names(found):
    return {panel_id: [one.id for one in jurors] for panel_id, jurors in queries.seated(found.edition.id).items()}


def sheets(juror):
    return db.everything(select(JurorSheet).where(JurorSheet.juror_id == juror.id))


class TestSeats:
    def test_a_juror_sits_in_several_panels_and_gets_sheets_for_each(self, app):
        found = stage()
        other = factories.panel(found.edition, name="Panel 2")
        first, second = (factories.interview(one, panel) for one, panel in zip(found.entries[:2], (found.panel, other), strict=True))
        second.starts_at = second.starts_at.replace(hour=4)
        factories.juror_sheet(first, found.jurors[0])
        db.session().flush()
        actions.seat(lineup(found, other), found.jurors[0], by=found.secretary, at=PLACED_AT)
        assert {key: set(ids) for key, ids in names(found).items()} == {
            found.panel.id: {one.id for one in found.jurors},
            other.id: {found.jurors[0].id},
        }
        assert {one.interview_id for one in sheets(found.jurors[0])} == {first.id, second.id}
        assert panels.everybody(queries.seated(found.edition.id)) == queries.seated(found.edition.id)[found.panel.id]

    def test_nobody_sits_twice_in_a_panel(self, app):
        found = stage()
        with pytest.raises(Invalid, match="sudah duduk"):
            actions.seat(lineup(found), found.jurors[0], by=found.secretary, at=PLACED_AT)

    def test_nobody_is_expected_by_two_panels_at_once(self, app):
        found = stage()
        other = factories.panel(found.edition, name="Panel 2")
        first = factories.interview(found.entries[0], found.panel)
        factories.interview(found.entries[1], other)
        factories.juror_sheet(first, found.jurors[0])
        with pytest.raises(Refused, match="waktu yang sama"):
            actions.seat(lineup(found, other), found.jurors[0], by=found.secretary, at=PLACED_AT)

    def test_who_leaves_a_panel_loses_its_sheets_but_not_what_is_locked_or_elsewhere(self, app):
        found = stage()
        juror, other = found.jurors[0], factories.panel(found.edition, name="Panel 2")
        factories.panel_seat(other, juror)
        rows = [factories.interview(one, found.panel, starts_at=DURING.replace(hour=2 + n)) for n, one in enumerate(found.entries)]
        elsewhere = factories.interview(factories.entry(found.edition, state="verified"), other, starts_at=DURING.replace(hour=6))
        factories.juror_sheet(rows[0], juror, state="locked")
        factories.juror_sheet(rows[1], juror, state="open", scores=70)
        factories.juror_sheet(rows[2], juror)
        factories.juror_sheet(elsewhere, juror)
        actions.unseat(seated(found, juror), by=found.secretary, at=DURING)
        db.session().flush()
        left = {one.interview_id: one.state for one in sheets(juror)}
        assert left == {rows[0].id: SheetState.LOCKED, rows[1].id: SheetState.RECUSED, elsewhere.id: SheetState.ASSIGNED}
        assert juror.id not in names(found)[found.panel.id]

    def test_a_panel_has_one_chair(self, app):
        found = stage()
        for juror in found.jurors:
            actions.name_chair(seated(found, juror), by=found.secretary, at=PLACED_AT)
            assert [one.juror_id for one in panels.seats(found.edition.id) if one.is_chair] == [juror.id]
        assert names(found)[found.panel.id][0] == found.jurors[1].id

    def test_the_database_refuses_a_second_chair(self, app):
        found = stage()
        for seat in db.everything(select(PanelSeat)):
            seat.is_chair = True
        with pytest.raises(IntegrityError):
            db.session().flush()
        db.session().rollback()
        assert found


class TestPages:
    def test_the_secretariat_seats_releases_and_names_the_chair(self, browse, at):
        found = stage()
        other = factories.panel(found.edition, name="Panel 2")
        at(PLACED_AT)
        browser = browse(factories.secretariat())
        page = browser.get(f"/juri/panel/{other.id}")
        assert "Belum mencapai kuorum 1 juri" in page.text
        done = page.submit("Dudukkan di panel ini", juror=found.jurors[0].id).follow()
        assert done.flashes == [f"{found.jurors[0].person.name} duduk di Panel 2."]
        assert "Ketua panel belum ditunjuk." in done.text
        done = browser.post(f"/juri/panel/{other.id}/{found.jurors[0].id}/ketua").follow()
        assert "Ketua panel belum ditunjuk." not in done.text
        browser.post(f"/juri/panel/{other.id}/{found.jurors[0].id}/ketua", status=403)
        browser.post(f"/juri/panel/{other.id}/{found.jurors[0].id}/lepas").follow()
        assert other.id not in names(found)

    @pytest.mark.parametrize("typed", ["", "x", "nobody"])
    def test_a_juror_that_is_none_is_refused_beside_the_field(self, browse, at, typed):
        found = stage()
        other = factories.panel(found.edition, name="Panel 2")
        at(PLACED_AT)
        page = browse(factories.secretariat()).post(f"/juri/panel/{other.id}", {"juror": typed}, status=422)
        assert "Pilih juri." in page.text

    def test_the_board_takes_the_same_number_of_queries_with_one_and_with_three_panels(self, browse, at, queries):
        found = stage()
        at(PLACED_AT)
        browser = browse(factories.secretariat())
        browser.get("/juri")
        with queries() as one:
            browser.get("/juri")
        for number in (2, 3):
            factories.juror(factories.panel(found.edition, name=f"Panel {number}"), is_chair=True)
        db.session().commit()
        with queries() as three:
            browser.get("/juri")
        assert len(one) == len(three)
