"""The catalogue of open data, the archive's data sets, and the statistics over the years."""

import csv
import io
import json
from datetime import timedelta
from types import SimpleNamespace

import pytest

from p4comp.core import db
from p4comp.institutions.models import Honour
from p4comp.results.queries.years import facts
from p4comp.results.rules import datasets, years
from p4comp.results.rules.years import Won
from tests import factories
from tests.factories.base import keep
from tests.results.corrections import AWARDED
from tests.results.season import decided

PLACES = [
    ("p4-2018", 1, 2018, "pemenang", "Kota Satu"),
    ("p4-2019", 2, 2019, "pemenang", "Kota Satu"),
    ("p4-2019", 2, 2019, "finalis", "=HYPERLINK(1)"),
]


def honour(slug, number, year, stage, name, **values):
    return keep(
        Honour(
            edition_slug=slug, edition_number=number, year=year, category="UMUM", stage=stage, award="Top 10", institution_name=name,
            source=values.pop("source", "https://contoh.go.id/berita"), **values,
        )
    )  # fmt: skip


@pytest.fixture
def archive(app):
    """Three places of two editions, one of them with a name that is a formula, and one that a demo made."""
    city = factories.institution("pemkot", name="Kota Satu")
    for place in PLACES:
        honour(*place, institution_id=city.id if place[4] == "Kota Satu" else None)
    honour("p4-2018", 1, 2018, "pemenang", "Kabupaten Simulasi 12", is_simulated=True)
    db.commit()


def table(response):
    assert response.data[:3] == b"\xef\xbb\xbf"
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))


@pytest.fixture
def client(browse):
    """Anybody's browser that gives the bare answers."""
    anyone = browse()
    return SimpleNamespace(get=lambda path, **more: anyone.send("GET", path, **more).response)


def test_honours_are_told_with_their_sources_and_no_cell_is_a_formula(archive, client):
    rows = table(client.get("/data-terbuka/penghargaan.csv"))
    assert list(rows[0]) == datasets.SETS["penghargaan"].names
    assert [(row["edisi"], row["tahap"], row["instansi"]) for row in rows] == [
        ("p4-2018", "pemenang", "Kota Satu"),
        ("p4-2019", "finalis", "'=HYPERLINK(1)"),
        ("p4-2019", "pemenang", "Kota Satu"),
    ]
    assert {row["sumber"] for row in rows} == {"https://contoh.go.id/berita"}


@pytest.mark.parametrize("code", list(datasets.SETS))
def test_csv_and_json_say_the_same_and_the_dictionary_names_every_column(archive, client, code):
    content = json.loads(client.get(f"/data-terbuka/{code}.json").data)
    assert (content["versi_skema"], content["dataset"], bool(content["lisensi"])) == (datasets.VERSION, code, True)
    columns = [one["nama"] for one in content["kolom"]]
    rows = table(client.get(f"/data-terbuka/{code}.csv"))
    assert [list(row) for row in content["baris"]] == [columns] * len(rows)
    plain = [["" if value is None else str(value) for value in row.values()] for row in content["baris"]]
    assert [[cell.removeprefix("'") for cell in row.values()] for row in rows] == plain
    kinds = {one["nama"]: one["jenis"] for one in content["kolom"]}
    whole = [value for row in content["baris"] for key, value in row.items() if kinds[key] == datasets.WHOLE]
    assert {type(value) for value in whole} <= {int, type(None)}


def test_what_is_unknown_is_said_as_unknown_and_not_as_nothing(archive, client):
    rows = {(row["edisi"], row["tahap"]): row for row in table(client.get("/data-terbuka/statistik.csv"))}
    assert (rows["p4-2018", "mendaftar"]["jumlah"], rows["p4-2018", "mendaftar"]["keterangan"]) == ("162", "diketahui")
    missing = [one.figures[step] for one in facts() for step in years.STEPS if one.figures[step].value is None]
    assert {one.status for one in missing} == {"tidak_diketahui"}
    assert [row["jumlah"] for row in rows.values() if row["keterangan"] == "tidak_diketahui"] == [""] * sum(
        row["keterangan"] == "tidak_diketahui" for row in rows.values()
    )


def test_the_facts_are_those_of_the_sources():
    found = {one.slug: {step: figure.value for step, figure in one.figures.items()} for one in facts()}
    assert found["p4-2022"] == {"mendaftar": 573, "dinilai": 434, "finalis": 51, "pemenang": 17}
    assert (found["p4-2020"]["mendaftar"], found["p4-2020"]["dinilai"]) == (439, None)
    assert (found["p4-2019"]["mendaftar"], found["p4-2018"]["mendaftar"]) == (312, 162)


def test_the_statistics_say_who_came_back_and_what_nobody_knows(archive, browse):
    page = browse().get("/arsip/statistik")
    assert page.h1 == "Statistik lintas edisi"
    assert next(one.text for one in page.select("h2 + ul li")) == "Kota Satu: edisi 1, 2"
    assert "Simulasi" not in page.text
    assert len(page.queries) <= 12


