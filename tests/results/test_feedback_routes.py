"""Feedback over HTTP: nothing of it before its moment, the institution's own page and paper, the secretariat's desk, the inner sheet."""

from datetime import timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import db, jobs
from p4comp.core.errors import Refused
from p4comp.decisions.models import Decision, Purpose
from p4comp.results.actions import feedback as actions
from p4comp.results.queries import feedback as queries
from tests import factories
from tests.results.feedback_scene import ANNOUNCED, BEFORE, LATER, SOON, drawn_up, edition, released, report_of


@pytest.fixture
def people(app):
    """The entrant's person and home, a stranger, and somebody of the secretariat."""
    who, home = factories.person("Peserta"), factories.institution("pemkab", name="Kabupaten Peserta")
    factories.member(who, home)
    stranger = factories.member(factories.person("Lain"), factories.institution("pemkab", name="Kabupaten Tetangga"))
    return {"who": who, "home": home, "stranger": stranger, "secretary": factories.secretariat()}


def made(people, **values):
    return edition(home=people["home"], who=people["who"], **values)


def pdf_text(content):
    return " ".join(" ".join(part.get_textpage().get_text_range().split()) for part in pypdfium2.PdfDocument(content))


def own_path(entries):
    return f"/kepesertaan/{entries[0].id}/umpan-balik"


class TestEmbargo:
    def test_until_its_moment_nothing_differs_from_an_edition_without_feedback(self, people, browse, at):
        season, entries, _unit = made(people, notes=["Bukti kurang."])
        browser = browse(people["who"])
        paths = ["/ruang-kerja", f"/kepesertaan/{entries[0].id}", "/kepesertaan", "/pesan"]
        at(SOON - timedelta(seconds=1))
        self._all(browser, paths)
        without = self._all(browser, paths)
        released(season, SOON)
        jobs.run_waiting()
        assert self._all(browser, paths) == without
        for path in (own_path(entries), f"{own_path(entries)}.pdf"):
            browser.get(path, status=404)
        browser.post(f"{own_path(entries)}/dibaca", status=404)
        at(SOON)
        jobs.run_waiting()
        assert [path for path, page in self._all(browser, paths).items() if page == without[path]] == []  # each counts the letter
        browser.get(own_path(entries))

    def _all(self, browser, paths):
        """Every page without its clock and its form tokens, and the number of its queries."""
        found = {}
        for path in paths:
            page = browser.get(path)
            found[path] = ([one.text for one in page.select("main")], [one.text for one in page.select("nav")], len(page.queries))
        return found

    def test_strangers_never_find_it_and_the_bound_do_not_either(self, people, browse, at):
        season, entries, _unit = made(people)
        released(season, SOON)
        at(LATER)
        bound = factories.member(factories.secretariat("Tetangga"), factories.institution("upp", parent=people["home"]))
        for who, status in ((people["stranger"], 404), (bound, 404), (people["secretary"], 200), (people["who"], 200)):
            browse(who).get(own_path(entries), status=status)
        browse(bound).get(f"/kepesertaan/{entries[0].id}/mengapa-tidak-lolos", status=403)


