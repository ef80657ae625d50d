"""The public result under embargo, and the secretariat's page."""

import csv
import io
from datetime import timedelta
from time import monotonic

import pytest
from flask import g
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.competition import queries as competition
from p4comp.core import clock, page_cache
from p4comp.core.db import everything, first, session
from p4comp.decisions.models import Decision, Plenary, Purpose
from p4comp.institutions.models import Institution
from p4comp.interviews.models import SheetState
from tests import factories
from tests.results.season import at_the_end, decided

MOMENT = factories.opening("penganugerahan")
PAGES = ["/hasil", "/hasil/uji", "/hasil/uji/data.csv", "/hasil/uji/data.json"]


def bodies(browser, app):
    """Every public page whole, past the cache, with its headers."""
    app.extensions["page_cache"].clear()
    return {path: (page.body, dict(page.response.headers)) for path in PAGES for page in [browser.get(path)]}


class TestEmbargo:
    def test_until_the_moment_every_byte_is_that_of_an_edition_without_winners(self, app, browse, at):
        season = at_the_end()
        browser = browse()
        at(MOMENT - timedelta(seconds=1))
        without = bodies(browser, app)
        decide(season, announced_at=MOMENT)
        assert bodies(browser, app) == without
        at(MOMENT)
        published = bodies(browser, app)
        assert all(published[path] != without[path] for path in PAGES[1:])

    def test_until_the_finalists_are_announced_there_is_nothing_at_all(self, app, browse, at):
        edition = factories.edition()
        browser = browse()
        at(factories.closing("pleno_finalis"))
        without = bodies(browser, app)
        season = at_the_end(edition, announced=False)
        for one in season.finalists:
            one.announced_at = factories.closing("pleno_finalis") + timedelta(minutes=1)
        assert bodies(browser, app) == without
        at(factories.closing("pleno_finalis") + timedelta(minutes=1))
        published = bodies(browser, app)
        assert all(published[path] != without[path] for path in PAGES)

    def test_the_cached_page_turns_at_the_second(self, app, browse, at):
        decided(announced_at=MOMENT)
        browser = browse()
        at(MOMENT - timedelta(seconds=4))
        before = browser.get("/hasil/uji")
        assert "Pemenang" not in [one.text for one in before.select("h2")]
        kept = app.extensions["page_cache"].pages["/hasil/uji"]
        assert 0 < kept.until - monotonic() <= 4

    def test_a_page_begun_before_the_moment_is_not_kept_beyond_it(self, app, at):
        with app.test_request_context("/hasil"):
            at(MOMENT - timedelta(milliseconds=100))
            clock.arrived()
            at(MOMENT + timedelta(milliseconds=100))
            page_cache.fresh_until(MOMENT)
            assert g.fresh_until == MOMENT

    def test_counts_in_the_terms_and_the_start_page_do_not_tell(self, app, browse, at):
        season = at_the_end()
        browser = browse()
        at(MOMENT - timedelta(seconds=1))
        paths = ["/", "/ketentuan", "/arsip"]
        without = [browser.get(path, query={"x": "1"}).body for path in paths]
        decide(season, announced_at=MOMENT)
        assert [browser.get(path, query={"x": "1"}).body for path in paths] == without

    def test_a_signed_in_finalist_is_told_nothing_before_either(self, app, browse, at):
        season = decided(announced_at=MOMENT)
        who = first(select(Plenary.id).where(Plenary.purpose == Purpose.WINNERS))
        entrant = season.entries["first"].contact_id
        at(MOMENT - timedelta(seconds=1))
        browser = browse(session().get(Person, entrant))
        assert "Pemenang" not in [one.text for one in browser.get("/hasil/uji").select("h2")]
        browser.get(f"/pleno/{who}", status=404)
        browser.get("/hasil-akhir/uji", status=404)


def decide(season, announced_at=None):
    """Winners of both categories."""
    made = season.entries
    awards = {made["first"].id: "APP", made["second"].id: "AKD", made["unit"].id: "UPPT"}
    for entries, category in (([made["first"], made["second"]], "UMUM"), ([made["unit"]], "UPP")):
        factories.decision(season.edition, entries, purpose="winners", category=category, announced_at=announced_at, awards=awards)


