"""The secretariat's desk: words are proposed back, never changed; published, returned, removed; themes and exports"""

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.mail import Mail
from p4comp.practices import queries
from p4comp.practices.models import PracticeVersion
from p4comp.practices.rules import COLUMNS
from tests import factories
from tests.practices import scene
from tests.practices.scene import SOON, TEXTS


@pytest.fixture
def desk(app, at):
    """A practice that its institution consented to, and somebody of the secretariat."""
    at(SOON)
    edition, entry, who = scene.stage()
    scene.announce(edition, [entry], [entry])
    secretary, actor = scene.secretary()
    return {"practice": scene.practice(entry, state="consented"), "who": who, "secretary": secretary, "actor": actor, "entry": entry}


def letters(name):
    return [one.to for one in db.everything(select(Mail).where(Mail.template == f"practices/mail/{name}.txt"))]


def test_what_waits_is_told_and_published_under_an_address_that_stays(desk, browse):
    browser = browse(desk["secretary"])
    assert "1 praktik baik menunggu diterbitkan" in browser.get("/ruang-kerja").main
    page = browser.get(browser.get("/perpustakaan-praktik").links[TEXTS["title"]])
    page.submit("Terbitkan")
    (found,) = scene.kept()
    assert (found.state, found.code, found.published_number) == ("published", "PB-PRAKTIK-001", 1)
    (version,) = db.everything(select(PracticeVersion))
    assert {name: text for name, text in version.content["texts"].items() if text} == TEXTS
    assert version.content["institution"] == "Kabupaten Finalis"
    assert letters("published") == [desk["who"].email]


def test_the_secretariats_words_count_only_once_the_approver_takes_them(desk, browse):
    browser, practice = browse(desk["secretary"]), desk["practice"]
    form = browser.get(f"/perpustakaan-praktik/{practice.id}/usulan")
    assert "Belum ada yang berubah" in form.submit("Kirim usulan", why="Lebih jelas.", status=422).main
    assert (
        form.submit("Kirim usulan", title="Hubungi 0812 3456 7890", why="x", status=422).errors["title"].startswith("Nomor telepon seluler")
    )
    form.submit("Kirim usulan", title="Meja aduan di pasar rakyat", why="Lebih jelas.")
    assert (scene.kept()[0].state, scene.kept()[0].title) == ("proposed", TEXTS["title"])
    assert letters("proposed") == [desk["who"].email]
    browser.post(f"/perpustakaan-praktik/{practice.id}/terbitkan", status=403)
    own = browse(desk["who"]).get(f"/praktik-kami/praktik/{practice.id}")
    assert "Meja aduan di pasar rakyat" in own.main
    browse(desk["who"]).post(f"/praktik-kami/praktik/{practice.id}/usulan", {"answer": "terima", "words": "Setuju."})
    assert (scene.kept()[0].state, scene.kept()[0].title) == ("consented", "Meja aduan di pasar rakyat")
    assert "Usulan suntingan terakhir diterima instansi. Setuju." in browser.get(f"/perpustakaan-praktik/{practice.id}").main


def test_an_institution_keeps_its_own_words_if_it_likes(desk, browse):
    practice = desk["practice"]
    browse(desk["secretary"]).post(f"/perpustakaan-praktik/{practice.id}/usulan", TEXTS | {"title": "Judul lain sekali", "why": "Saran."})
    browse(desk["who"]).post(f"/praktik-kami/praktik/{practice.id}/usulan", {"answer": "tolak"})
    assert (scene.kept()[0].state, scene.kept()[0].title) == ("consented", TEXTS["title"])
    assert queries.last_proposal(practice).is_accepted is False


