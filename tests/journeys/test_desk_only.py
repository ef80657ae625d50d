"""Editions that end with the dossiers: a province's five criteria with places, a ministry's yearly evaluation with predicates."""

import pytest
from sqlalchemy import select

from p4comp.core import audit, db
from p4comp.results.models import Nominee
from tests import factories
from tests.journeys.desk_only import DeskOnly
from tests.journeys.season import words_of
from tests.results import figures_scene

KALTIM, KEMENDAGRI = "kaltim-2024", "kemendagri"
AGENCIES = {
    "Badan Pendapatan Daerah": 5,
    "Dinas Pekerjaan Umum, Penataan Ruang dan Perumahan Rakyat": {"A1": 5, "B1": 5, "C1": 5, "D1": 4, "D2": 5, "E1": 4},
    "Dinas Kehutanan": 4,
    "RSUD A.W. Sjahranie": {"A1": 4, "B1": 4, "C1": 3, "D1": 4, "D2": 4, "E1": 3},
    "Dinas Peternakan dan Kesehatan Hewan": 3,
    "Dinas Uji": 2,
}
REGENCIES = {"Kabupaten Paser": 5, "Kota Bontang": 4, "Kabupaten Berau": 3, "Kabupaten Mahakam Ulu": 2}
OTHERS = tuple(f"Kabupaten {name}" for name in ("Kutai Barat", "Kutai Kartanegara", "Kutai Timur", "Penajam Paser Utara"))
CRITERIA = ("Komitmen pimpinan", "Sumber daya manusia", "Inovasi", "Jumlah dan penyelesaian laporan", "Pemanfaatan data")
ADMINS = [
    ("Nama", "Jabatan", "Instansi", *CRITERIA),
    ("Siti Aminah (SIMULASI)", "Admin", "Dinas Kehutanan", 90, 90, 80, "95,5", 90),
    ("Budi Hartono (SIMULASI)", "Admin", "Pemerintah Kota Bontang", 80, 80, 80, 80, 80),
]
PROVINCES = {
    "Pemerintah Provinsi Jawa Timur": 5,
    "Pemerintah Provinsi Kalimantan Selatan": {"A1": 5, "B1": 5, "C1": 5, "D1": 5, "E1": 5, "F1": 3},
    "Pemerintah Provinsi Uji Satu": {"A1": 4, "B1": 4, "C1": 5, "D1": 5, "E1": 5, "F1": 4},
    "Pemerintah Provinsi Uji Dua": 3,
    "Pemerintah Provinsi Uji Tiga": 2,
}
NEVER = ("wawancara", "Wawancara", "juri ", "Juri ")


@pytest.fixture
def season(app, browse, at, work):
    """A season of a shipped file, from the day its first step begins."""
    return lambda slug, opens, people=dict: DeskOnly(app, browse, at, work, slug, opens, people)


def test_kaltim_2024_from_dossiers_to_terbaik_i_to_v_and_a_best_admin(season, browse):
    played = season(KALTIM, "2023-11-01T09:00+08:00", kaltim)
    the_dossiers_are_read(played)
    the_dossiers_name_finalists(played)
    the_best_admin_is_scored(played)
    for code in ("OPD", "KABKOTA", "ADMIN"):
        played.crown(code)
    played.announce("Umumkan pemenang")
    page = browse().get(f"/hasil/{KALTIM}")
    places = list(AGENCIES)[:5]
    told = [page.text.index(words) for pair in zip(roman(5), places, strict=True) for words in (f"Terbaik {pair[0]} ", pair[1])]
    assert told == sorted(told)
    assert [name in page.text for name in (*list(REGENCIES)[:3], "Kabupaten Mahakam Ulu", "Dinas Uji")] == [True, True, True, True, True]
    assert [name in page.one("#pemenang").text for name in ("Kabupaten Mahakam Ulu", "Dinas Uji")] == [False, False]
    assert "Siti Aminah (SIMULASI), Dinas Kehutanan" in page.text
    assert "10 mendaftar 10 diverifikasi" in page.text.replace(" 100,0 %", "")
    assert [words for words in NEVER if words in page.main] == []
    played.certify()
    paper(played, browse, "Badan Pendapatan Daerah", ("Terbaik I ", "Gubernur Kalimantan Timur"))
    assert list(audit.faults()) == []


