"""Words found on the pages of a dossier's evidence, and what is said of pages that cannot be searched."""

import pytest
from sqlalchemy import select

from p4comp.core import db, inspection, previews, texts
from p4comp.core.errors import Invalid
from p4comp.core.media_types import XLSX
from p4comp.core.storage import Scan
from p4comp.entries.models import Evidence
from p4comp.judging import queries
from p4comp.judging.rules import searching
from p4comp.judging.rules.searching import Hit
from tests import factories
from tests.judging.scene import DURING, desk_of

PAGES = ["Rekapitulasi LAPOR! tahun 2021 dan pengaduan lain", "", "tim pengelola PENGADUAN, rekapitulasi"]


@pytest.fixture(autouse=True)
def evaluation_runs(at, tmp_path, monkeypatch):
    at(DURING)
    monkeypatch.setattr(previews, "folder", lambda: tmp_path / "previews")


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("pengaduan", [1, 3]),
        ("PENGADUAN rekapitulasi", [1, 3]),
        ("LAPOR!", [1]),
        ("tim pengelola", [3]),
        ("tim LAPOR!", []),
        (".*", []),
    ],
)
def test_a_page_is_found_when_every_word_stands_on_it(words, pages):
    assert [hit.page for hit in searching.hits(PAGES, words)] == pages


def test_words_are_quoted_with_what_stands_around_them():
    assert searching.hits(["a b c"], "B") == [Hit(1, "a ", "b", " c")]
    long = "awal " + "kata " * 40 + "sasaran " + "kata " * 40 + "akhir"
    (hit,) = searching.hits([long], "sasaran")
    assert (hit.before.startswith("… kata"), hit.words, hit.after.endswith("kata …"), len(hit.before) < 80) == (True, "sasaran", True, True)


@pytest.mark.parametrize("typed", ["", " a ", "x" * 101, "\0b"])
def test_too_little_and_too_much_is_not_searched_for(typed):
    with pytest.raises(Invalid, match="2 sampai 100 huruf"):
        searching.wanted(typed)


@pytest.mark.parametrize(("numbers", "told"), [([], ""), ([2], "2"), ([1, 2, 3, 7, 9, 10], "1–3, 7, 9–10")])
def test_page_numbers_are_told_as_people_write_them(numbers, told):
    assert searching.ranges(numbers) == told


@pytest.fixture
def read(edition):
    """An open desk with a PDF of words, one of a picture, a table, one hidden, one being scanned; each for A1 in this order."""
    entry = factories.entry(edition, state="verified", evidence=False)
    factories.proof(entry, "A1", content=factories.written("Rekapitulasi pengaduan semester satu"), name="rekap.pdf")
    factories.proof(entry, "A1", content=factories.written(""), name="pindai.pdf")
    factories.stored(b"tabel", XLSX)
    factories.proof(entry, "A1", content=b"tabel", name="tabel.xlsx")
    factories.proof(entry, "A2", content=factories.written("Rekapitulasi rahasia"), name="tersembunyi.pdf", hidden_at=DURING)
    held = factories.proof(entry, "A2", content=factories.written("Rekapitulasi karantina"), name="karantina.pdf")
    held.file.scan = Scan.WAITING
    db.commit()
    desk, _who = desk_of(edition, "open", entry=entry)
    return desk


def test_a_search_finds_pages_and_names_what_it_cannot_search(read):
    found = queries.searched(read, "rekapitulasi")
    assert [(one.name, hit.page) for one, hit in found.hits] == [("rekap.pdf", 1)]
    assert [(one.name, pages) for one, pages in found.pictures] == [("pindai.pdf", "1")]
    assert [one.name for one in found.closed] == ["tabel.xlsx", "karantina.pdf"]
    assert found.unread == []


def test_who_is_kept_waiting_too_long_is_told_which_files_are_not_read_yet(read, monkeypatch):
    monkeypatch.setattr("p4comp.judging.queries.searching.SECONDS", -1)
    assert sorted(one.name for one in queries.searched(read, "rekapitulasi").unread) == ["pindai.pdf", "rekap.pdf"]


def test_while_many_files_are_looked_into_those_not_read_yet_are_named(browse, read, monkeypatch):
    monkeypatch.setattr(inspection, "KNOWN", inspection.Turns(at_once=0, most_waiting=0, patience=0))
    page = browse(read.assignment.evaluator.person).get(f"/evaluasi/{read.assignment.id}/cari?q=rekapitulasi")
    assert "2 berkas belum selesai dibaca; cari lagi sebentar." in page.text


def test_words_are_kept_beside_the_pictures_and_read_once(read, monkeypatch):
    piece = db.first(select(Evidence).where(Evidence.name == "rekap.pdf"))
    assert texts.known(piece.file) is None
    assert texts.read(piece.sha256) == ["Rekapitulasi pengaduan semester satu"] == texts.known(piece.file)
    monkeypatch.setattr(texts, "read", lambda sha256: [])
    assert [one.name for one, _hit in queries.searched(read, "semester").hits] == ["rekap.pdf"]


def test_the_page_leads_to_the_place_and_refuses_what_is_too_short(browse, read):
    browser, address = browse(read.assignment.evaluator.person), f"/evaluasi/{read.assignment.id}/cari"
    page = browser.get(address + "?q=pengaduan+semester")
    assert ("Ditemukan di 1 halaman." in page.text, "halaman 1 berupa gambar, tidak dapat dicari" in page.text) == (True, True)
    assert ("tersembunyi" in page.response.text, "rahasia" in page.response.text) == (False, False)
    assert "2 sampai 100 huruf" in browser.get(address + "?q=a", status=422).text
    assert "Tidak ada halaman" in browser.get(address + "?q=tidakada").text


def test_a_search_takes_as_many_queries_for_one_file_as_for_many(browse, edition):
    counts = []
    for number in (1, 4):
        entry = factories.entry(edition, state="verified", evidence=False)
        for each in range(number):
            factories.proof(entry, "A1", content=factories.written(f"Kata {number} {each}"), name=f"b{each}.pdf")
        desk, _who = desk_of(edition, "open", entry=entry)
        counts.append(len(browse(desk.assignment.evaluator.person).get(f"/evaluasi/{desk.assignment.id}/cari?q=kata").queries))
    assert counts[0] == counts[1] <= 12


def test_before_the_declaration_nothing_is_searched(browse, edition):
    desk, _who = desk_of(edition)
    browse(desk.assignment.evaluator.person).get(f"/evaluasi/{desk.assignment.id}/cari?q=kata", status=403)
