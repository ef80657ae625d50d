"""A new edition from a file in the browser: begun from an earlier one, checked line by line, loaded as a draft only the secretariat sees."""

import io
from datetime import UTC, datetime

import pytest

from p4comp.competition import files, queries
from p4comp.competition.files import commented
from p4comp.core import db
from tests import factories

BEFORE, OPEN, OVER = (datetime(year, month, 1, tzinfo=UTC) for year, month in ((2022, 1), (2022, 4), (2030, 1)))
NEW = files.read("kemendagri") | {"slug": "baru-2024", "nomor": 7, "nama_pendek": "Baru 2024"}


@pytest.fixture
def office(cast, browse):
    return browse(factories.secretariat())


def text(**changes):
    return files.write(NEW | changes)


@pytest.mark.parametrize("name", files.presets())
def test_every_preset_can_be_begun_from_without_its_dates_and_sources(name):
    document = files.read(name)
    begun = files.parse(commented.starting_text(document, name).encode())
    assert begun == commented.start_of(document)
    assert [window.keys() - {"kode", "nama"} for window in begun["jadwal"]] == [set()] * len(begun["jadwal"])
    assert begun.keys() & set(commented.OF_THE_PAST) == set()


@pytest.mark.parametrize("name", files.presets())
def test_comments_change_nothing_and_stand_once_above_every_key(name):
    document = files.read(name)
    told = commented.commented(document)
    assert files.parse(told.encode()) == document
    comments = [line for line in told.split("\n") if line.lstrip().startswith("# ")]
    assert len(comments) == len(set(comments))


def test_every_key_of_the_shape_is_explained_and_nothing_else_is():
    assert commented.meanings().keys() == commented.kinds().keys()


def test_the_secretariat_begins_from_an_edition_or_a_preset(office, cast):
    page = office.get("/edisi-baru")
    assert page.h1 == "Siapkan edisi baru"
    names = [cast.edition.slug, *files.presets()]
    assert [name in page.main for name in names] == [True] * len(names)
    file = office.get(f"/edisi-baru/awal/{cast.edition.slug}.toml")
    assert files.parse(file.body) == commented.start_of(queries.document_of(cast.edition))
    assert file.headers["Content-Disposition"] == f'attachment; filename="{cast.edition.slug}-awal.toml"'
    office.get("/edisi-baru/awal/tidak-ada.toml", status=404)
    assert "Berkas awal edisi baru, disalin dari kemendagri" in office.get("/edisi-baru?dari=kemendagri").text
    assert office.get("/edisi-baru?dari=tidak-ada").h1 == "Siapkan edisi baru"


FAULTY = [
    (text(slug="dua kata"), "slug"),
    (text(nomor=0), "nomor"),
    (text(zona="Asia/Tidak_Ada"), "zona"),
    (text(kunci_asing=1), "kunci_asing"),
    (text(provinsi="99"), "provinsi"),
    ("nama = ", "penulisan TOML keliru"),
    ("x = [" * 3000, "penulisan TOML keliru"),
]


@pytest.mark.parametrize(("typed", "told"), FAULTY, ids=[told + str(number) for number, (_, told) in enumerate(FAULTY)])
def test_a_wrong_text_is_answered_line_by_line_and_stays_in_the_form(office, typed, told):
    for address in ("/edisi-baru", "/edisi-baru/muat"):
        page = office.post(address, {"text": typed}, status=422)
        assert "hal yang harus diperbaiki" in page.main
        assert told in page.main
        assert page.one("textarea").get("name") == "text"
        assert page.one("textarea").text == " ".join(typed.split())
    assert queries.by_slug("baru-2024") is None


def test_a_fault_names_its_line(office):
    typed = text(nomor=0)
    line = next(number for number, one in enumerate(typed.split("\n"), 1) if one.startswith("nomor"))
    page = office.post("/edisi-baru", {"text": typed}, status=422)
    assert [cell.text for cell in page.select("tbody td.num")] == [str(line)]


