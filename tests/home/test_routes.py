"""The start pages: for everybody, and for each role."""

import time
from datetime import timedelta

import pytest

from p4comp.core import db
from tests import factories


@pytest.fixture
def season(app):
    """The small edition, running."""
    found = factories.edition()
    db.commit()
    return found


def test_the_start_page_says_what_this_is_and_where_the_season_stands(season, browse, at):
    at(factories.during("pendaftaran"))
    page = browse().get("/")
    assert page.h1 == "Kompetisi Pengelolaan Pengaduan Pelayanan Publik"
    assert "Kompetisi Uji · Pendaftaran dan penilaian mandiri" in page.text
    assert "Pendaftaran ditutup 14 April 2022, 23.59 WIB Daftarkan instansi" in page.text
    assert "Daftarkan instansi" in page.text


def test_after_the_close_institutions_are_led_to_their_workspace(season, browse, at):
    at(factories.closing("pendaftaran"))
    page = browse().get("/")
    assert "Daftarkan instansi" not in page.text
    assert "Masuk ke ruang kerja" in page.text


def test_before_the_opening_it_says_when(season, browse, at):
    at(factories.during("sosialisasi"))
    assert "Pendaftaran dibuka 17 Februari 2022, 00.00 WIB." in browse().get("/").text


def test_without_an_edition_the_start_page_leads_to_the_archive(app, browse):
    assert "Belum ada edisi yang berjalan" in browse().get("/").text


def test_the_kept_page_ends_at_the_stage_boundary(app, season, browse, at):
    at(factories.closing("pendaftaran") - timedelta(seconds=3))
    browse().get("/")
    assert app.extensions["page_cache"].pages["/"].until <= time.monotonic() + 3


def test_nothing_in_the_start_page_depends_on_who_asks(app, season, browse, at):
    at(factories.during("pendaftaran"))
    anyone = browse().get("/").body
    app.extensions["page_cache"].clear()
    assert browse(factories.secretariat()).get("/").body == anyone


def test_the_archives_winners_are_shown_until_the_portal_has_some(season, browse, at):
    at(factories.during("pendaftaran"))
    winner = factories.institution(name="Pemerintah Kota Pemenang Lama")
    factories.honour(winner, edition_number=3, edition_slug="p4-2020", year=2020, category="UMUM")
    page = browse().get("/")
    assert "Pemenang edisi 2020" in page.text
    assert "Pemerintah Kota Pemenang Lama" in page.text


def test_winners_of_the_archive_later_than_the_clock_are_not_shown(season, browse, at):
    at(factories.during("pendaftaran"))
    factories.honour(factories.institution(name="Pemenang Nanti"), edition_number=4, edition_slug="p4-2022", year=2021, category="UMUM")
    assert "Pemenang Nanti" not in browse().get("/").text


def test_a_decided_but_unannounced_result_changes_no_byte(app, season, browse, at):
    at(factories.during("pleno_akhir"))
    entry = factories.entry(season, state="verified")
    before = browse().get("/").body
    factories.decision(season, [entry], purpose="winners")
    app.extensions["page_cache"].clear()
    assert browse().get("/").body == before


def test_the_number_of_entries_is_hidden_while_registration_is_open(app, season, browse, at):
    factories.entry(season, state="submitted")
    at(factories.during("pendaftaran"))
    assert "Peserta mengirim berkas" not in browse().get("/").text
    app.extensions["page_cache"].clear()
    at(factories.closing("pendaftaran"))
    assert "Peserta mengirim berkas 1" in browse().get("/").text


@pytest.mark.parametrize("column", ["entrant", "stranger", "evaluator", "conflicted", "juror", "secretariat", "auditor"])
def test_every_role_has_a_start_page(cast, browse, at, column):
    at(factories.during("wawancara"))
    page = browse(cast.columns[column]).get("/ruang-kerja")
    assert page.h1 == "Beranda kerja"
    assert "Yang perlu Anda lakukan" in page.text
    assert "Presentasi dan wawancara" in page.text
    assert len(page.queries) <= 30


def test_nobody_without_an_account_has_one(season, browse):
    assert browse().get("/ruang-kerja", status=401)


@pytest.mark.parametrize(("path", "h1"), [("/tentang", "Tentang kompetisi"), ("/privasi", "Pemberitahuan privasi")])
def test_plain_pages(season, browse, path, h1):
    assert browse().get(path).h1 == h1


def test_the_privacy_notice_names_the_controller_and_the_act(season, browse):
    text = browse().get("/privasi").text
    assert "Kementerian Uji" in text
    assert "Undang-Undang Nomor 27 Tahun 2022" in text
    assert "12 jam" in text


def test_robots_read_public_pages(app, browse):
    assert b"Disallow: /ruang-kerja" in browse().get("/robots.txt").body


def test_the_public_places_stand_in_their_order(season, browse):
    nav = browse().get("/").select("nav.topnav a")
    labels = [link.text for link in nav]
    assert labels[:2] == ["Beranda", "Ketentuan"]
    assert {"Hasil", "Arsip", "Periksa piagam"} <= set(labels)
    assert [link.text for link in nav if link.element.get("aria-current")] == ["Beranda"]
