"""An award by figures has no dossiers, finalists, evaluators, jurors or interviews: no page of its portal speaks of them."""

import re
from datetime import timedelta

import pytest

from p4comp.competition import actions as competition
from p4comp.competition import files
from p4comp.competition.rules import Traits
from p4comp.messages.rules.questions import TOPICS, Topic, topics
from tests import factories
from tests.results.test_figures_played import MAY, office, played

__all__ = ["office"]  # the fixture
EDITION = "kalsel-2022"
WORDS = re.compile(r"finalis|wawancara|evaluator|\bjuri\b|penilaian mandiri|verifikasi|bukti dukung|OA, UMUM", re.IGNORECASE)
PUBLIC = {
    "/": set(),
    "/tentang": {"finalis"},  # of the ministry's trophy, which a province's own portal leaves out
    "/ketentuan": {"wawancara"},  # “Tidak ada pendaftaran, berkas, dan wawancara”
    "/tanya-jawab": set(),
    "/tanya-jawab/kirim": set(),
    "/arsip": set(),
    "/hasil": set(),
    f"/hasil/{EDITION}": set(),
    "/data-terbuka": set(),
    "/profil": set(),
    "/privasi": set(),
    "/pengumuman": set(),
    "/periksa": set(),
}
INSIDE = (
    "/ruang-kerja",
    "/persetujuan",
    "/kanal",
    "/komitmen",
    "/pleno",
    f"/hasil-akhir/{EDITION}",
    "/perpustakaan-praktik",
    "/tanya-sekretariat",
    "/surat-keluar",
)
PLACES_OF_DOSSIERS = {"Rekomendasi unit", "Di mana tersangkut", "Mitra", "Wawancara", "Verifikasi"}


@pytest.fixture
def settled(office, at):
    """Kalsel 2022, announced."""
    played(office, at)
    at(MAY + timedelta(hours=1))


def said(browser, path):
    return {one.lower() for one in WORDS.findall(browser.get(path).text)}


def test_the_public_reads_of_nothing_the_award_has_not(settled, browse):
    anyone = browse()
    assert {path: said(anyone, path) for path in PUBLIC} == PUBLIC


def test_neither_does_the_secretariat(settled, browse):
    browser = browse(factories.secretariat())
    assert {path: said(browser, path) for path in INSIDE} == {path: set() for path in INSIDE}


def kinds_of_data(browse):
    """Which of the kinds of data that depend on an award the notice tells."""
    told = {one.text.strip() for one in browse().get("/privasi").select("td[data-label=Data]")}
    kinds = {
        "dossiers": "Isian penilaian mandiri dan berkas bukti instansi",
        "figures": "Angka penilaian instansi, tanpa data pribadi",
        "persons": "Nama, jabatan, dan nilai nomine",
    }
    return {kind for kind, words in kinds.items() if words in told}


@pytest.mark.parametrize(
    ("preset", "kinds"),
    [
        (None, {"dossiers"}),
        ("p4-2022", {"dossiers"}),
        ("kalsel-2022", {"figures"}),
        ("kaltim-2024", {"dossiers", "figures", "persons"}),
    ],
)
def test_the_notice_on_data_tells_all_that_an_award_keeps(app, browse, monkeypatch, preset, kinds):
    monkeypatch.setattr("p4comp.competition.actions.fitting.misfits", lambda _document: [])  # the registry is another matter
    if preset:
        competition.load(files.read(preset), by=None, at=factories.BEGINNING)
    assert kinds_of_data(browse) == kinds


@pytest.mark.parametrize("inside", [True, False])
def test_the_menu_has_no_place_of_dossiers(settled, browse, inside):
    home = factories.institution("pemkab", name="Kabupaten Menu")
    who = factories.secretariat() if inside else factories.member(None, home, {"local_admin"})
    assert PLACES_OF_DOSSIERS & set(browse(who).get("/ruang-kerja").links) == set()


def test_where_dossiers_are_asked_for_the_menu_has_them(season, browse):
    admin = factories.member(None, factories.institution("pemkab", name="Kabupaten Menu"), {"local_admin"})
    assert {"Rekomendasi unit", "Di mana tersangkut"} <= set(browse(admin).get("/ruang-kerja").links)
    assert "Mitra" in browse(factories.secretariat()).get("/ruang-kerja").links


DOSSIERS, INTERVIEWS = {Topic.ASSESSMENT, Topic.EVIDENCE, Topic.VERIFICATION}, {Topic.INTERVIEW}


@pytest.mark.parametrize("dossiers", [True, False])
@pytest.mark.parametrize("interviews", [True, False])
def test_what_may_be_asked_about(dossiers, interviews):
    found = topics(Traits(has_dossiers=dossiers, has_interviews=interviews))
    assert list(found) == [one for one in TOPICS if one not in (set() if dossiers else DOSSIERS) | (set() if interviews else INTERVIEWS)]


@pytest.mark.parametrize(("finalists", "words"), [(True, "Finalis dan pemenang"), (False, "Penerima penghargaan")])
def test_what_announced_lists_hold(app, finalists, words):
    with app.test_request_context():
        assert Traits(has_finalists=finalists).lists == words


def test_nobody_may_ask_about_what_the_award_has_not(settled, browse):
    form = browse().get("/tanya-jawab/kirim").form("Kirim pertanyaan")
    assert form.fields["topic"] == ""
    browse().post("/tanya-jawab/kirim", {"topic": "interview", "text": "Kapan?", "name": "Budi", "email": "budi@uji.example"}, status=422)
