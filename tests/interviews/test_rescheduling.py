"""Another slot: asked for, granted as it was seen or refused with a reason; stand-by seats for who cannot or does not come."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from p4comp.core import db
from p4comp.interviews import actions as rooms
from p4comp.interviews.actions import standby
from p4comp.interviews.models import ChangeRequest, Interview
from p4comp.interviews.queries import invitations as queries
from p4comp.interviews.rules import checks
from p4comp.interviews.rules.invitations import InvitationState, RequestState
from tests import factories
from tests.interviews.inviting import OWN, ask, calendar_of, invitation, letters, logged
from tests.interviews.stage import PLACED_AT
from tests.interviews.week import wib


class TestAnotherSlot:
    def test_it_needs_a_reason_and_three_starts_and_nothing_typed_is_lost(self, browse, east):
        row, member = east
        browser = browse(member)
        page = ask(browser, row, number=2)
        assert page.status == 422
        assert "Pilih sedikitnya 3 waktu" in page.text
        assert len([one for one in page.select("input[name=starts]") if one.get("checked") is not None]) == 2
        assert ask(browser, row, reason=" ").status == 422
        assert db.everything(select(ChangeRequest)) == []

    def test_starts_are_offered_on_both_clocks_and_only_such_as_fit_the_own(self, browse, east):
        row, member = east
        labels = [one.text for one in browse(member).get(f"{OWN}/{row.id}/waktu-lain").select(".choices label")]
        assert all("WIB" in one and "WIT" in one for one in labels)
        assert len(labels) > 10
        assert not any(one.entry.institution_name in " ".join(labels) for one in db.everything(select(Interview)) if one.id != row.id)

    def test_granted_it_moves_those_concerned_and_tells_them_with_calendars(self, browse, east):
        row, member = east
        assert ask(browse(member), row).status == 303
        office = browse(factories.secretariat())
        page = office.get(f"/jadwal-wawancara/{row.id}/undangan")
        assert "Rapat paripurna DPRD." in page.main
        page.submit("Setujui pilihan 1")
        kept = db.session().get(Interview, row.id, populate_existing=True)
        (request,) = db.everything(select(ChangeRequest))
        assert request.state is RequestState.GRANTED
        assert kept.starts_at in request.wanted
        assert (kept.invitation.state, kept.invitation.answered_by) == (InvitationState.CONFIRMED, member.id)
        (mail,) = [one for one in letters("moved") if one.person_id == member.id]
        assert calendar_of(mail).vevent.dtstart.value.astimezone(UTC) == kept.starts_at
        table = queries.table_of(kept)
        assert checks.all_faults(table.rows, table.week) == []

    def test_what_is_carried_out_is_what_was_seen(self, browse, placed, east):
        found, _rows = placed
        row, member = east
        ask(browse(member), row)
        office = browse(factories.secretariat())
        form = office.get(f"/jadwal-wawancara/{row.id}/undangan").form("Setujui pilihan 1")
        (first,) = [one.option.moves[0][1] for one in queries.ways(queries.whole([row])[0], PLACED_AT) if one.number == 1]
        late = factories.entry(found.edition, state="verified", evidence=False)
        factories.interview(late, found.panel, starts_at=first.starts_at)
        page = office.post(f"/jadwal-wawancara/{row.id}/waktu-lain/setujui", form.fields, status=422)
        assert "Jadwal baru saja berubah" in page.text
        assert db.everything(select(ChangeRequest.state)) == [RequestState.WAITING]

    def test_refused_it_is_told_with_the_reason_and_the_seat_stays(self, browse, east):
        row, member = east
        ask(browse(member), row)
        was, office = row.starts_at, browse(factories.secretariat())
        assert "Tulis alasannya" in office.post(f"/jadwal-wawancara/{row.id}/waktu-lain/tolak", {"answer": ""}, status=422).text
        office.post(f"/jadwal-wawancara/{row.id}/waktu-lain/tolak", {"answer": "Semua waktu itu penuh."})
        assert db.session().get(Interview, row.id, populate_existing=True).starts_at == was
        assert invitation(row).state is InvitationState.PROPOSED
        assert ["Semua waktu itu penuh." in one.body for one in letters("change_refused") if one.person_id == member.id] == [True]
        assert "Semua waktu itu penuh." in browse(member).get(OWN).main

    def test_taken_back_the_seat_is_to_be_confirmed(self, browse, east):
        row, member = east
        browser = browse(member)
        ask(browser, row)
        browser.post(f"{OWN}/{row.id}/konfirmasi", status=403)
        browser.get(OWN).submit("Tarik permintaan")
        browser.post(f"{OWN}/{row.id}/konfirmasi")
        assert invitation(row).state is InvitationState.CONFIRMED

    def test_a_move_by_the_secretariat_overtakes_the_request(self, browse, placed, east):
        found, _rows = placed
        row, member = east
        ask(browse(member), row)
        row = db.session().get(Interview, row.id)
        rooms.move(row, row.panel, wib(24, "13:00"), by=found.secretary, at=PLACED_AT)
        db.commit()
        assert db.everything(select(ChangeRequest.state)) == [RequestState.OVERTAKEN]
        assert invitation(row).state is InvitationState.PROPOSED

    def test_once_the_time_to_ask_is_over_there_are_stand_by_seats(self, browse, at, east):
        row, member = east
        at(row.starts_at - timedelta(hours=24))
        page = browse(member).get(f"{OWN}/{row.id}/waktu-lain", status=403)
        assert "masih ada waktu cadangan" in page.text


class TestStandBy:
    def test_who_does_not_come_goes_to_the_last_seat_of_the_day_and_it_is_logged(self, browse, at, placed):
        row = placed[1]["31"]
        at(row.starts_at + timedelta(minutes=4))
        office = browse(factories.secretariat())
        office.post(f"/jadwal-wawancara/{row.id}/cadangan", {"reason": "Tidak hadir."}, status=403)
        moment = at(row.starts_at + timedelta(minutes=5))
        seat = standby.reserve_seat(queries.whole([row])[0], moment)
        office.post(f"/jadwal-wawancara/{row.id}/cadangan", {"reason": "Tidak hadir setelah ditunggu."})
        kept = db.session().get(Interview, row.id, populate_existing=True)
        assert kept.starts_at == seat.starts_at > row.starts_at - timedelta(days=1)
        assert kept.starts_at.date() == datetime(2022, 5, 23, tzinfo=UTC).date()
        (record,) = logged("interview.not_shown")
        assert record.details["reason"] == "Tidak hadir setelah ditunggu."
        assert [calendar_of(one).vevent.sequence.value for one in letters("moved")] == ["1"]

    def test_a_reason_is_needed(self, browse, at, placed):
        row = placed[1]["31"]
        at(row.starts_at - timedelta(hours=3))
        office = browse(factories.secretariat())
        office.post(f"/jadwal-wawancara/{row.id}/cadangan", {"reason": " "}, status=422)
        assert logged("interview.set_aside") == []
        office.post(f"/jadwal-wawancara/{row.id}/cadangan", {"reason": "Pimpinan dipanggil ke Jakarta."})
        assert len(logged("interview.set_aside")) == 1