class TestOwnPage:
    def test_it_says_what_was_claimed_and_found_the_way_up_and_the_notes(self, people, browse, at):
        season, entries, _unit = made(people, notes=["Lengkapi notula.", "Bukti kurang."])
        released(season, SOON)
        at(LATER)
        page = browse(people["who"]).get(own_path(entries))
        lines = [one.text for one in page.select(".feedback-line")]
        assert page.h1 == "Umpan balik penilaian"
        assert [one.split("\n")[0].split(" Dinyatakan")[0] for one in lines] == [
            "A1 Arahan pimpinan",
            "A2 Petugas",
            "B1 Perubahan dari pengaduan",
        ]
        assert "Dinyatakan 3" in lines[0]
        assert "Ditemukan 2,50" in lines[0]
        assert "Untuk naik ke tingkat 3: Dijalankan." in lines[0]
        assert {"Lengkapi notula.", "Bukti kurang."} == {one.text for one in page.select(".feedback-notes li")}
        assert "kurang dari sepuluh peserta (2)" in page.text
        assert len(page.queries) <= 12

    def test_the_number_of_queries_is_that_of_one_note_and_of_many(self, people, browse, at):
        season, entries, _unit = made(people, umum=10, notes=["Satu.", "Dua."])
        released(season, SOON)
        at(LATER)
        browser = browse(people["who"])
        many = len(browser.get(own_path(entries)).queries)
        for note in report_of(entries[0].id).notes[1:]:
            db.session().delete(note)
        page = browser.get(own_path(entries))
        assert (len(page.queries), many) == (many, many)
        assert "Kuartil bawah" in page.text

    def test_of_the_others_no_name_is_told(self, people, browse, at):
        season, entries, unit = made(people, umum=10)
        released(season, SOON)
        at(LATER)
        page = browse(people["who"]).get(own_path(entries))
        assert [one.institution_name for one in [*entries[1:], unit] if one.institution_name in page.text] == []

    def test_the_paper_says_the_same(self, people, browse, at):
        season, entries, _unit = made(people, notes=["Lengkapi notula."])
        released(season, SOON)
        at(LATER)
        text = pdf_text(browse(people["who"]).get(f"{own_path(entries)}.pdf").body)
        for words in ("UMPAN BALIK PENILAIAN", "Kabupaten Peserta", "Lengkapi notula.", "Untuk naik ke tingkat 3: Dijalankan."):
            assert words in text

    def test_to_do_and_entry_page_lead_to_it_until_it_is_marked_as_read(self, people, browse, at):
        season, entries, _unit = made(people)
        released(season, SOON)
        at(LATER)
        browser = browse(people["who"])
        waiting = ".todo a[href$='/umpan-balik']"
        assert [one.get("href") for one in browser.get("/ruang-kerja").select(waiting)] == [own_path(entries)]
        assert own_path(entries) in browser.get(f"/kepesertaan/{entries[0].id}").links.values()
        browser.post(f"{own_path(entries)}/dibaca")
        assert browser.get("/ruang-kerja").select(waiting) == []
        assert report_of(entries[0].id).seen_by == people["who"].id
        browser.post(f"{own_path(entries)}/dibaca", status=403)


class TestDesk:
    def test_from_drawing_up_to_the_release(self, people, browse, at):
        season, entries, _unit = made(people, notes=["Telepon 0812-3456-7890."])
        at(BEFORE)
        browser = browse(people["secretary"])
        assert "belum disusun" in browser.get("/umpan-balik/uji").text
        browser.post("/umpan-balik/uji/susun")
        jobs.run_waiting()
        page = browser.get("/umpan-balik/uji", query={"keadaan": "ragu"})
        assert [one.text for one in page.select("tbody tr a")] == ["Kabupaten Peserta"]
        assert [one.text for one in page.select("tbody .feedback-notes li")] == ["A1: Telepon 0812-3456-7890."]
        browser.post("/umpan-balik/uji/dibaca", {"id": [report_of(one.id).id for one in entries]})
        browser.post("/umpan-balik/uji/dibaca")
        browser.get("/umpan-balik/uji/rilis", status=403)
        note = report_of(entries[0].id).notes[0]
        path = f"/kepesertaan/{entries[0].id}/umpan-balik"
        refused = browser.post(
            f"{path}/catatan/{note.id}", {f"{note.id}-words": "Nomor tidak diangkat.", f"{note.id}-reason": ""}, status=422
        )
        assert "Isi alasannya" in refused.text
        assert "Nomor tidak diangkat." in refused.text
        browser.post(f"{path}/catatan/{note.id}", {f"{note.id}-words": "Nomor tidak diangkat.", f"{note.id}-reason": "Nomor pribadi."})
        assert "Semula: Telepon 0812-3456-7890." in browser.get(f"{path}/periksa").text
        browser.post(f"{path}/periksa")
        early = browser.post("/umpan-balik/uji/rilis", {"when": "now", "moment": ""}, status=422)
        assert "tidak dirilis sebelum pemenang diumumkan" in early.text
        browser.post("/umpan-balik/uji/rilis", {"when": "later", "moment": "2022-06-16T21:30"})
        assert report_of(entries[0].id).out_at == queries.round_of(season.id).moment

    def test_the_desk_asks_as_often_for_one_report_as_for_many(self, people, browse, at):
        season, _entries, _unit = made(people, umum=3)
        drawn_up(season, someone(people["secretary"]))
        at(BEFORE)
        browser = browse(people["secretary"])
        one, many = (len(browser.get("/umpan-balik/uji", query=query).queries) for query in ({"kategori": "UPP"}, {"kategori": "UMUM"}))
        assert one == many
        assert many <= 12

    def test_a_new_version_is_made_with_a_reason(self, people, browse, at):
        season, entries, _unit = made(people, notes=["Bukti kurang."])
        released(season, SOON)
        at(LATER)
        browser, path = browse(people["secretary"]), f"/kepesertaan/{entries[0].id}/umpan-balik"
        assert "Isi alasannya" in browser.post(f"{path}/versi-baru", {"reason": ""}, status=422).text
        browser.post(f"{path}/versi-baru", {"reason": "Catatan salah tempat."})
        assert report_of(entries[0].id).version == 2
        browser.post(f"{path}/periksa")
        assert "Versi 2 menggantikan versi sebelumnya. Catatan salah tempat." in browse(people["who"]).get(path).text


