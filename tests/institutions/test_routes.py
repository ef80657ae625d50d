"""The archive and the registry, over HTTP."""

import pytest
from sqlalchemy import select

from p4comp.core import inspection, tables
from p4comp.core.db import everything, session
from p4comp.core.mail import Mail
from p4comp.institutions.models import ArchiveTotal, Honour, Institution
from tests import factories, spreadsheets


@pytest.fixture
def shelf(app):
    """Two winners of 2018 and one finalist of 2022 in the archive."""
    city = factories.institution("pemkot", name="Pemerintah Kota Banjarmasin")
    factories.honour(city, source="https://www.berita.example/top10")
    factories.honour(factories.institution(name="Pemerintah Kabupaten Alor"))
    factories.honour(city, edition_number=4, edition_slug="p4-2022", year=2021, category="OA", stage="finalis", award="Top 51")
    session().add(ArchiveTotal(edition_slug="p4-2018", category="UMUM", stage="pemenang", known=2, total=10))
    return city


def names(page):
    return [cell.text for cell in page.select("main tbody td:first-child")]


def test_the_archive_says_how_many_are_known(shelf, browse, at):
    at("2022-06-17T00:00+07:00")
    page = browse().get("/arsip")
    assert "diketahui 2 dari 10" in page.main
    assert [link.get("href") for link in page.select(".tile-link")] == ["/arsip/p4-2022", "/arsip/p4-2018"]


def test_an_edition_is_listed_by_the_alphabet_with_its_sources(shelf, browse):
    page = browse().get("/arsip/p4-2018")
    assert names(page) == ["Pemerintah Kabupaten Alor", "Pemerintah Kota Banjarmasin"]
    assert page.links["berita.example"] == "https://www.berita.example/top10"
    assert "bukan peringkat" in page.main


@pytest.mark.parametrize("path", ["/arsip", "/arsip?cari=banjarmasin", "/arsip?edisi=p4-2022"])
def test_before_and_on_the_day_of_its_award_an_edition_is_not_in_the_archive(shelf, browse, at, path):
    at("2022-06-16T23:59+07:00")
    before = browse().get(path).body
    browse().get("/arsip/p4-2022", status=404)
    for one in everything(select(Honour).where(Honour.edition_slug == "p4-2022")):
        session().delete(one)
    session().flush()
    assert browse().get(path + ("&" if "?" in path else "?") + "x=1").body == before


def test_the_archive_is_searched_by_any_name_and_by_category(shelf, browse):
    browser = browse()
    assert names(browser.get("/arsip", query={"cari": "banjar"})) == ["Pemerintah Kota Banjarmasin"] * 2
    assert names(browser.get("/arsip", query={"cari": "banjar", "kategori": "OA"})) == ["Pemerintah Kota Banjarmasin"]
    assert names(browser.get("/arsip", query={"edisi": "p4-2018"})) == ["Pemerintah Kabupaten Alor", "Pemerintah Kota Banjarmasin"]
    assert "Tidak ada yang cocok" in browser.get("/arsip", query={"cari": "zzz"}).main


def test_unmatched_rows_are_shown_and_marked(shelf, browse):
    everything(select(Honour).where(Honour.institution_name == "Pemerintah Kabupaten Alor"))[0].institution_id = None
    assert names(browse().get("/arsip/p4-2018"))[0] == "Pemerintah Kabupaten Alor belum cocok dengan registri"


def test_a_dangerous_source_is_no_link(shelf, browse):
    everything(select(Honour).where(Honour.edition_slug == "p4-2018"))[0].source = "javascript:alert(1)"
    assert not any("javascript" in (link or "") for link in browse().get("/arsip/p4-2018").links.values())


def test_the_archive_takes_the_same_number_of_queries_whatever_its_length(shelf, browse):
    taken = [len(browse().get("/arsip/p4-2018?x=1").queries)]
    for _ in range(3):
        factories.honour(factories.institution())
    taken.append(len(browse().get("/arsip/p4-2018?x=2").queries))
    assert taken[0] == taken[1] <= 12


def test_anybody_reports_an_error_and_the_secretariat_reads_it(shelf, browse):
    secretary = factories.secretariat(email="sekre@uji.go.id")
    browser = browse()
    page = browser.get("/arsip/p4-2018")
    page = browser.get(page.links["Laporkan kekeliruan"])
    done = page.submit("Kirim laporan", text="Kota Contoh juga menang.", contact="Budi, 0812")
    assert "diteruskan kepada sekretariat" in done.follow().main
    (mail,) = everything(select(Mail))
    assert (mail.to, mail.person_id) == ("sekre@uji.go.id", secretary.id)
    assert "Arsip edisi ke-1, tahun 2018" in mail.subject
    assert "Kota Contoh juga menang." in mail.body
    assert "Budi, 0812" in mail.body


def test_an_empty_report_is_asked_for_its_text(app, browse):
    page = browse().get("/arsip/laporkan").submit("Kirim laporan", status=422)
    assert set(page.errors) == {"text", ""}


def test_a_flood_of_reports_is_stopped(app, browse):
    factories.secretariat()
    browser = browse()
    for number in range(30):
        browser.post("/arsip/laporkan", {"text": f"Laporan {number}"})
    browser.post("/arsip/laporkan", {"text": "Satu lagi"}, status=429)
    assert len(everything(select(Mail))) == 30