def test_a_sound_text_is_shown_and_kept_nowhere_until_it_is_loaded(office, browse):
    page = office.post("/edisi-baru", {"text": text()}, status=200)
    assert "Berkas ini benar" in page.main
    assert queries.by_slug("baru-2024") is None
    office.post("/edisi-baru/muat", {"text": text()}, status=303)
    made = queries.by_slug("baru-2024")
    assert (made.is_running, made.plan_frozen_at, queries.document_of(made)) == (False, None, NEW)
    browse().get("/ketentuan/baru-2024", status=404)
    assert queries.current().slug != "baru-2024"


def test_a_draft_may_be_loaded_again_and_says_what_changes(office):
    office.post("/edisi-baru/muat", {"text": text()}, status=303)
    page = office.post("/edisi-baru", {"text": text(nama_pendek="Lain 2024")}, status=200)
    assert [item.text for item in page.select("main li code")] == ["nama_pendek"]
    office.post("/edisi-baru/muat", {"text": text(nama_pendek="Lain 2024")}, status=303)
    assert queries.document_of(queries.by_slug("baru-2024"))["nama_pendek"] == "Lain 2024"


def test_an_edition_that_is_run_is_not_replaced_from_here(office, cast):
    before = cast.edition.document_sha256
    page = office.post("/edisi-baru/muat", {"text": text(slug=cast.edition.slug)}, status=422)
    assert "sudah berjalan dan tidak dapat diganti dari sini" in page.main
    db.session().expire_all()
    assert queries.by_slug(cast.edition.slug).document_sha256 == before


def test_an_edition_of_the_past_is_not_replaced_from_here(office, browse):
    past = factories.edition(slug="lampau", nomor=1, running=False)
    page = office.post("/edisi-baru/muat", {"text": text(slug="lampau", nama="Kompetisi Palsu")}, status=422)
    assert "Edisi lampau sudah terbit untuk umum" in page.main
    db.session().expire_all()
    assert queries.by_slug("lampau").name == past.name
    assert "Kompetisi Palsu" not in browse().get("/ketentuan/lampau").text


def test_an_edition_whose_registration_is_open_already_is_not_begun_here(office, browse):
    opened = factories.document(slug="bocor", nomor=8)
    page = office.post("/edisi-baru/muat", {"text": files.write(opened)}, status=422)
    assert "Pendaftaran dalam berkas ini sudah dibuka. Isi tanggal yang akan datang" in page.main
    assert queries.by_slug("bocor") is None


def test_no_draft_shows_itself_when_its_registration_opens(cast, browse, at):
    at(BEFORE)
    factories.edition(slug="draf", nomor=3, running=False, frozen=False)
    browse().get("/ketentuan/draf", status=404)
    at(datetime(2022, 4, 1, tzinfo=UTC))
    browse().get("/ketentuan/draf", status=404)


@pytest.mark.parametrize(("number", "moment", "answer"), [(7, OPEN, 403), (1, OPEN, 303), (7, OVER, 303)])
def test_an_edition_is_never_started_in_the_place_of_one_that_is_not_over(office, cast, at, number, moment, answer):
    at(moment)
    factories.edition(slug="muda", nomor=number, running=False, frozen=False)
    page = office.get("/edisi/muda")
    assert ("belum selesai. Jalankan edisi ini sesudah tahap terakhirnya berakhir" in page.main) is (answer == 403)
    office.post("/edisi/muda/jalankan", status=answer)
    assert queries.by_slug("muda").is_running is (answer == 303)
    assert (queries.current().slug == "muda") is (number == 7 and answer == 303)


def test_a_file_is_checked_like_a_text(office):
    page = office.post("/edisi-baru/berkas", {"file": (io.BytesIO(text().encode()), "edisi.toml")}, status=200)
    assert "Berkas ini benar" in page.main
    page = office.post("/edisi-baru/berkas", {"file": (io.BytesIO(text(nomor=0).encode()), "edisi.toml")}, status=422)
    assert "hal yang harus diperbaiki" in page.main


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", "Berkas ini bukan teks"),
        (b"# " + b"x" * 200, "Berkas lebih besar dari 2 MB"),
        (None, "Pilih berkas yang akan diunggah"),
    ],
)
def test_what_is_no_edition_file_is_refused_beside_the_field(office, monkeypatch, content, told):
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    sent = {"file": (io.BytesIO(content), "edisi.toml")} if content else {}
    assert told in office.post("/edisi-baru/berkas", sent, status=422).main
