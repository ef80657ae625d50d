"""A juror's agenda, and what start pages tell of interviews."""

from datetime import timedelta

from sqlalchemy import select

from p4comp.core import web
from p4comp.core.db import first
from p4comp.interviews.models import Juror
from tests import factories
from tests.interviews.stage import DURING, FULL, PLACED_AT, actor


class TestAgenda:
    def heard(self, cast, moment, **values):
        """Another entry on the juror's agenda."""
        juror = first(select(Juror).where(Juror.person_id == cast.juror.id))
        entry = factories.entry(cast.edition, state="verified", levels=None)
        factories.juror_sheet(factories.interview(entry, cast.interview.panel, starts_at=moment), juror, **values)
        return entry.institution_name

    def test_what_runs_stands_first_then_what_comes_then_what_is_over(self, browse, at, cast):
        at(DURING)
        over, today = self.heard(cast, DURING - timedelta(days=1)), self.heard(cast, DURING + timedelta(hours=2))
        tomorrow = self.heard(cast, DURING + timedelta(days=1))
        page = browse(cast.juror).get("/wawancara")
        assert [one.text for one in page.select("main h2")] == [
            "Sekarang",
            "Senin, 23 Mei 2022",
            "Selasa, 24 Mei 2022",
            "Sudah selesai: Minggu, 22 Mei 2022",
        ]
        assert [one.text for one in page.select("main tbody a")] == ["Pemerintah Kabupaten Peserta", today, tomorrow, over]

    def test_days_to_come_tell_how_many_declarations_they_wait_for(self, browse, at, cast):
        at(DURING)
        tomorrow, later = DURING + timedelta(days=1), DURING + timedelta(days=2)
        for moment, state in ((tomorrow, "open"), (later, "assigned"), (later + timedelta(hours=1), "open")):
            self.heard(cast, moment, state=state)
        told = [one.text for one in browse(cast.juror).get("/wawancara").select(".day-fold summary .muted")]
        assert told == ["1 wawancara", "2 wawancara · 1 belum dinyatakan"]

    def test_a_declaration_is_due_when_its_own_interview_begins(self, app, cast):
        self.heard(cast, DURING + timedelta(hours=2), state="open")
        self.heard(cast, DURING + timedelta(days=1), state="assigned")
        with app.test_request_context():
            due = {str(one.title): (one.due, str(one.until)) for one in web.contributed("todo", actor(cast.juror), DURING)}
        assert due == {
            "Sekarang: wawancara Pemerintah Kabupaten Peserta": (cast.interview.ends_at, "Wawancara berakhir"),
            "Nyatakan benturan kepentingan untuk 1 peserta": (DURING + timedelta(days=1), ""),
        }

    def test_the_running_interview_is_named_until_it_is_locked(self, browse, at, cast):
        at(DURING)
        browser = browse(cast.juror)
        assert browser.get("/wawancara").one(".due").text == "Wawancara Pemerintah Kabupaten Peserta sampai"
        browser.post(f"/wawancara/{cast.juror_sheet.id}/kunci", FULL)
        assert "sampai" not in " ".join(one.text for one in browser.get("/wawancara").select(".due"))

    def test_whoever_is_in_conflict_is_not_told_its_name(self, browse, at, cast):
        at(DURING)
        factories.member(cast.juror, cast.institution)
        for path in ("/ruang-kerja", "/wawancara"):
            assert "Sekarang: wawancara" not in browse(cast.juror).get(path).text
            assert "wawancara pemerintah kabupaten peserta" not in browse(cast.juror).get(path).text.lower()


class TestStartPage:
    def test_a_begun_interview_that_is_over_waits_to_be_locked(self, app, cast):
        with app.test_request_context():
            assert self.todo(cast.juror, cast.interview.ends_at) == ["Isi dan kunci nilai 1 wawancara"]

    def todo(self, who, moment):
        return [
            str(one.title)
            for one in web.contributed("todo", actor(who), moment)
            if "awancara" in str(one.title) or "juri" in str(one.title)
        ]

    def test_each_is_told_what_waits_for_them(self, app, cast):
        with app.test_request_context():
            assert self.todo(cast.juror, DURING) == ["Sekarang: wawancara Pemerintah Kabupaten Peserta"]
        with app.test_request_context():
            assert self.todo(cast.entrant, PLACED_AT) == [
                "Wawancara Anda: Senin, 23 Mei 2022 pukul 10.00 WITA",
                "Konfirmasi kehadiran wawancara",
                "Unggah paparan wawancara",
            ]
        with app.test_request_context():
            assert self.todo(cast.entrant, DURING + timedelta(hours=1)) == []
        with app.test_request_context():
            assert self.todo(cast.secretary, DURING) == ["Jadwalkan wawancara 1 finalis", "1 lembar juri belum dikunci"]
