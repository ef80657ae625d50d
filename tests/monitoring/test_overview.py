"""A province's institutions side by side: sums, order, what is outside the targets, the same number of queries for one and three."""

import pytest

from tests import factories
from tests.monitoring import scene

AREA = "/pemantauan/provinsi/prov-63"
UNIT_SHEET = "/pemantauan/instansi/kab-63.09/lembar.pdf"


@pytest.fixture
def world(app, at):
    at(scene.AT)
    return scene.world()


def rows(page):
    """The table's rows: name, followed up, received, months."""
    found = [[cell.text.strip() for cell in row.select("td")] for row in page.select("tbody tr") if len(row.select("td")) == 8]
    return [(cells[0], " ".join(cells[1].split()), cells[5], cells[6]) for cells in found]


def test_the_sums_of_a_span_stand_in_the_table_and_what_is_outside_is_marked(world, browse):
    scene.figures(world.units[0], "2022-02", 100, 80, 15)
    scene.figures(world.units[0], "2022-03", 100, 60, 15)
    scene.figures(world.units[1], "2022-03", 200, 190, 0)
    page = browse(world.monitor).get(AREA)
    assert rows(page) == [
        ("Kabupaten Balangan", "–", "–", "0 / 12"),
        ("Kabupaten Tabalong", "85,0 % (di luar sasaran)", "200", "2 / 12"),
        ("Kabupaten Tapin", "95,0 %", "200", "1 / 12"),
        ("Kota Banjarbaru", "–", "–", "0 / 12"),
    ]
    assert [one.text.split() for one in page.select(".unit-tiles a")] == [
        ["Tabalong", "85,0", "%"],
        ["Balangan", "–"],
        ["Tapin", "95,0", "%"],
        ["Kota", "Banjarbaru", "–"],
    ]


def test_the_total_of_kalsel_2020_stands_above(world, browse):
    scene.figures(world.units[0], "2020-06", 1000, 950, 40)
    scene.figures(world.units[1], "2020-07", 294, 269, 11)
    page = browse(world.monitor).get(f"{AREA}?dari=2020-01&sampai=2020-12")
    stats = [one.text.strip() for one in page.select(".stat-value")]
    assert (stats[0], stats[1], stats[4]) == ("98,1 %", "94,2 %", "1.294")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["Kabupaten Balangan", "Kabupaten Tabalong", "Kabupaten Tapin", "Kota Banjarbaru"]),
        ("-nama", ["Kota Banjarbaru", "Kabupaten Tapin", "Kabupaten Tabalong", "Kabupaten Balangan"]),
        ("selesai", ["Kabupaten Tabalong", "Kabupaten Tapin", "Kabupaten Balangan", "Kota Banjarbaru"]),
        ("-selesai", ["Kabupaten Tapin", "Kabupaten Tabalong", "Kabupaten Balangan", "Kota Banjarbaru"]),
        ("-bulan", ["Kabupaten Tapin", "Kabupaten Tabalong", "Kabupaten Balangan", "Kota Banjarbaru"]),
        ("apa-saja", ["Kabupaten Balangan", "Kabupaten Tabalong", "Kabupaten Tapin", "Kota Banjarbaru"]),
    ],
)
def test_the_table_is_sorted_as_asked_with_the_unknown_last(world, browse, order, expected):
    scene.figures(world.units[0], "2022-03", 100, 80, 15)
    scene.figures(world.units[1], "2022-03", 100, 90, 5)
    scene.figures(world.units[1], "2022-02", 100, 90, 5)
    assert [row[0] for row in rows(browse(world.monitor).get(f"{AREA}?urut={order}"))] == expected


def test_agencies_stand_apart_from_regencies(world, browse):
    scene.figures(world.agency, "2022-03", 50, 40, 5)
    page = browse(world.monitor).get(f"{AREA}?kelompok=perangkat")
    assert rows(page) == [("Dinas Kesehatan Provinsi", "90,0 %", "50", "1 / 12")]


def test_the_targets_of_a_month_are_those_that_held_then(world, browse):
    scene.figures(world.units[0], "2021-06", 100, 80, 12)
    scene.figures(world.units[0], "2022-03", 100, 80, 12)
    scene.terms(world.province, from_month="2022-01", followed_up=95.0)
    browser = browse(world.monitor)
    assert rows(browser.get(f"{AREA}?dari=2021-06&sampai=2021-06"))[1][1] == "92,0 %"
    assert rows(browser.get(f"{AREA}?dari=2022-03&sampai=2022-03"))[1][1] == "92,0 % (di luar sasaran)"


