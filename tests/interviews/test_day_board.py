"""The day as people live it: the secretariat at its board, jurors and finalists at their screens."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import audit
from p4comp.core.db import everything, first
from p4comp.core.pulse import Pulse
from p4comp.interviews.models import Interview, InterviewState, Panel, Sitting
from tests.interviews.board import BOARD, EIGHT, LATER, NINE, another
from tests.interviews.stage import DURING
from tests.interviews.week import wib


def stages():
    return {row.interview_id: row.stage.value for row in everything(select(Sitting))}


def verbs():
    return [
        row.verb for row in everything(select(audit.AuditRecord).order_by(audit.AuditRecord.number)) if row.verb.startswith("interview.")
    ]


class TestBoard:
    def test_an_interview_is_called_begun_questioned_and_ended_from_the_board(self, browse, at, cast):
        at(NINE)
        browser, own = browse(cast.secretary), cast.interview.id
        for words, stage in [("Panggil masuk", "called"), ("Mulai paparan", "talk"), ("Mulai tanya jawab", "questions")]:
            browser.get(BOARD).submit(words)
            assert stages() == {own: stage}
        browser.get(BOARD).submit("Akhiri wawancara")
        assert (stages(), first(select(Interview.state))) == ({own: "ended"}, InterviewState.HELD)
        assert verbs() == ["interview.called", "interview.begun", "interview.questioned", "interview.held"]
        assert first(select(Sitting)).begun_at == NINE

    def test_a_wrong_click_is_taken_back(self, browse, at, cast):
        at(NINE)
        browser = browse(cast.secretary)
        browser.post(f"{BOARD}/{cast.interview.id}/mulai")
        browser.get(BOARD).submit("Belum mulai")
        assert (first(select(Sitting)).stage.value, first(select(Sitting)).begun_at) == ("called", None)

    def test_a_panel_hears_one_finalist_at_a_time(self, browse, at, cast):
        at(NINE)
        other = another(cast).id
        browser = browse(cast.secretary)
        browser.post(f"{BOARD}/{cast.interview.id}/mulai")
        at(LATER)
        page = browser.post(f"{BOARD}/{other}/mulai", status=409)
        assert "Panel ini masih mendengar Pemerintah Kabupaten Peserta." in page.text
        assert stages() == {cast.interview.id: "talk"}

    def test_a_step_that_was_taken_already_is_refused(self, browse, at, cast):
        at(NINE)
        browser = browse(cast.secretary)
        browser.post(f"{BOARD}/{cast.interview.id}/panggil")
        browser.post(f"{BOARD}/{cast.interview.id}/panggil", status=409)
        assert verbs() == ["interview.called"]

    def test_a_panel_that_is_early_moves_the_seat_first(self, browse, at, cast):
        at(NINE - timedelta(minutes=11))
        page = browse(cast.secretary).post(f"{BOARD}/{cast.interview.id}/mulai", status=409)
        assert "paling awal 10 menit sebelum jadwalnya" in page.text
        at(NINE - timedelta(minutes=10))
        browse(cast.secretary).post(f"{BOARD}/{cast.interview.id}/mulai")
        assert stages() == {cast.interview.id: "talk"}

    def test_no_step_is_taken_on_another_day(self, browse, at, cast):
        at(NINE - timedelta(days=1))
        browse(cast.secretary).post(f"{BOARD}/{cast.interview.id}/panggil", status=403)
        assert stages() == {}

    def test_the_board_tells_who_is_late_who_waits_and_whose_sheet_is_missing(self, browse, at, cast):
        at(LATER)
        another(cast)
        row = another(cast, wib(23, "08:00"), state="held")
        page = browse(cast.secretary).get(BOARD)
        assert [one.text for one in page.select(".board-sub")] == ["Menunggu 1"] or "Terlambat 1" in page.text
        assert [one.text for one in page.select(".board-sub .badge-count")] == [
            one.text[-1] for one in page.select(".board-sub") if not one.text.startswith("Menunggu")
        ]
        done = next(one.text for one in page.select(".board-done"))
        assert row.entry.institution_name in done
        assert "Lembar belum dikunci: Juri" in done

    def test_the_part_alone_is_not_sent_twice(self, browse, at, cast):
        at(NINE)
        browser = browse(cast.secretary)
        path = f"{BOARD}?bagian=isi"
        answer = browser.client.get(path)
        mark = answer.headers["ETag"]
        at(NINE + timedelta(seconds=1))
        assert browser.client.get(path, headers={"If-None-Match": mark}).status_code == 304
        browser.post(f"{BOARD}/{cast.interview.id}/panggil")
        assert browser.client.get(path, headers={"If-None-Match": mark}).status_code == 200

    def test_every_step_is_news_and_a_saved_mark_is_none(self, browse, at, cast):
        at(NINE)
        browse(cast.secretary).post(f"{BOARD}/{cast.interview.id}/panggil")
        before = first(select(Pulse.version))
        at(NINE + timedelta(minutes=5))
        browse(cast.juror).post(
            f"/wawancara/{cast.juror_sheet.id}/simpan", {"field": "dampak.score", "value": "80", "version": "0"}, status=200
        )
        assert first(select(Pulse.version)) == before
        browse(cast.secretary).post(f"{BOARD}/{cast.interview.id}/mulai")
        assert first(select(Pulse.version)) > before

    def test_the_board_takes_the_same_number_of_queries_with_one_and_with_three(self, browse, at, cast):
        at(NINE)
        browser = browse(cast.secretary)
        one = len(browser.get(BOARD).queries)
        another(cast)
        another(cast, wib(23, "10:10"))
        page = browser.get(BOARD)
        assert (len(page.queries), len(page.select(".board-line"))) == (one, 2)

    def test_the_room_s_screen_shows_name_and_time(self, browse, at, cast):
        at(NINE)
        browser, panel = browse(cast.secretary), first(select(Panel.id))
        browser.post(f"{BOARD}/{cast.interview.id}/mulai")
        page = browser.get(f"{BOARD}/layar/{panel}")
        assert page.one(".room-name").text == "Pemerintah Kabupaten Peserta"
        assert page.one("[data-timer]").get("data-until") == (NINE + timedelta(minutes=10)).isoformat()


class TestSeats:
    def test_two_swap_on_the_day_also_into_a_seat_that_has_begun(self, browse, at, cast):
        at(NINE + timedelta(minutes=5))
        own, other = cast.interview.id, another(cast).id
        browser = browse(cast.secretary)
        browser.post(f"{BOARD}/{own}/terlambat")
        browser.post(f"{BOARD}/{own}/tukar", {"other": other})
        found = {row.id: row.starts_at for row in everything(select(Interview))}
        assert (found[own], found[other], stages()) == (LATER, NINE, {own: "waiting"})

    def test_what_runs_is_not_swapped(self, browse, at, cast):
        at(NINE + timedelta(minutes=5))
        own, other = cast.interview.id, another(cast).id
        browser = browse(cast.secretary)
        browser.post(f"{BOARD}/{own}/mulai")
        browser.post(f"{BOARD}/{other}/tukar", {"other": own}, status=422)
        assert first(select(Interview.starts_at).where(Interview.id == own)) == NINE

    def test_who_does_not_come_is_offered_the_stand_by_seat_first(self, browse, at, cast):
        at(NINE + timedelta(minutes=15))
        own = cast.interview.id
        browser = browse(cast.secretary)
        browser.post(f"{BOARD}/{own}/tidak-hadir")
        page = browser.get(f"{BOARD}/{own}/waktu-lain")
        offered = page.select("#seat option")
        assert "(cadangan)" in offered[0].text
        browser.post(f"{BOARD}/{own}/waktu-lain", {"seat": offered[0].get("value")})
        assert first(select(Interview.starts_at)) > NINE
        assert (stages(), verbs()) == ({own: "waiting"}, ["interview.missed", "interview.reseated", "interview.moved"])

    def test_a_seat_that_was_not_offered_is_refused(self, browse, at, cast):
        at(NINE)
        path = f"{BOARD}/{cast.interview.id}/waktu-lain"
        browse(cast.secretary).post(path, {"seat": "lain"}, status=422)
        assert first(select(Interview.starts_at)) == NINE


class TestScreens:
    @pytest.mark.parametrize(
        ("steps", "told"),
        [
            ([], "Anda berikutnya"),
            (["panggil"], "Silakan masuk"),
            (["mulai"], "Paparan Anda berlangsung"),
            (["terlambat"], "Anda dicatat terlambat"),
            (["tidak-hadir"], "Anda dicatat tidak hadir"),
        ],
    )
    def test_a_finalist_is_told_of_its_own_turn(self, browse, at, cast, steps, told):
        at(NINE)
        browser = browse(cast.secretary)
        for verb in steps:
            browser.post(f"{BOARD}/{cast.interview.id}/{verb}")
        page = browse(cast.entrant).get("/jadwal-wawancara/saya/giliran")
        assert [one.text for one in page.select(".turn-word")] == [told]

    def test_a_finalist_learns_of_its_delay_and_not_of_whom_it_waits_for(self, browse, at, cast):
        at(wib(23, "08:30"))
        before = another(cast, wib(23, "08:25"))
        name = before.entry.institution_name
        browser = browse(cast.secretary)
        browser.post(f"{BOARD}/{before.id}/mulai")
        at(wib(23, "08:59"))
        browser.post(f"{BOARD}/{before.id}/tanya-jawab")
        page = browse(cast.entrant).get("/jadwal-wawancara/saya/giliran")
        assert page.one(".turn-delay").text == "Ditunda sekitar 25 menit, perkiraan mulai 10.24 WITA."
        assert name not in page.text

    def test_a_juror_s_screen_shows_the_running_interview_with_its_timer(self, browse, at, cast):
        at(NINE)
        browse(cast.secretary).post(f"{BOARD}/{cast.interview.id}/mulai")
        page = browse(cast.juror).get("/wawancara/layar")
        assert page.one(".board-name").text == "Pemerintah Kabupaten Peserta"
        assert len(page.select("[data-timer]")) == 1

    def test_a_conflicted_juror_s_screen_shows_nothing_of_it(self, browse, at, cast):
        at(NINE)
        browse(cast.secretary).post(f"{BOARD}/{cast.interview.id}/mulai")
        page = browse(cast.conflicted).get("/wawancara/layar")
        assert "Pemerintah Kabupaten Peserta" not in page.text
        assert page.select("[data-timer]") == []

    def test_without_a_line_to_hold_a_page_is_told_to_ask_from_time_to_time(self, browse, at, cast):
        at(DURING)
        assert browse(cast.entrant).client.get(f"{BOARD}/kabar").status_code == 204


class TestStart:
    def test_the_secretariat_is_led_to_the_board_on_the_day_only(self, browse, at, cast):
        at(NINE)
        assert "Hari ini: 1 wawancara" in browse(cast.secretary).get("/ruang-kerja").text
        at(NINE - timedelta(days=1))
        assert "Hari ini:" not in browse(cast.secretary).get("/ruang-kerja").text

    def test_a_finalist_is_led_to_its_turn_on_the_day(self, browse, at, cast):
        at(EIGHT)
        assert "Lihat giliran" in browse(cast.entrant).get("/ruang-kerja").text