def test_a_practice_comes_back_with_words(desk, browse):
    practice = desk["practice"]
    page = browse(desk["secretary"]).get(f"/perpustakaan-praktik/{practice.id}")
    assert page.submit("Kembalikan", status=422).errors["back-words"] == "Tulis alasannya."
    page.submit("Kembalikan", **{"back-words": "Tambahkan tahun."})
    assert (scene.kept()[0].state, scene.kept()[0].returned) == ("draft", "Tambahkan tahun.")
    assert letters("given_back") == [desk["who"].email]
    assert "Tambahkan tahun." in browse(desk["who"]).get(f"/praktik-kami/praktik/{practice.id}").main
    browse(desk["secretary"]).get(f"/perpustakaan-praktik/{practice.id}")


def test_a_removed_practice_says_why_at_its_address_and_never_comes_back(desk, browse):
    browser, practice = browse(desk["secretary"]), desk["practice"]
    browser.post(f"/perpustakaan-praktik/{practice.id}/terbitkan")
    browser.get(f"/perpustakaan-praktik/{practice.id}").submit("Keluarkan", **{"out-words": "Angkanya tidak benar."})
    gone = browse().get("/praktik/PB-PRAKTIK-001", status=410)
    assert "Angkanya tidak benar." in gone.main
    assert TEXTS["problem"] not in gone.text
    assert letters("removed") == [desk["who"].email]
    for name in ("perbarui", "tarik", "kirim"):
        browse(desk["who"]).post(f"/praktik-kami/praktik/{practice.id}/{name}", status=403)


def test_somebody_bound_to_the_institution_leaves_it_to_others(desk, browse):
    factories.member(desk["secretary"], desk["entry"].institution)
    browse(desk["secretary"]).post(f"/perpustakaan-praktik/{desk['practice'].id}/terbitkan", status=403)
    assert scene.kept()[0].state == "consented"


def test_one_practice_on_the_desk_and_three_cost_the_same(desk, browse):
    browser = browse(desk["secretary"])
    one = len(browser.get("/perpustakaan-praktik").queries)
    for _number in range(2):
        scene.practice(desk["entry"], state="consented")
    assert len(browser.get("/perpustakaan-praktik").queries) == one
    assert one <= 12


def test_themes_are_added_renamed_and_closed(desk, browse):
    browser = browse(desk["secretary"])
    browser.get("/perpustakaan-praktik/tema").submit("Tambah", name="Layanan darurat")
    assert queries.open_themes()["layanan-darurat"] == "Layanan darurat"
    for name, words in (("layanan DARURAT", "Tema ini sudah ada."), ("…", "Isi nama tema dengan huruf."), ("x" * 81, "Persingkat")):
        assert words in browser.post("/perpustakaan-praktik/tema", {"name": name}, status=422).main
    browser.post("/perpustakaan-praktik/tema/kanal", {"name": "Kanal saja", "is_closed": "y"})
    assert ("kanal" in queries.open_themes(), queries.themes()["kanal"].name) == (False, "Kanal saja")
    assert "Tema lain sudah bernama begitu." in browser.post("/perpustakaan-praktik/tema/sdm", {"name": "kanal saja"}, status=422).main
    assert [one.verb for one in db.everything(select(AuditRecord))].count("practice_theme.changed") == 2


def test_the_workbook_for_jippnas_holds_text_only_and_its_dictionary(desk, browse):
    scene.published(desk["entry"], desk["actor"], texts={"title": "=1+1 tidak dihitung di sini"})
    content = browse(desk["secretary"]).get("/perpustakaan-praktik/jippnas.xlsx").body
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Praktik", "Kamus"]
    table = book.get_sheet_by_name("Praktik").to_python()
    assert (table[0], table[1][3]) == (list(COLUMNS), "=1+1 tidak dihitung di sini")
    assert book.get_sheet_by_name("Kamus").to_python()[1:] == [[name, words] for name, words in COLUMNS.items()]
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    csv = browse(desk["secretary"]).get("/perpustakaan-praktik/jippnas.csv").body.decode("utf-8-sig")
    assert ",'=1+1 tidak dihitung di sini," in csv