# The registry


def test_the_registry_is_filtered_by_name_type_and_province(app, browse):
    home, other = factories.region("63"), factories.region("64", name="Kalimantan Timur")
    inside = factories.region("63.06", name="Kabupaten Tapin", parent_code="63")
    factories.institution(name="Pemerintah Kabupaten Tapin", region=inside)
    factories.institution("pemprov", name="Pemerintah Provinsi Kalimantan Selatan", region=home)
    factories.institution(name="Pemerintah Kabupaten Paser", region=other)
    browser = browse(factories.secretariat())
    assert len(names(browser.get("/instansi"))) == 3
    assert names(browser.get("/instansi", query={"provinsi": "63"})) == [
        "Pemerintah Kabupaten Tapin",
        "Pemerintah Provinsi Kalimantan Selatan",
    ]
    assert names(browser.get("/instansi", query={"provinsi": "63", "jenis": "pemkab"})) == ["Pemerintah Kabupaten Tapin"]
    assert names(browser.get("/instansi", query={"cari": "kab pas"})) == ["Pemerintah Kabupaten Paser"]
    assert "Tidak ada yang cocok" in browser.get("/instansi", query={"cari": "zzz"}).main


@pytest.mark.parametrize("page", ["0", "-1", "99", "x"])
def test_a_page_out_of_range_gives_the_nearest(app, browse, page):
    factories.institution()
    assert len(names(browse(factories.secretariat()).get("/instansi", query={"page": page}))) == 1


def test_a_good_file_is_reported_row_by_row(app, browse):
    factories.institution(code="kab-1", name="Lama")
    content = b"code,type,name\nkab-1,pemkab,Pemkab Satu\nkab-2,pemkab,Pemkab Dua\n"
    page = browse(factories.secretariat()).post("/instansi/impor", {"file": factories.upload("instansi.csv", content)}, status=200)
    rows = [[cell.text for cell in row.select("td")] for row in page.select("main tbody tr")]
    assert rows == [["2", "diubah", "kab-1", "Pemkab Satu"], ["3", "baru", "kab-2", "Pemkab Dua"]]
    assert everything(select(Institution.name).order_by(Institution.code)) == ["Pemkab Satu", "Pemkab Dua"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("instansi.csv", b"code,type,name\nkab-1,kerajaan,Satu\n", "kerajaan"),
        ("instansi.xlsx", b"PK\x03\x04 rusak", "rusak"),
        ("instansi.csv", b"", "kosong"),
        ("instansi.csv", b"<!doctype html><p>halo</p>", "Kolom"),
    ],
)
def test_a_bad_file_changes_nothing_and_says_why(app, browse, name, content, words):
    page = browse(factories.secretariat()).post("/instansi/impor", {"file": factories.upload(name, content)}, status=422)
    assert words in page.main
    assert everything(select(Institution)) == []


def test_a_file_of_somebody_who_may_not_import_is_never_read(app, browse, monkeypatch):
    monkeypatch.setattr(inspection, "run", lambda *_told, **_options: pytest.fail("it was looked into"))
    monkeypatch.setattr(tables, "_rows", lambda _path: pytest.fail("it was read"))
    content = spreadsheets.book([["code", "type", "name"], ["kab-1", "pemkab", "Pemkab Satu"]])
    browse(factories.person()).post("/instansi/impor", {"file": factories.upload("instansi.xlsx", content)}, status=403)
    assert everything(select(Institution)) == []


def test_a_file_over_the_limit_is_refused(app, browse, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_UPLOAD", 10)
    browse(factories.secretariat()).post("/instansi/impor", {"file": factories.upload("a.csv", b"x" * 70_000)}, status=413)


def test_honours_a_demo_invents_never_reach_the_archive(app, browse):
    invented = factories.institution(name="Pemerintah Kabupaten Simulasi 1", is_invented=True)
    factories.honour(invented)
    real = factories.institution(name="Pemerintah Kabupaten Nyata")
    honour = factories.honour(real)
    page = browse().get(f"/arsip/{honour.edition_slug}")
    assert "Pemerintah Kabupaten Nyata" in page.text
    assert "Simulasi" not in page.text


def test_a_regency_stands_in_its_province_and_a_unit_under_its_parent(app, browse):
    province = factories.institution("pemprov", name="Pemerintah Provinsi Uji")
    regency = factories.institution("pemkab", name="Pemerintah Kabupaten Uji", parent=province)
    unit = factories.institution("upp", name="Dinas Uji", parent=province)
    secretary = browse(factories.secretariat())
    terms = {one.id: [cell.text for cell in secretary.get(f"/instansi/{one.code}").select("dt")] for one in (regency, unit)}
    assert [("Provinsi" in terms[one.id], "Induk" in terms[one.id]) for one in (regency, unit)] == [(True, False), (False, True)]
    page = secretary.get(f"/instansi/{province.code}")
    lists = {
        one.text: [row.text for row in page.select(f"main ul:nth-of-type({number}) li")]
        for number, one in enumerate(page.select("main h2")[:2], 1)
    }
    assert lists == {"Kabupaten dan kota di provinsi ini": ["Pemerintah Kabupaten Uji"], "Unit di bawahnya": ["Dinas Uji"]}