def kaltim():
    """The province with its agencies, regencies and cities, by name."""
    region = factories.region("64", name="Kalimantan Timur")
    home = factories.institution("pemprov", name="Pemerintah Provinsi Kalimantan Timur", code="prov-64", region=region)
    homes = {name: factories.institution("upp", name=name, region=region, parent=home) for name in AGENCIES}
    for number, name in enumerate((*REGENCIES, *OTHERS), 1):
        place = factories.region(f"64.{number:02d}", name=name, level="regency", parent_code="64")
        kind = "pemkot" if name.startswith("Kota") else "pemkab"
        homes[name] = factories.institution(kind, name=f"Pemerintah {name}", region=place, parent=home)
    return homes


def the_dossiers_are_read(played):
    played.at(played.stages["evaluasi_dokumen"])
    for code, levels in (("OPD", AGENCIES), ("KABKOTA", REGENCIES)):
        for name, level in levels.items():
            played.enter(code, played.homes[name], level)


def the_dossiers_name_finalists(played):
    played.at(played.stages["pleno_finalis"])
    for code in ("OPD", "KABKOTA"):
        played.shortlist(code)
    played.announce("Umumkan finalis")
    played.at(played.stages["pleno_akhir"])
    page = played.first.get(f"/hasil-akhir/{KALTIM}")
    assert [words for words in NEVER if words in page.main] == []
    assert [words for words in NEVER if words in played.first.get("/ruang-kerja").main] == []
    assert "100,00" in page.text


def the_best_admin_is_scored(played):
    place = f"/hasil-akhir/{KALTIM}/ADMIN/angka"
    content = figures_scene.book([list(row) for row in ADMINS])
    page = played.first.post(place, {"file": factories.upload("admin.xlsx", content)}).follow()
    page.submit("Pakai tabel ini")
    page = played.first.get(place)
    consent = page.one("a[aria-label='Catat persetujuan N-01']").get("href")
    played.first.get(consent).submit("Catat persetujuan", basis="Surat pernyataan 1 Maret 2024")
    assert [one.has_agreed for one in db.everything(select(Nominee).order_by(Nominee.code))] == [True, False]


def roman(many):
    return ("I", "II", "III", "IV", "V")[:many]


def paper(played, browse, name, words):
    """The winner's certificate of an institution as it is printed and as anybody checks it."""
    shelf = played.people[name].get("/piagam")
    card = next(one for one in shelf.select(".tile") if words[0].strip() in one.text)
    printed = words_of(shelf.browser.get(card.select("a[href$='/unduh']")[0].get("href")).body)
    assert [said for said in (name, words[0].strip()) if said not in printed] == []
    checked = browse().get(card.select("a[href^='/v/']")[0].get("href"))
    assert (checked.h1, name in checked.text) == ("Piagam asli dan berlaku", True)
    return printed


def test_the_yearly_evaluation_gives_every_province_its_predicate(season, browse):
    played = season(KEMENDAGRI, "2025-01-06T09:00+07:00")
    played.at(played.stages["evaluasi_dokumen"])
    for name, level in PROVINCES.items():
        played.enter("PROV", factories.institution("pemprov", name=name), level)
    played.at(played.stages["pleno_finalis"])
    played.shortlist("PROV")
    played.announce("Umumkan finalis")
    played.at(played.stages["pleno_akhir"])
    played.crown("PROV")
    played.announce("Umumkan pemenang")
    page = browse().get(f"/hasil/{KEMENDAGRI}")
    heads, lists = (page.select(f".result-winners {what}") for what in ("h4", "ul"))
    given = [(head.text, [one.text for one in names.select("li")]) for head, names in zip(heads, lists, strict=True)]
    assert given == [
        ("Sangat Baik", ["Pemerintah Provinsi Jawa Timur", "Pemerintah Provinsi Kalimantan Selatan"]),
        ("Baik", ["Pemerintah Provinsi Uji Satu"]),
        ("Cukup", ["Pemerintah Provinsi Uji Dua"]),
        ("Kurang", ["Pemerintah Provinsi Uji Tiga"]),
    ]
    assert [
        page.main[page.main.index(words) - 80 : page.main.index(words) + 40] for words in (*NEVER, "Terbaik", "90,00") if words in page.main
    ] == []
    played.certify()
    printed = paper(played, browse, "Pemerintah Provinsi Kalimantan Selatan", ("Sangat Baik",))
    assert "dengan predikat Sangat Baik" in printed
    assert list(audit.faults()) == []