def test_many_months_and_institutions_take_as_many_queries_as_one(world, browse):
    scene.figures(world.units[0], "2022-03")
    browser = browse(world.monitor)
    one = browser.get(AREA)
    for unit in world.units[1:]:
        for month in ("2022-01", "2022-02", "2022-03", "2022-04"):
            scene.figures(unit, month)
    many = browser.get(AREA)
    assert len(many.queries) == len(one.queries)
    assert len(many.queries) <= 12


@pytest.mark.parametrize("path", ["/pemantauan/instansi/kab-63.09", "/pemantauan", "/ruang-kerja"])
def test_pages_of_an_institution_stay_within_their_queries(world, browse, path):
    for month in ("2022-01", "2022-02", "2022-03"):
        scene.figures(world.units[0], month)
    assert len(browse(world.drafter).get(path, status=None).queries) <= 12


def test_the_start_page_asks_for_what_is_missing_until_it_is_there(world, browse, at):
    browser = browse(world.drafter)
    assert (
        "Isi angka pengaduan April 2022" in browser.get("/beranda", status=None).text
        or "Isi angka pengaduan April 2022" in browser.get("/ruang-kerja").text
    )
    scene.figures(world.units[0], "2022-04")
    assert "Isi angka pengaduan" not in browser.get("/ruang-kerja").text


def test_whoever_reads_the_ministrys_portal_sees_all_provinces(world, browse):
    scene.figures(world.units[0], "2022-03", 100, 80, 15)
    scene.figures(world.elsewhere, "2022-03", 10, 10, 0)
    page = browse(factories.secretariat()).get("/pemantauan")
    found = {row.select("td")[0].text.strip(): [cell.text.strip() for cell in row.select("td")[1:]] for row in page.select("tbody tr")}
    assert found["Pemerintah Provinsi Kalimantan Selatan"] == ["1 dari 4", "100", "95,0 %", "80,0 %"]
    assert found["Pemerintah Provinsi Kalimantan Timur"] == ["1 dari 1", "10", "100,0 %", "100,0 %"]


def test_the_map_of_provinces_cuts_figures_as_its_table_does(world, browse):
    scene.figures(world.units[0], "2022-03", 10_000, 8996, 0)
    page = browse(factories.secretariat()).get("/pemantauan")
    assert [one.text for one in page.select("svg text.count") if one.text != "–"] == ["89,9 %"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "Tidak ada yang di luar sasaran. Tidak ada yang menurun dalam “Ditindaklanjuti”."),
        ("?dari=2022-03&sampai=2022-03", "Tidak ada yang di luar sasaran. Belum ada bulan pembanding untuk melihat arahnya."),
    ],
)
def test_all_is_well_only_as_far_as_it_was_looked_at(world, browse, query, told):
    for month in range(1, 13):
        scene.figures(world.units[0], f"2022-{month:02}" if month < 4 else f"2021-{month:02}", 100, 99, 0)
    assert browse(world.monitor).get(AREA + query).select("section p")[0].text == told


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_chart_is_made_for_slides(world, browse, form, begins):
    scene.figures(world.units[0], "2022-03", 100, 80, 15)
    page = browse(world.monitor).get(f"{AREA}/grafik/tindak-lanjut.{form}")
    assert page.body.startswith(begins)


def test_what_is_no_chart_is_not_there(world, browse):
    browser = browse(world.monitor)
    for name in ("tindak-lanjut.gif", "entah.svg", "selesai.png"):
        browser.get(f"{AREA}/grafik/{name}", status=404)


def test_handouts_say_what_the_pages_say(world, browse):
    scene.figures(world.units[0], "2022-03", 100, 60, 15)
    browser = browse(world.monitor)
    told = {path: " ".join(scene.pdf_words(browser.get(path).body).split()) for path in (f"{AREA}/lembar.pdf", UNIT_SHEET)}
    rows = ("Kabupaten Balangan – – – – – 0/12 –", "Kabupaten Tabalong 75,0 % 60,0 % – – 100 1/12 –", "Kota Banjarbaru – – – – – 0/12 –")
    assert [row in told[f"{AREA}/lembar.pdf"] for row in rows] == [True] * 3
    lines = ("Pemerintah Kabupaten Tabalong", "Ditindaklanjuti 75,0 % paling sedikit 90 % –", "Maret 2022 75,0 % 60,0 % – – 100")
    assert [line in told[UNIT_SHEET] for line in lines] == [True] * 3
    assert "Balangan" not in told[UNIT_SHEET]