def test_the_statistics_take_as_many_queries_for_one_place_as_for_three(archive, browse):
    many = len(browse().get("/arsip/statistik").queries)
    for number in range(5):
        honour("p4-2018", 1, 2018, "finalis", f"Kota {number}")
    db.commit()
    assert len(browse().get("/arsip/statistik?a=1").queries) == many


def test_an_empty_archive_is_said_to_be_empty(app, browse):
    assert "Arsip masih kosong" in browse().get("/arsip/statistik").text


def test_the_catalogue_names_a_result_at_its_moment_and_not_before(app, archive, at, client):
    season = decided(announced_at=AWARDED)
    db.commit()
    code = f"hasil-{season.edition.slug}"
    at(factories.closing("pleno_finalis") - timedelta(seconds=1))
    before = json.loads(client.get("/data-terbuka/katalog.json").data)
    assert [one["dct:identifier"] for one in before["dcat:dataset"]] == ["penghargaan", "edisi", "statistik"]
    at(AWARDED)
    app.extensions["page_cache"].clear()  # it keeps by the machine's clock, which no test moves
    found = json.loads(client.get("/data-terbuka/katalog.json").data)["dcat:dataset"]
    assert [one["dct:identifier"] for one in found] == ["penghargaan", "edisi", "statistik", code]
    for one in found:
        for file in one["dcat:distribution"]:
            answer = client.get(file["dcat:downloadURL"])
            assert (answer.status_code, answer.mimetype) == (200, file["dcat:mediaType"])
            assert client.get(file["dcat:downloadURL"], headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_a_portal_without_an_archive_offers_no_empty_sets_of_it(app, browse, client):
    assert json.loads(client.get("/data-terbuka/katalog.json").data)["dcat:dataset"] == []
    page = browse().get("/data-terbuka")
    assert (page.select("td code"), "Kamus kolom" in page.main) == ([], False)


def test_the_page_of_open_data_names_every_column(archive, browse):
    page = browse().get("/data-terbuka")
    codes = [one.text for one in page.select("td code")]
    assert codes == [name for one in datasets.SETS.values() for name in one.names]
    assert len(page.queries) <= 12


def won(key, slug, stage="pemenang", kind="pemkot", province="35"):
    return Won(key, key.title(), kind, province, slug, stage)


def test_repeated_counts_editions_and_not_places():
    found = [won("a", "p4-2018"), won("a", "p4-2018"), won("b", "p4-2018"), won("b", "p4-2019"), won("b", "p4-2020"), won("c", "p4-2018")]
    assert [(one.code, one.editions) for one in years.repeated(found, "pemenang")] == [("b", ("p4-2018", "p4-2019", "p4-2020"))]
    assert years.repeated(found[:2], "finalis") == []


def test_a_winner_was_a_finalist_whether_the_sources_list_it_or_not():
    found = [won("a", "p4-2018"), won("a", "p4-2018", stage="finalis"), won("b", "p4-2018"), won("c", "p4-2019", stage="finalis")]
    assert [(one.key, one.slug) for one in years.came(found, "finalis")] == [("a", "p4-2018"), ("b", "p4-2018"), ("c", "p4-2019")]
    assert [(one.key, one.slug) for one in years.came(found, "pemenang")] == [("a", "p4-2018"), ("b", "p4-2018")]


def test_provinces_leave_central_institutions_out_and_types_keep_them():
    found = [won("a", "p4-2018"), won("b", "p4-2018", kind="kementerian", province=""), won("c", "p4-2018", stage="finalis")]
    assert years.by_province(found, "pemenang") == {"35": 1}
    assert years.by_kind(found, "pemenang") == [("kementerian", 1), ("pemkot", 1)]


@pytest.mark.parametrize("stated", ["", "CC BY 4.0"])
def test_the_page_says_what_a_reader_may_do_where_no_licence_is_stated(app, client, stated):
    factories.edition(perpustakaan={"lisensi": stated} if stated else {})
    db.commit()
    text = client.get("/data-terbuka").get_data(as_text=True)
    assert (f"Lisensi arsip: {stated}." in text) is bool(stated)
    assert ("Artinya: penyelenggara belum menetapkan lisensi." in text) is not bool(stated)


def test_the_kept_catalogue_names_this_portal_whatever_host_a_request_names(app, client, at):
    decided(announced_at=AWARDED)
    db.commit()
    at(AWARDED)
    app.extensions["page_cache"].clear()
    for headers in ({"Host": "jahat.example"}, {}):
        told = client.get("/data-terbuka/katalog.json", headers=headers).get_data(as_text=True)
        assert "jahat.example" not in told
        found = json.loads(told)
        files = [file["dcat:downloadURL"] for one in found["dcat:dataset"] for file in one["dcat:distribution"]]
        assert {one.partition("/data-terbuka/")[0].partition("/hasil/")[0] for one in files} == {app.extensions["settings"].base_url}
