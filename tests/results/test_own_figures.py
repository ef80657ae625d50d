"""Who won by figures finds it on their own pages, though they never handed anything in; who did not win finds nothing."""

from datetime import timedelta

from p4comp.core import db
from p4comp.institutions.queries import by_code
from tests import factories
from tests.results import figures_scene as scene
from tests.results.test_figures_played import APRIL, MAY, office, played

__all__ = ["office"]  # the fixture
WON = "Pemerintah Kota Banjarbaru menerima penghargaan: Terbaik I"


def member(browse, code):
    """Somebody of an institution."""
    return browse(factories.member(factories.person("Petugas"), by_code(code)))


def told(browse, code):
    """The news on the start page, with the addresses they lead to."""
    page = member(browse, code).get("/ruang-kerja")
    return ("Hasil Anda" in page.main, WON in page.main, "/hasil/kalsel-2022" in page.links.values()), len(page.queries)


def test_the_winner_reads_it_at_home_and_nobody_else(office, at, browse):
    played(office, at)
    at(MAY + timedelta(hours=1))
    won, queries = told(browse, "kota-63.72")
    assert (won, queries <= 12) == ((True, True, True), True)
    lost, _number = told(browse, "kab-63.01")
    assert lost == (False, False, False)


def test_nothing_is_told_before_the_moment(office, at, browse):
    edition = scene.load("kalsel-2022", at=APRIL)
    rows = [["kode_instansi", "skor"], *((code, 2 - number / 100) for number, code in enumerate(scene.REGENCIES))]
    scene.use(edition, "KABKOTA", rows, by=office[0], at=APRIL)
    scene.decide(edition, "KABKOTA", office, at=APRIL)
    db.commit()
    first = next(iter(scene.REGENCIES))
    page = member(browse, first).get("/ruang-kerja")
    assert ("Hasil Anda" in page.main, "Terbaik" in page.main) == (False, False)


def test_the_page_of_entries_says_that_nobody_registers(office, at, browse):
    scene.load("kalsel-2022", at=APRIL)
    page = member(browse, "kota-63.72").get("/kepesertaan")
    assert ("Edisi ini tidak memakai berkas" in page.main, "Pendaftaran tidak sedang dibuka" in page.main) == (True, False)
    assert "/hasil" in page.links.values()