class TestPublicPage:
    @pytest.fixture
    def page(self, app, browse, at):
        self.season = decided(announced_at=MOMENT)
        at(MOMENT)
        return browse().get("/hasil/uji")

    def test_winners_come_first_by_category_and_award(self, page):
        assert [one.text for one in page.select("h2")][:2] == ["Pemenang", "Finalis"]
        assert [one.text for one in page.select(".result-winners h3, .result-winners h4")] == [
            "Instansi Pemerintah Umum",
            "Aspek pengelolaan terbaik",
            "Aspek dampak terbaik",
            "Unit Penyelenggara Pelayanan Publik",
            "Unit terbaik",
        ]
        names = [self.season.entries[one].institution_name for one in ("first", "second", "unit")]
        assert [one.text for one in page.select(".result-names-large li")] == names

    def test_lists_are_alphabetical_without_numbers_and_say_so(self, page):
        assert page.text.count("Disusun menurut abjad, bukan peringkat.") == 2
        listed = [one.text for one in page.select("#finalis ~ .result-names li")]
        assert listed[:2] == sorted(listed[:2], key=str.casefold)

    def test_no_score_and_no_place_is_on_the_page(self, page):
        assert "85,60" not in page.text
        assert "peringkat 1" not in page.text.lower()

    def test_it_says_how_it_was_judged_and_that_the_decree_is_awaited(self, page):
        codes = everything(select(Decision.code))
        assert all(code in page.text for code in codes)
        assert "Hasil rapat pleno, menunggu penetapan Menteri" in page.text
        assert self.season.edition.plan_sha256[:12] in page.text

    def test_nothing_is_called_final_before_the_decree(self, app, browse, at):
        terms = {"hari_finalis": 3, "hari_pemenang": 0, "teks_final": "Hasil akhir bersifat final."}
        decided(factories.edition(sanggah_hasil=terms), announced_at=MOMENT)
        at(MOMENT)
        before = browse().get("/hasil/uji").one(".result-winners").text
        assert ("hanya berubah bila ada keputusan koreksi" in before, "bersifat final" in before) == (True, False)
        for one in everything(select(Decision)):
            one.decree_number = "KepMen 1/2022"
        session().commit()
        app.extensions["page_cache"].clear()
        after = browse().get("/hasil/uji").one(".result-winners").text
        assert ("hanya berubah bila ada keputusan koreksi" in after, "bersifat final" in after) == (False, True)

    def test_it_says_once_which_year_its_name_means(self, page):
        spec = competition.spec_of(self.season.edition)
        words = f"“Tahun {spec.year_label}” adalah nama edisinya; pelaksanaan dan penganugerahannya pada tahun {spec.held_in}."
        assert page.text.count(words) == 1

    def test_with_the_decree_it_names_its_number(self, page, browse, app):
        for one in everything(select(Decision)):
            one.decree_number = "KepMen 1/2022"
        session().commit()
        app.extensions["page_cache"].clear()
        again = browse().get("/hasil/uji")
        assert "menunggu penetapan Menteri" not in again.text
        assert "Ditetapkan dengan KepMen 1/2022" in again.text

    def test_it_takes_the_same_number_of_queries_with_few_and_many_finalists(self, page, browse, app):
        more = [factories.entry(self.season.edition, state="verified", levels=None) for _ in range(4)]
        factories.decision(self.season.edition, more, category="LAIN", announced_at=MOMENT)
        app.extensions["page_cache"].clear()
        assert len(browse().get("/hasil/uji").queries) == len(page.queries)

    def test_a_name_is_shown_as_it_was_decided(self, page, browse, app):
        was = self.season.entries["first"].institution_name
        session().get(Institution, self.season.entries["first"].institution_id).name = "Nama Baru"
        app.extensions["page_cache"].clear()
        again = browse().get("/hasil/uji")
        assert was in again.text
        assert "Nama Baru" not in again.text


class TestOpenData:
    def test_both_files_hold_what_the_page_shows_and_no_more(self, app, browse, at):
        season = decided(announced_at=MOMENT)
        at(MOMENT)
        browser = browse()
        rows = browser.get("/hasil/uji/data.json").json["baris"]
        table = list(csv.DictReader(io.StringIO(browser.get("/hasil/uji/data.csv").body.decode("utf-8-sig"))))
        assert table == rows
        assert sorted({(row["daftar"], row["instansi"]) for row in rows}) == sorted(
            (kind, entry.institution_name) for kind in ("finalis", "pemenang") for entry in season.entries.values()
        )
        assert not any("nilai" in key or "score" in key or "peringkat" in key for key in rows[0])


