"""Letters beside what is checked in them: pages as pictures of ours, no more than three."""

import pytest

from p4comp.core import db
from p4comp.core.storage import StoredFile
from tests import factories


@pytest.fixture
def desk(app, at, browse):
    at(factories.during("verifikasi"))
    factories.edition()
    return browse(factories.secretariat())


@pytest.fixture
def unit(desk):
    """A unit's dossier that waits on the desk, with its parent's letter."""
    return factories.entry(category="UPP", state="submitted")


def pictures(page):
    return [one.get("src") for one in page.select(".sheets img")]


def assert_is_picture(answer):
    assert (answer.headers["Content-Type"], answer.body[8:12]) == ("image/webp", b"WEBP")


def test_the_recommendation_stands_beside_the_checklist(desk, unit):
    url = f"/kepesertaan/{unit.id}/rekomendasi/berkas/halaman/1"
    assert pictures(desk.get(f"/verifikasi/{unit.id}")) == [url]
    assert_is_picture(desk.get(url))
    desk.get(url.replace("/1", "/0"), status=404)


@pytest.mark.parametrize(("pages", "shown"), [(0, []), (1, [1]), (3, [1, 2, 3]), (40, [1, 2, 3])])
def test_of_a_long_letter_three_pages_are_shown(desk, unit, pages, shown):
    db.session().get(StoredFile, unit.recommendation_sha256).pages = pages
    page = desk.get(f"/verifikasi/{unit.id}")
    assert pictures(page) == [f"/kepesertaan/{unit.id}/rekomendasi/berkas/halaman/{number}" for number in shown]
    assert ("Tiga dari 40 halaman" in page.text) is (pages == 40)


def test_a_letter_that_the_scanner_holds_back_is_not_shown(desk, unit):
    db.session().get(StoredFile, unit.recommendation_sha256).scan = "waiting"
    assert pictures(desk.get(f"/verifikasi/{unit.id}")) == []
    desk.get(f"/kepesertaan/{unit.id}/rekomendasi/berkas/halaman/1", status=423)


def test_the_signed_paper_stands_beside_the_checklist(desk):
    entry = factories.entry(state="submitted")
    paper = {"way": "declaration", "text": "Benar.", "name": "Kepala", "title": "Kepala Dinas", "file": "pernyataan.pdf"}
    found = factories.submission(entry)
    found.snapshot = {"entry": entry.id, "sign_off": paper | {"sha256": factories.stored(factories.pdf("Pernyataan")).sha256}}
    url = f"/kepesertaan/{entry.id}/tanda-terima/{found.id}/pernyataan/halaman/1"
    assert pictures(desk.get(f"/verifikasi/{entry.id}")) == [url]
    assert_is_picture(desk.get(url))


def test_the_document_of_a_claim_stands_beside_the_archive(desk):
    claim = factories.claim(factories.institution())
    assert pictures(desk.get(f"/klaim/{claim.id}")) == [f"/klaim/{claim.id}/dokumen/halaman/1"]
    assert_is_picture(desk.get(f"/klaim/{claim.id}/dokumen/halaman/1"))
