"""The week's pages as a first-time secretary meets them: one place in the navigation, what is over folded away, one red button."""

from datetime import timedelta

import pytest

from tests import factories
from tests.interviews.week import wib

NINE = wib(23, "09:00")
PAGES = {
    "Panel dan juri": "/juri",
    "Ketersediaan": "/jadwal-wawancara/waktu",
    "Jadwal": "/jadwal-wawancara",
    "Undangan": "/jadwal-wawancara/undangan",
    "Papan hari": "/hari-wawancara",
    "Lembar juri": "/jadwal-wawancara/lembar",
}


@pytest.mark.parametrize("word", PAGES)
def test_each_page_of_the_week_marks_its_tab_and_the_one_place_in_the_navigation(browse, at, cast, word):
    at(NINE)
    page = browse(cast.secretary).get(PAGES[word])
    tabs = page.select(".tabs[aria-label=Wawancara] a")
    assert [(one.text, one.get("href")) for one in tabs] == list(PAGES.items())
    assert [one.text for one in tabs if one.get("aria-current")] == [word]
    here = {one.text for one in page.select("nav a[aria-current=page]")}
    assert "Wawancara" in here


def test_the_auditor_sees_the_tabs_without_the_desks_of_the_secretariat(browse, at, cast):
    at(NINE)
    tabs = browse(cast.auditor).get("/jadwal-wawancara").select(".tabs[aria-label=Wawancara] a")
    assert [one.text for one in tabs] == ["Ketersediaan", "Jadwal", "Undangan", "Papan hari"]


def test_days_that_are_over_are_folded_away_in_the_timetable(browse, at, cast):
    browser = browse(cast.secretary)
    for moment, folded in ((NINE, []), (NINE + timedelta(days=1), ["hari-2022-05-23"]), (NINE + timedelta(days=9), [])):
        at(moment)
        page = browser.get("/jadwal-wawancara")
        assert [one.get("id") for one in page.select("details .timetable-day")] == folded
        assert [one.get("id") for one in page.select(".timetable-day")] == ["hari-2022-05-23", "hari-2022-05-24"]


def test_the_juror_s_agenda_opens_the_next_day_only(browse, at, cast):
    for number in (1, 2):
        row = factories.interview(
            factories.entry(cast.edition, state="verified"), cast.interview.panel, starts_at=wib(23 + number, "09:00")
        )
        factories.juror_sheet(row, cast.juror_sheet.juror, state="open")
    at(wib(20, "09:00"))
    days = browse(cast.juror).get("/wawancara").select("details.day-fold")
    assert [one.get("open") is not None for one in days] == [True, False, False]


def test_who_is_placed_without_an_answer_is_counted_as_needed_no_more(browse, at, cast):
    at(wib(20, "09:00"))
    stats = [one.text for one in browse(cast.secretary).get("/jadwal-wawancara/waktu").select(".stat")]
    assert stats == ["Sudah mengisi 0dari 4 juri dan finalis", "Belum mengisi 1", "Tidak perlu mengisi lagi 3sudah dijadwalkan"]


def test_an_invitation_has_one_red_button_at_most(browse, at, cast):
    at(wib(20, "09:00"))
    path, browser = f"/jadwal-wawancara/{cast.interview.id}/undangan", browse(cast.secretary)
    assert [one.text for one in browser.get(path).select("main .btn-primary")] == ["Simpan tautan"]
    browser.post(f"/jadwal-wawancara/{cast.interview.id}/tautan", {"link": "https://rapat.contoh.go.id/a"})
    assert browser.get(path).select("main .btn-primary") == []


def test_the_precheck_tells_what_falls_away_and_why(browse, at, cast):
    at(wib(20, "09:00"))
    page = browse(cast.secretary).get("/jadwal-wawancara/pemeriksaan")
    lost = [one.text for one in page.select("td[data-label='Yang gugur']")]
    assert lost
    assert not any("0 " in one[:2] for one in lost)
