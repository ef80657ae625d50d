"""A juror who cannot come on the day: whose sheets they are then, and who is told."""

from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.db import everything, first
from p4comp.interviews.actions import absences, moves, reminding
from p4comp.interviews.models import Juror, JurorAbsence, JurorSheet, Panel, PanelSeat
from tests import factories
from tests.interviews.board import BOARD, EIGHT, NINE, another
from tests.interviews.inviting import letters
from tests.interviews.week import wib


class TestIllness:
    def absent(self, browse, cast, **body):
        juror = cast.juror_sheet.juror_id
        return browse(cast.secretary).post(f"{BOARD}/juri/{juror}/berhalangan", {"reason": "Sakit.", "stand_in": ""} | body)

    def heard_by(self, interview_id):
        return {
            row.juror_id for row in everything(select(JurorSheet).where(JurorSheet.interview_id == interview_id)) if row.state != "recused"
        }

    def test_the_day_s_sheets_go_to_the_stand_in(self, browse, at, cast):
        at(EIGHT)
        other = factories.panel(cast.edition, "Panel 2")
        stand_in = factories.juror(other).id
        own, ill = cast.interview.id, cast.juror_sheet.juror_id
        self.absent(browse, cast, stand_in=stand_in)
        assert self.heard_by(own) == {stand_in}
        assert first(select(JurorAbsence.juror_id)) == ill

    def test_without_a_stand_in_too_few_are_left_and_the_interview_does_not_begin(self, browse, at, cast):
        at(EIGHT)
        own = cast.interview.id
        self.absent(browse, cast)
        at(NINE)
        browser = browse(cast.secretary)
        assert "Juri kurang dari kuorum" in browser.get(BOARD).text
        assert "kuorumnya 1" in browser.post(f"{BOARD}/{own}/mulai", status=409).text

    def test_who_comes_after_all_has_the_sheets_again(self, browse, at, cast):
        at(EIGHT)
        own, juror = cast.interview.id, cast.juror_sheet.juror_id
        self.absent(browse, cast)
        browse(cast.secretary).post(f"{BOARD}/juri/{juror}/kembali")
        assert (self.heard_by(own), first(select(JurorAbsence))) == ({juror}, None)

    def test_what_has_begun_stays_with_the_juror(self, browse, at, cast):
        at(NINE)
        own, juror = cast.interview.id, cast.juror_sheet.juror_id
        browse(cast.secretary).post(f"{BOARD}/{own}/mulai")
        self.absent(browse, cast)
        assert self.heard_by(own) == {juror}

    def test_an_interview_moved_to_the_day_is_heard_by_who_is_there(self, browse, at, cast):
        at(EIGHT)
        stand_in = factories.juror(factories.panel(cast.edition, "Panel 2")).id
        moved, ill = another(cast, wib(24, "09:00")).id, cast.juror_sheet.juror_id
        panel = first(select(Panel.id).where(Panel.name == "Panel 1"))
        self.absent(browse, cast, stand_in=stand_in)
        assert self.heard_by(moved) == {ill}
        browse(cast.secretary).post(f"/jadwal-wawancara/{moved}/pindah", {"panel": panel, "starts_at": "2022-05-23T13:00"})
        assert stand_in in self.heard_by(moved)
        assert ill not in self.heard_by(moved)

    def test_the_stand_in_is_told_where_the_meeting_is_once_the_others_know(self, browse, at, cast):
        at(EIGHT)
        stand_in = factories.juror(factories.panel(cast.edition, "Panel 2"))
        told, hidden = another(cast), another(cast, wib(23, "10:10"))
        for row, told_at in ((told, EIGHT), (hidden, None)):
            row.invitation.link, row.invitation.link_told_at = f"https://rapat.contoh.go.id/{row.minutes}{told_at is None}", told_at
        ill, edition, found = cast.juror_sheet.juror, cast.edition, stand_in.id
        absences.note_absence(edition, ill, EIGHT.date(), "Sakit.", stand_in, by=someone(cast.secretary), at=EIGHT)
        (mail,) = letters("stand_in")
        assert mail.person_id == first(select(Juror.person_id).where(Juror.id == found))
        assert ["rapat.contoh.go.id/30False" in mail.body, "rapat.contoh.go.id/30True" in mail.body] == [True, False]

    def test_whoever_sits_in_is_told_of_a_move_and_of_the_link_and_who_is_away_is_not(self, browse, at, cast):
        at(EIGHT)
        stand_in = factories.juror(factories.panel(cast.edition, "Panel 2"))
        ill, address, away = cast.juror_sheet.juror, stand_in.person.email, cast.juror.email
        db.session().delete(first(select(PanelSeat).join(Juror).where(Juror.person_id == cast.conflicted.id)))
        row = another(cast)
        absences.note_absence(cast.edition, ill, EIGHT.date(), "Sakit.", stand_in, by=someone(cast.secretary), at=EIGHT)
        moves.move(row, row.panel, wib(23, "13:00"), by=someone(cast.secretary), at=EIGHT)
        assert [one.to for one in letters("moved_juror")] == [address]
        row.invitation.link = "https://rapat.contoh.go.id/a"
        reminding.tell_links(cast.edition, at=EIGHT)
        assert [one.to for one in letters("link_juror")] == [address]
        moves.move(row, row.panel, wib(24, "09:00"), by=someone(cast.secretary), at=EIGHT)
        assert sorted(one.to for one in letters("moved_juror")) == sorted([address, away])
        assert [one.to for one in letters("left_juror")] == [address]

    def test_a_reason_is_needed(self, browse, at, cast):
        at(EIGHT)
        juror = cast.juror_sheet.juror_id
        page = browse(cast.secretary).post(f"{BOARD}/juri/{juror}/berhalangan", {"reason": " ", "stand_in": ""}, status=422)
        assert "Tulis alasannya, cukup satu kalimat." in page.text
