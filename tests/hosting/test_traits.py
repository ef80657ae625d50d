"""What an edition has not, no page and no menu speaks of: read from its file, whatever it is called."""

import pytest

from p4comp.competition import files
from p4comp.competition.rules import Traits, traits_of, wording
from p4comp.core import clock, db
from tests import factories
from tests.hosting.worlds import secretary
from tests.results import figures_scene as scene
from tests.results.test_figures_played import APRIL

OWN = {
    "kalsel-2022": Traits(has_dossiers=False, has_finalists=False, has_interviews=False, has_formulas=False),
    "p4-2018": Traits(has_formulas=False),
    "p4-2019": Traits(has_formulas=False),
    "p4-2020": Traits(has_formulas=False),
    "p4-2022": Traits(has_formulas=False),
    "kaltim-2024": Traits(has_interviews=False),
    "kemendagri": Traits(has_interviews=False, has_formulas=False),
}
NEVER = {"Verifikasi", "Belum mendaftar", "Evaluator", "Peringkat", "Wawancara", "Observasi lapangan", "Umpan balik"}


@pytest.mark.parametrize("slug", OWN)
def test_the_traits_of_the_files_that_come_with_the_portal(app, slug):
    assert traits_of(files.spec_from(files.read(slug))) == OWN[slug]


def test_an_edition_of_scores_alone_has_words_of_its_own(app):
    kalsel, national = (files.spec_from(files.read(slug)) for slug in ("kalsel-2022", "p4-2022"))
    assert wording.openness(kalsel) == "yang diumumkan nama dan skor para penerima"
    assert wording.openness(national) == str(wording.OPENNESS[national.plan.openness])
    said = wording.final_ranking(kalsel.plan, has_formulas=False)
    assert said == "menurut skor yang dimasukkan, sebagaimana ditetapkan sumbernya; tanpa berkas dan wawancara"


@pytest.fixture
def kalsel(world):
    """Kalimantan Selatan runs its award of scores, the ministry one with everything."""
    with world.inside("kalsel"), clock.at(APRIL):
        scene.province()
        scene.load("kalsel-2022", at=APRIL)
        db.commit()
    with world.inside(""):
        factories.edition()
        db.commit()
    return world


@pytest.mark.parametrize("path", ["/tentang", "/", "/ketentuan"])
def test_public_pages_promise_nothing_that_does_not_exist(kalsel, path):
    text = kalsel.visitor("kalsel").get(path).text.partition("<main")[2].partition("</main>")[0]
    assert [
        word for word in ("Unggahan bukti", "undangan wawancara", "para finalis", "rumus dan bobot", "mengunggah bukti") if word in text
    ] == []
    assert kalsel.visitor("").get("/tentang").text.count("finalis memaparkan dan diwawancarai juri") == 1


def test_the_start_page_says_that_nobody_registers(kalsel):
    text = kalsel.visitor("kalsel").get("/").text
    assert ("Tanpa pendaftaran: penyelenggara menilai dari angka." in text, "Pendaftaran edisi ini sudah ditutup" in text) == (True, False)
    assert "Tanggal belum ditetapkan" not in text


def places(world, slug):
    """The words of the secretary's menu."""
    text = world.visitor(slug, secretary(world, slug)).get("/persetujuan").text
    return {word for word in NEVER if f"<span>{word}</span>" in text}


def test_the_secretarys_menu_leaves_out_what_is_never_needed(kalsel):
    assert {slug: places(kalsel, slug) for slug in ("kalsel", "")} == {"kalsel": set(), "": NEVER}