class TestDistance:
    """Before the winners are announced the desk tells nobody who won, and the bound read nothing of their own."""

    def test_the_desk_does_not_tell_who_won_before_that_is_known(self, people, browse, at):
        season, entries, _unit = made(people)
        drawn_up(season, someone(people["secretary"]))
        browser, path = browse(people["secretary"]), f"/kepesertaan/{entries[1].id}/umpan-balik/periksa"
        at(ANNOUNCED - timedelta(seconds=1))
        assert "Penerima penghargaan" not in browser.get(path).text
        at(ANNOUNCED)
        assert "Penerima penghargaan" in browser.get(path).text

    def test_whoever_is_bound_to_one_that_is_ranked_reads_no_unannounced_list(self, people, browse, at):
        season, entries, _unit = made(people, umum=3)
        drawn_up(season, someone(people["secretary"]))
        bound = factories.member(factories.secretariat("Terikat"), entries[1].institution)
        plenary = first_of(season, Purpose.WINNERS).plenary
        plenary.concerned = [entries[1].institution_id]
        browser, free = browse(bound), browse(people["secretary"])
        path = f"/kepesertaan/{entries[1].id}"
        at(BEFORE)
        browser.get(f"{path}/umpan-balik/periksa", status=403)
        browser.get(f"{path}/mengapa-tidak-lolos", status=403)
        other = f"/kepesertaan/{entries[0].id}/mengapa-tidak-lolos"
        assert [len(one.get(other).select("main h2")) for one in (browser, free)] == [1, 1]
        winner = factories.decision(season, [entries[1], entries[0]], purpose="winners", replaces=first_of(season, Purpose.WINNERS))
        winner.plenary.concerned = [entries[0].institution_id, entries[1].institution_id]
        assert [len(one.get(other).select("main h2")) for one in (browser, free)] == [1, 2]


class TestInnerSheet:
    def test_it_tells_place_gap_and_rule_and_never_reaches_the_entrant(self, people, browse, at):
        season, entries, _unit = made(people, umum=3)
        by = someone(people["secretary"])
        drawn_up(season, by)
        at(BEFORE)
        path = f"/kepesertaan/{entries[0].id}/mengapa-tidak-lolos"
        page = browse(people["secretary"]).get(path)
        assert "1 dari 2" in page.text
        browse(people["who"]).get(path, status=404)

    def test_a_displaced_entry_learns_the_rule_and_never_who_came(self, people, browse, at):
        season, entries, unit = made(people, umum=3)
        old = first_of(season, Purpose.FINALISTS)
        snapshot = dict(old.snapshot)
        rule = "Paling banyak dua dari satu provinsi"
        gone = {"subject_id": entries[0].id, "name": entries[0].institution_name, "place": 1, "score": 89.0, "by": [rule]}
        snapshot["composition"] = {"displaced": [gone], "comes": [{"subject_id": entries[2].id, "name": entries[2].institution_name}]}
        snapshot["list"] = [one for one in snapshot["list"] if one["subject_id"] != entries[0].id]
        old.snapshot = snapshot
        released(season, SOON)
        at(LATER)
        page = browse(people["who"]).get(own_path(entries))
        assert rule in page.text
        assert [one.institution_name for one in [*entries[1:], unit] if one.institution_name in page.text] == []


def first_of(season, purpose):
    query = select(Decision).where(Decision.edition_id == season.id, Decision.purpose == purpose, Decision.category == "UMUM")
    return db.first(query.order_by(Decision.decided_at, Decision.code))


def test_actions_are_asked_again_whoever_calls_them(people):
    season, _entries, _unit = made(people)
    desk = queries.desk_of(season)
    entrant = someone(people["who"])
    for act in (actions.draw_up, actions.print_all):
        with pytest.raises(Refused):
            act(desk, by=entrant, at=ANNOUNCED)
