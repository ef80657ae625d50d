"""The press kit and the feeds: nothing before the moment, all of it from the moment on."""

import io
import zipfile
from datetime import timedelta

import pytest

from p4comp.results.rules.press import Facts, Listed, as_text, facts_line
from p4comp.results.rules.spelling import spelled
from tests.results.corrections import AWARDED
from tests.results.season import decided, decided_by_rank

WAYS = ("/hasil/uji/pers", "/hasil/uji/umpan.xml", "/hasil/uji/umpan.json")


def unpacked(page):
    with zipfile.ZipFile(io.BytesIO(page.body)) as found:
        return {name: found.read(name).decode("utf-8-sig", "replace") for name in found.namelist()}


def test_the_facts_are_one_sentence():
    facts = Facts("Kompetisi Uji", 573, 434, 51, 17, ("Keputusan Menteri PANRB Nomor 1473 Tahun 2021",))
    told = "Kompetisi Uji: 573 mendaftar, 434 diverifikasi, 51 finalis, 17 pemenang."
    assert facts_line(facts) == f"{told} Penetapan: Keputusan Menteri PANRB Nomor 1473 Tahun 2021."
    assert facts_line(Facts("Kompetisi Uji", 1573, 434, 51, 17)).endswith("Menunggu penetapan Menteri.")
    assert facts_line(Facts("Penghargaan Uji", 0, 0, 0, 6, (), "Gubernur")) == "Penghargaan Uji: 6 penerima. Menunggu penetapan Gubernur."
    assert "1.573 mendaftar" in facts_line(Facts("Kompetisi Uji", 1573, 434, 51, 17))


def test_lists_carry_no_row_numbers_and_say_how_they_are_put():
    lists = [Listed("Umum", ("Kota A", "Kota B")), Listed("Unit", ("Kota C",), is_ordered=True)]
    assert as_text("Pemenang", lists, is_simulated=False).split("\r\n") == [
        *("Pemenang", "", "Umum", "Disusun menurut abjad, bukan peringkat.", "- Kota A", "- Kota B", ""),
        *("Unit", "Urutan di dalam penghargaan ini diumumkan menurut rencana penilaian.", "- Kota C", ""),
    ]


NUMBERS = {0: "nol", 11: "sebelas", 17: "tujuh belas", 51: "lima puluh satu", 100: "seratus", 573: "lima ratus tujuh puluh tiga"}
NUMBERS |= {1000: "seribu", 1473: "seribu empat ratus tujuh puluh tiga", 2021: "dua ribu dua puluh satu", 1_000_000: "satu juta"}


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_are_spelled_as_they_are_read(number):
    assert spelled(number) == NUMBERS[number]


def test_nothing_of_it_tells_before_the_moment_and_all_of_it_from_then_on(app, at, browse):
    season = decided(announced_at=AWARDED)
    at(AWARDED - timedelta(seconds=1))
    name = season.entries["first"].institution_name
    for way in WAYS:
        assert "Pemenang Instansi Pemerintah Umum" not in browse().get(way).response.text
    assert unpacked(browse().get("/hasil/uji/pers.zip")) == {"bacalah.txt": "Hasil belum diumumkan."}
    at(AWARDED)
    app.extensions["page_cache"].clear()
    assert name in browse().get(WAYS[0]).main
    for way in WAYS[1:]:
        assert "Pemenang Instansi Pemerintah Umum" in browse().get(way).response.text
    files = unpacked(browse().get("/hasil/uji/pers.zip"))
    charts = {f"{name}.{form}" for name in ("grafik-tahap", "peta-finalis", "peta-pemenang") for form in ("svg", "png")}
    assert set(files) == charts | {"fakta.txt", "finalis.txt", "hasil.csv", "pemenang.txt"}
    assert name in files["pemenang.txt"]
    assert "3 pemenang" in files["fakta.txt"]


def test_the_order_is_told_only_where_the_plan_lets_it(app, at, browse):
    decided_by_rank(announced_at=AWARDED)
    at(AWARDED)
    lines = unpacked(browse().get("/hasil/uji/pers.zip"))["pemenang.txt"].split("\r\n")
    assert [line for line in lines if line.startswith(("- K", "- P"))][:3] == [
        "- Kabupaten Melati",
        "- Kota Zulu",
        "- Provinsi Anggrek",
    ]
