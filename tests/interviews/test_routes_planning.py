"""Planning the week as the secretariat meets it: check, plan, look at the difference, apply; days, pins and the board."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import jobs
from p4comp.core.audit import AuditRecord
from p4comp.core.db import commit, everything, first
from p4comp.interviews import actions
from p4comp.interviews.models import ClosedDay, Interview, PlanRun
from tests import factories
from tests.interviews.stage import PLACED_AT, stage
from tests.interviews.week import wib


def planned(browser):
    """The page of a plan that was asked for and computed."""
    page = browser.get("/jadwal-wawancara").submit("Susun jadwal").follow()
    assert "sedang dihitung" in page.text
    jobs.run_waiting()
    return browser.get(page.path)


def seats():
    return {row.entry_id: row.starts_at for row in everything(select(Interview))}


def test_a_plan_is_looked_at_before_anybody_is_told_and_applied_in_one_act(browse, at):
    at(PLACED_AT)
    stage()
    browser = browse(factories.secretariat())
    page = planned(browser)
    assert seats() == {}
    assert len(page.select("tbody tr")) == 3
    page.submit("Berlakukan jadwal ini").follow()
    assert len(seats()) == 3
    assert first(select(PlanRun.state)) == "applied"


def test_a_plan_that_changes_nothing_says_so_and_offers_no_button(browse, at):
    at(PLACED_AT)
    stage(["31"])
    browser = browse(factories.secretariat())
    planned(browser).submit("Berlakukan jadwal ini")
    page = browser.get("/jadwal-wawancara").submit("Susun ulang").follow()
    jobs.run_waiting()
    page = browser.get(page.path)
    assert "Tidak ada yang perlu berubah" in page.text
    assert "Berlakukan jadwal ini" not in page.text


def test_a_plan_is_stale_once_the_world_has_changed(browse, at):
    at(PLACED_AT)
    stage(["31"])
    browser = browse(factories.secretariat())
    page = planned(browser)
    browser.post("/jadwal-wawancara/hari-libur", {"on": "2022-05-23", "kind": "tutup", "reason": "Keputusan bersama."})
    assert "Rancangan ini sudah usang" in browser.get(page.path).text
    refused = browser.post(f"{page.path}/berlakukan", status=409)
    assert "sudah berubah sejak rancangan ini dihitung" in refused.text
    assert seats() == {}


def test_a_holiday_decreed_after_the_plan_shows_whom_it_hits_and_the_plan_moves_only_them(browse, at):
    at(PLACED_AT)
    found = stage(["31"] * 3)
    rows = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
    actions.move(rows[2], found.panel, wib(24, "09:05"), by=found.secretary, at=PLACED_AT)
    before = {row.entry_id: row.starts_at for row in rows}
    hit, names = [rows[0].entry_id, rows[1].entry_id], [rows[0].entry.institution_name, rows[1].entry.institution_name]
    commit()
    browser = browse(factories.secretariat())
    browser.post("/jadwal-wawancara/hari-libur", {"on": "2022-05-23", "kind": "tutup", "reason": "Cuti bersama."})
    page = browser.get("/jadwal-wawancara")
    assert "2 wawancara jatuh pada hari libur" in page.text
    assert all(any(name in notice.text for notice in page.select("main .notice")) for name in names)
    check = browser.get("/jadwal-wawancara/pemeriksaan")
    assert "Hari itu libur: Cuti bersama." in check.text
    draft = page.submit("Susun ulang").follow()
    jobs.run_waiting()
    browser.get(draft.path).submit("Berlakukan jadwal ini")
    after = seats()
    assert {key for key in after if after[key] != before[key]} == set(hit)
    assert all(wib(24, "00:00") <= after[key] for key in hit)


def test_a_pinned_interview_stays_where_it_is(browse, at):
    at(PLACED_AT)
    found = stage(["31", "31"])
    rows = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
    key, row_id, was = rows[0].entry_id, rows[0].id, rows[0].starts_at
    commit()
    browser = browse(factories.secretariat())
    browser.post(f"/jadwal-wawancara/{row_id}/sematkan", {})
    assert browser.get("/jadwal-wawancara").select(".slot-pin")
    browser.post("/jadwal-wawancara/hari-libur", {"on": "2022-05-23", "kind": "tutup", "reason": "Libur."})
    page = browser.get("/jadwal-wawancara").submit("Susun ulang").follow()
    jobs.run_waiting()
    browser.get(page.path).submit("Berlakukan jadwal ini")
    assert seats()[key] == was
    browser.post(f"/jadwal-wawancara/{row_id}/lepas", {})
    assert first(select(Interview.is_pinned).where(Interview.id == row_id)) is False
    verbs = everything(select(AuditRecord.verb).where(AuditRecord.verb.contains("pinned")).order_by(AuditRecord.number))
    assert verbs == ["interview.pinned", "interview.unpinned"]


def test_whoever_would_lose_a_seat_is_named_with_the_rule_that_would_help(browse, at):
    at(PLACED_AT)
    found = stage(["31"])
    (row,) = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
    name, before = row.entry.institution_name, {row.entry_id: row.starts_at}
    commit()
    browser = browse(factories.secretariat())
    for day in ("23", "24"):
        browser.post("/jadwal-wawancara/hari-libur", {"on": f"2022-05-{day}", "kind": "tutup", "reason": "Banjir."})
    check = browser.get("/jadwal-wawancara/pemeriksaan")
    assert "1 finalis tidak mempunyai waktu yang mungkin" in check.text
    page = browser.get("/jadwal-wawancara").submit("Susun ulang").follow()
    jobs.run_waiting()
    page = browser.get(page.path)
    assert f"{name} (waktunya sekarang melanggar aturan)" in page.text
    assert "hari libur: 1 finalis lagi mendapat waktu" in page.text
    refused = browser.post(f"{page.path}/berlakukan", status=409)
    assert "tanpa pengganti" in refused.text
    assert seats() == before


def test_a_worked_holiday_is_open_and_its_word_can_be_taken_back(browse, at):
    at(PLACED_AT)
    stage(["31"])
    browser = browse(factories.secretariat())
    browser.post("/jadwal-wawancara/hari-libur", {"on": "2022-05-24", "kind": "tutup", "reason": "Rapat kerja."})
    page = browser.get("/jadwal-wawancara/hari-libur")
    assert "Rapat kerja." in page.text
    again = browser.post("/jadwal-wawancara/hari-libur", {"on": "2022-05-24", "kind": "kerja", "reason": "Tetap."}, status=422)
    assert "Hari ini sudah tercatat" in again.text
    page.submit("Hapus catatan").follow()
    assert everything(select(ClosedDay)) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"on": "", "kind": "tutup", "reason": "Libur."}, "Pilih hari wawancara."),
        ({"on": "2022-05-26", "kind": "tutup", "reason": "Libur."}, "Pilih salah satu hari wawancara edisi ini."),
        ({"on": "2022-05-24", "kind": "tutup", "reason": " "}, "Isi alasannya"),
    ],
)
def test_what_is_amiss_with_a_day_stands_beside_its_field(browse, at, body, words):
    at(PLACED_AT)
    stage(["31"])
    page = browse(factories.secretariat()).post("/jadwal-wawancara/hari-libur", body, status=422)
    assert words in page.text
    assert everything(select(ClosedDay)) == []


class TestBoard:
    def test_every_seat_says_what_it_would_mean_by_the_check_of_a_move(self, browse, at):
        at(PLACED_AT)
        found = stage(["91", "31"])
        rows = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
        east, other = (row.id for row in rows)
        panel, name, own, theirs = found.panel.id, rows[0].entry.institution_name, rows[0].starts_at, rows[1].starts_at
        commit()
        browser = browse(factories.secretariat())
        words = browser.get(f"/jadwal-wawancara/{east}/kursi").json["seats"]
        assert words[f"{panel}|2022-05-24T09:05"] == {"fault": "", "swap": ""}
        late = f"Di zona {name} (WIT) waktu itu di luar 07.30–16.30 waktu setempat."
        assert words[f"{panel}|2022-05-24T14:10"] == {"fault": late, "swap": ""}
        key = f"{panel}|{(theirs + timedelta(hours=7)):%Y-%m-%dT%H:%M}"
        assert words[key] == {"fault": "", "swap": other}
        browser.post(f"/jadwal-wawancara/{east}/tukar", {"other": other})
        after = {row.id: row.starts_at for row in everything(select(Interview))}
        assert (after[east], after[other]) == (theirs, own)

    def test_free_seats_of_days_to_come_stand_on_the_board(self, browse, at):
        at(PLACED_AT)
        found = stage(["31"])
        actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
        commit()
        page = browse(factories.secretariat()).get("/jadwal-wawancara")
        assert len(page.select(".timetable-free")) == 21
        at(wib(24, "12:00"))
        assert len(browse(factories.secretariat()).get("/jadwal-wawancara").select(".timetable-free")) == 5

    @pytest.mark.parametrize("path", ["/jadwal-wawancara", "/jadwal-wawancara/pemeriksaan"])
    def test_pages_ask_as_much_for_one_as_for_many(self, browse, at, path):
        at(PLACED_AT)
        counts = []
        for number in (1, 4):
            found = stage(["31"] * number, edition=factories.edition(slug=f"uji-{number}", nomor=number))
            actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
            commit()
            counts.append(len(browse(factories.secretariat()).get(path).queries))
        assert counts[0] == counts[1]
        print(path, counts)

    def test_the_words_on_seats_ask_as_much_for_one_as_for_many(self, browse, at):
        at(PLACED_AT)
        counts = []
        for number in (1, 4):
            found = stage(["31"] * number, edition=factories.edition(slug=f"uji-{number}", nomor=number))
            rows = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
            row_id = rows[0].id
            commit()
            counts.append(len(browse(factories.secretariat()).get(f"/jadwal-wawancara/{row_id}/kursi").queries))
        assert counts[0] == counts[1]
        print(counts)
