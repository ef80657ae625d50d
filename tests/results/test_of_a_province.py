"""What pages, minutes, annexes and the press kit of a province's award say: the office its file names signs, never the minister."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db, pdf
from p4comp.decisions.models import Decision
from tests import factories
from tests.results.test_figures_played import MAY, office, played

__all__ = ["office"]  # the fixture
OTHERS = re.compile(r"\bMenteri\b|Anggakara")
SIGNS = "Gubernur Kalimantan Selatan"
EDITION = "kalsel-2022"
PUBLIC = (
    "/hasil",
    f"/hasil/{EDITION}",
    f"/hasil/{EDITION}/pers",
    f"/hasil/{EDITION}/bukti",
    "/data-terbuka",
    "/arsip/statistik",
    "/periksa",
    "/",
)
INSIDE = (
    "/ruang-kerja",
    "/persetujuan",
    "/pleno",
    "/sanggah",
    f"/hasil-akhir/{EDITION}",
    f"/edisi/{EDITION}/pers",
    f"/edisi/{EDITION}/penganugerahan",
    f"/edisi/{EDITION}/penganugerahan/gladi",
    f"/edisi/{EDITION}/penganugerahan/gladi.pdf",
    f"/edisi/{EDITION}/penganugerahan/urutan",
    f"/edisi/{EDITION}/penganugerahan/kursi",
    f"/edisi/{EDITION}/piagam",
    f"/hasil-akhir/{EDITION}/lampiran-abjad.pdf",
    "/belum-mendaftar",
)
OF_DECISIONS = (
    "/keputusan/{id}",
    "/keputusan/{id}/penetapan",
    "/keputusan/{id}/koreksi?penetapan=7",
    "/pleno/{plenary_id}",
    "/pleno/{plenary_id}/berita-acara.pdf",
)
FILES = (f"/hasil/{EDITION}/data.json", f"/hasil/{EDITION}/umpan.xml", "/data-terbuka/katalog.json")


@pytest.fixture
def settled(office, at, monkeypatch):
    """Kalsel 2022, announced, its decree not yet there; documents as the words they print."""
    monkeypatch.setattr(pdf, "from_html", lambda html, **_options: html.encode())
    played(office, at)
    at(MAY + timedelta(hours=1))


def foreign(*texts):
    """Offices and trophies of others."""
    return sorted({one for text in texts for one in OTHERS.findall(text)})


def test_the_public_reads_who_signs_and_nothing_of_a_minister(settled, browse):
    anyone = browse()
    codes = db.everything(select(Decision.code).order_by(Decision.code))
    pages = [*PUBLIC, *(f"/hasil/{EDITION}/keputusan/{code}" for code in codes)]
    said = {path: anyone.get(path).text for path in pages}
    said |= {path: anyone.get(path).body.decode() for path in FILES}
    assert foreign(*said.values()) == []
    told = [path for path, text in said.items() if f"enunggu penetapan {SIGNS}" in " ".join(text.split())]
    assert told == [f"/hasil/{EDITION}", f"/hasil/{EDITION}/pers", *(f"/hasil/{EDITION}/keputusan/{code}" for code in codes)]


def test_the_team_of_the_province_works_with_its_own_office(settled, browse):
    team = browse(factories.secretariat("Tim Kerja"))
    decided = db.everything(select(Decision).order_by(Decision.category))
    paths = [*INSIDE, *(path.format(id=one.id, plenary_id=one.plenary_id) for one in decided for path in OF_DECISIONS)]
    said = {path: team.get(path).body.decode() for path in paths}
    assert foreign(*said.values()) == []
    assert SIGNS in said[f"/hasil-akhir/{EDITION}/lampiran-abjad.pdf"]
    for one in decided:
        assert f"Menunggu penetapan {SIGNS}" in said[f"/keputusan/{one.id}"]
        assert f"Keputusan {SIGNS} Nomor 7" in said[f"/keputusan/{one.id}/koreksi?penetapan=7"]


def test_its_decree_is_recorded_as_its_own(settled, browse):
    team = browse(factories.secretariat("Tim Kerja"))
    one = db.first(select(Decision).order_by(Decision.category))
    typed = {"number": "188.44/1/2023", "signed_on": "2023-05-09", "signatory": "Gubernur", "list_is": "same"}
    page = team.post(f"/keputusan/{one.id}/penetapan", typed).follow()
    assert f"Ditetapkan {SIGNS}" in page.text
    assert foreign(page.text) == []