class TestSecretariat:
    def test_the_ranking_is_proposed_from_its_page(self, browse, at, app):
        at_the_end()
        at(factories.during("pleno_akhir"))
        browser = browse(factories.secretariat())
        page = browser.get("/hasil-akhir/uji")
        assert [one.text for one in page.select("h2")] == ["Pengumuman", "Instansi Pemerintah Umum", "Unit Penyelenggara Pelayanan Publik"]
        assert "85,60" in page.text
        way = next(form.action for form in page.forms if "Usulkan pemenang" in form.buttons)
        assert browser.post(way).follow().status == 200
        assert everything(select(Plenary.purpose).where(Plenary.state == "proposed")) == [Purpose.WINNERS]

    def test_a_missing_sheet_is_said_and_blocks(self, browse, at, app):
        season = at_the_end()
        season.sheets["unit"][1].state = SheetState.OPEN
        at(factories.during("pleno_akhir"))
        page = browse(factories.secretariat()).get("/hasil-akhir/uji")
        assert f"Lembar juri belum lengkap: {season.entries['unit'].institution_name}" in page.text

    def test_whose_own_institution_is_ranked_does_not_propose(self, browse, at, app):
        season = at_the_end()
        who = factories.member(factories.secretariat(), season.entries["first"].institution)
        at(factories.during("pleno_akhir"))
        browse(who).post("/hasil-akhir/uji/UMUM/usulkan", status=403)
        browse(who).post("/hasil-akhir/uji/UPP/usulkan")

    def test_the_moment_is_set_on_the_edition_s_clock(self, browse, at, app):
        decided()
        at(factories.during("pleno_akhir"))
        browser = browse(factories.secretariat())
        page = browser.get("/hasil-akhir/uji/umumkan")
        assert page.one("#moment").get("value") == "2022-06-16T19:00"
        browser.post("/hasil-akhir/uji/umumkan", {"when": "later", "moment": "2022-06-16T19:30"})
        assert set(everything(select(Decision.announced_at).where(Decision.purpose == Purpose.WINNERS))) == {MOMENT + timedelta(minutes=30)}

    @pytest.mark.parametrize(
        ("moment", "words"), [("", "Isi tanggal dan jam"), ("2020-01-01T10:00", "sudah lewat"), ("nanti", "Isi tanggal dan jam")]
    )
    def test_a_moment_that_cannot_be_is_refused_beside_its_field(self, browse, at, app, moment, words):
        decided()
        at(factories.during("pleno_akhir"))
        page = browse(factories.secretariat()).post("/hasil-akhir/uji/umumkan", {"when": "later", "moment": moment}, status=422)
        assert words in page.text
        assert page.one("#moment").get("value", "") == moment
        assert set(everything(select(Decision.announced_at).where(Decision.purpose == Purpose.WINNERS))) == {None}

    def test_a_tie_is_shown_with_the_steps_that_broke_it(self, browse, at, app):
        at_the_end(scores={"first": 80, "second": 80, "unit": 70})
        at(factories.during("pleno_akhir"))
        page = browse(factories.secretariat()).get("/hasil-akhir/uji")
        steps = [row.select("td")[6].text for row in page.select("tbody tr")[:2]]
        assert all(one.startswith("aspek terberat 80,00") and " · undian " in one for one in steps)

    def test_finalists_are_announced_from_the_same_page(self, browse, at, app):
        at_the_end(announced=False)
        at(factories.during("pleno_finalis"))
        browser = browse(factories.secretariat())
        assert browser.get("/hasil-akhir/uji/umumkan-finalis").one("#moment").get("value") == "2022-05-11T10:00"
        browser.post("/hasil-akhir/uji/umumkan-finalis", {"when": "later", "moment": "2022-05-11T10:00"})
        assert set(everything(select(Decision.announced_at))) == {factories.closing("pleno_finalis")}

    def test_now_publishes_at_once(self, browse, at, app):
        decided()
        moment = at(factories.during("pleno_akhir"))
        page = browse(factories.secretariat()).post("/hasil-akhir/uji/umumkan", {"when": "now", "moment": ""}, status=422)
        assert "Jadwal menyebut 16 Juni 2022." in page.text
        assert browse().get("/").one("main .tag").text == "Kompetisi Uji · Rapat pleno akhir"
        page.submit("Simpan waktu pengumuman", when="now", moment="", knowingly="y")
        assert browse().get("/").one("main .tag").text == "Kompetisi Uji · Hasil sudah diumumkan"
        assert set(everything(select(Decision.announced_at).where(Decision.purpose == Purpose.WINNERS))) == {moment}
        assert "Pemenang" in [one.text for one in browse().get("/hasil/uji").select("h2")]

    def test_the_page_takes_the_same_number_of_queries_with_more_finalists(self, browse, at, app):
        season = at_the_end()
        at(factories.during("pleno_akhir"))
        browser = browse(factories.secretariat())
        few = len(browser.get("/hasil-akhir/uji").queries)
        more = [factories.entry(season.edition, state="verified", levels=None) for _ in range(3)]
        factories.decision(season.edition, more, category="UMUM2")
        assert len(browser.get("/hasil-akhir/uji").queries) == few


def test_what_can_be_done_now_stands_before_what_cannot(app, browse, at):
    season = at_the_end()
    at(factories.during("pleno_akhir"))
    page = browse(factories.secretariat()).get(f"/hasil-akhir/{season.edition.slug}")
    row = page.select("main section")[0].select(".d-flex")[0]
    words = [" ".join(one.text.split()) for one in row.select("a, .blocked-text")]
    assert words == ["Malam penganugerahan", "Piagam", "Umpan balik", "Umumkan pemenang", "Bahan pers"]
