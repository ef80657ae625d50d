"""The press kit's release and photos: prepared by whoever may know the winners, public with their lists and not a second before."""

import io
import zipfile
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.decisions.models import Decision
from p4comp.results.models import PressPhoto, PressRelease
from p4comp.results.rules.press import Facts, Listed, credits_text, draft, left_open, release_text
from tests import factories
from tests.results.corrections import AWARDED
from tests.results.season import at_the_end, decided

DESK, PUBLIC = "/edisi/uji/pers", "/hasil/uji/pers"
EVE = AWARDED - timedelta(seconds=1)
WORDS = {"caption": "Penerima piala di panggung.", "photographer": "Sari Dewi", "alt": "Tiga orang memegang piala."}
RELEASE = {"title": "Tiga instansi menang", "body": "Alinea pertama.\n\nAlinea kedua.", "is_final": "y", "after": "0"}
FACTS = Facts("Kompetisi Uji", 1573, 434, 51, 3)


@pytest.fixture
def season(app, at):
    at(EVE)
    return decided(announced_at=AWARDED)


@pytest.fixture
def office(season, browse):
    return browse(factories.secretariat())


@pytest.fixture
def anyone(season, browse):
    return browse()


@pytest.fixture
def turned(app, at):
    """Let the moment of publication be there."""

    def turn():
        at(AWARDED)
        app.extensions["page_cache"].clear()

    return turn


def photo(colour="red", *, place=True):
    """A JPEG as a camera writes it: with the place where it was taken."""
    out, picture = io.BytesIO(), Image.new("RGB", (3000, 2000), colour)
    written = Image.Exif()
    if place:
        written.get_ifd(0x8825).update({1: "S", 2: (3.0, 19.0, 0.0), 3: "E", 4: (114.0, 35.0, 0.0)})
        written[0x010F] = "Kamera Rahasia"
    picture.save(out, "JPEG", exif=written)
    return io.BytesIO(out.getvalue()), "panggung.jpg"


def kit(browser):
    with zipfile.ZipFile(io.BytesIO(browser.get(f"{PUBLIC}.zip").body)) as found:
        return {name: found.read(name) for name in found.namelist()}


def verbs():
    found = db.everything(select(AuditRecord).order_by(AuditRecord.number))
    return [one.verb for one in found if one.verb.startswith("press_")]


def faults(page):
    return {name: words for name, words in page.errors.items() if name}


def test_the_draft_tells_numbers_and_lists_and_leaves_to_people_what_only_they_know():
    lists = [Listed("Umum", ("Kota A", "Kota B")), Listed("Unit", ("Puskesmas C",), is_ordered=True)]
    found = draft(FACTS, lists, day="16 Juni 2022", readings=3, address="https://p4.example/hasil/uji")
    assert found.title == "3 instansi menjadi pemenang Kompetisi Uji"
    assert "Dari 1.573 instansi yang mendaftar, 434 lolos verifikasi dan 51 menjadi finalis." in found.body
    assert "Umum\nDisusun menurut abjad, bukan peringkat.\n- Kota A\n- Kota B" in found.body
    assert left_open(found.body) == ["[Kutipan: isi nama, jabatan, dan kutipan]", "[isi nama, telepon, surel]"]


def test_texts_for_newsrooms_say_what_is_simulated_and_whose_photo_it_is():
    assert release_text("Judul", "Satu\n\nDua", is_simulated=False).split("\r\n") == ["Judul", "", "Satu", "", "Dua", ""]
    assert release_text("Judul", "Satu", is_simulated=True).split("\r\n")[1].startswith("SIMULASI")
    assert credits_text([]).startswith("Foto boleh dipakai")


def test_it_is_prepared_only_once_all_winners_are_decided(app, at, browse):
    at(EVE)
    at_the_end()
    assert "disahkan di rapat pleno" in browse(factories.secretariat()).get(DESK, status=403).text


def test_the_draft_stands_in_the_form_until_something_is_saved(season, office):
    page = office.get(DESK)
    assert season.entries["first"].institution_name in page.one("[name=body]").text
    office.post(DESK, RELEASE | {"is_final": ""})
    assert office.get(DESK).one("[name=body]").text == "Alinea pertama. Alinea kedua."
    assert len(db.everything(select(PressRelease))) == 1


def test_nothing_goes_out_with_something_left_to_be_filled_in(office):
    page = office.post(DESK, RELEASE | {"body": "Kata [isi nama] sendiri."}, status=422)
    assert faults(page) == {"body": "Isi atau hapus dahulu bagian dalam kurung siku: [isi nama]"}
    office.post(DESK, RELEASE | {"body": "Kata [isi nama] sendiri.", "is_final": ""})


def test_two_who_write_at_once_do_not_overwrite_each_other(office):
    office.post(DESK, RELEASE)
    page = office.post(DESK, RELEASE | {"title": "Judul lain"}, status=422)
    assert "Rekan Anda menyimpan versi 1" in page.text
    assert page.one("[name=title]").get("value") == "Judul lain"
    office.post(DESK, RELEASE | {"title": "Judul lain", "after": page.one("[name=after]").get("value")})
    assert [one.number for one in db.everything(select(PressRelease).order_by(PressRelease.number))] == [1, 2]


def test_before_the_moment_the_world_is_the_same_whatever_was_prepared(app, season, office, anyone):
    def seen():
        app.extensions["page_cache"].clear()
        found = [anyone.get(path, status=None) for path in (PUBLIC, f"{PUBLIC}.zip", f"{PUBLIC}/foto/zzzzzzzzzzzz")]
        return [(one.status, len(one.queries), one.body if one.status == 200 else b"") for one in found]

    before = seen()
    office.post(DESK, RELEASE)
    office.post(f"{DESK}/foto", WORDS | {"file": photo()})
    made = db.first(select(PressPhoto)).id
    assert seen() == before
    for ending in ("", "/layar"):
        known, unknown = (anyone.get(f"{PUBLIC}/foto/{one}{ending}", status=404) for one in (made, "zzzzzzzzzzzz"))
        assert len(known.queries) == len(unknown.queries)
        assert known.body == unknown.body


def test_from_the_moment_on_release_and_photos_are_there_without_what_the_camera_wrote(season, office, anyone, turned):
    office.post(DESK, RELEASE)
    office.post(f"{DESK}/foto", WORDS | {"file": photo()})
    turned()
    page = anyone.get(PUBLIC)
    assert "Alinea kedua." in page.main
    assert page.one("figure img").get("alt") == WORDS["alt"]
    files = kit(anyone)
    assert {"siaran-pers.txt", "foto/foto-01.jpg", "foto/keterangan.txt"} <= set(files)
    assert "Foto: Sari Dewi" in files["foto/keterangan.txt"].decode()
    with Image.open(io.BytesIO(files["foto/foto-01.jpg"])) as drawn:
        assert (drawn.format, drawn.width, dict(drawn.getexif())) == ("JPEG", 2400, {})
    assert b"Kamera Rahasia" not in files["foto/foto-01.jpg"]
    made = db.first(select(PressPhoto)).id
    assert anyone.get(f"{PUBLIC}/foto/{made}").body == files["foto/foto-01.jpg"]
    assert anyone.get(f"{PUBLIC}/foto/{made}/layar").response.mimetype == "image/webp"


def test_every_chart_is_there_as_drawing_and_as_picture(anyone, turned):
    turned()
    files = kit(anyone)
    for name in ("grafik-tahap", "peta-finalis", "peta-pemenang"):
        assert files[f"{name}.svg"].decode().startswith("<svg")
        with Image.open(io.BytesIO(files[f"{name}.png"])) as drawn:
            assert (drawn.format, drawn.width) == ("PNG", 1920)
            assert len(drawn.convert("RGB").getcolors(1 << 20)) > 3


def test_a_draft_and_a_withdrawn_release_do_not_go_out(season, office, anyone, turned):
    office.post(DESK, RELEASE)
    office.post(DESK, RELEASE | {"title": "Rancangan", "is_final": "", "after": "1"})
    turned()
    assert "Tiga instansi menang" in anyone.get(PUBLIC).main
    office.post(f"{DESK}/tarik")
    office.post(f"{DESK}/tarik", status=403)
    turned()
    assert "Tiga instansi menang" not in anyone.get(PUBLIC).main
    assert "siaran-pers.txt" not in kit(anyone)
    assert verbs() == ["press_release.saved", "press_release.saved", "press_release.withdrawn"]


def test_a_release_about_lists_that_were_corrected_since_is_not_shown_with_the_new_ones(season, office, anyone, turned):
    office.post(DESK, RELEASE)
    turned()
    assert "siaran-pers.txt" in kit(anyone)
    old = next(one for one in db.everything(select(Decision)) if one.purpose == "winners" and one.category == "UMUM")
    won = {season.entries["first"].id: "AKD", season.entries["second"].id: "APP"}
    listed = [season.entries["first"], season.entries["second"]]
    factories.decision(season.edition, listed, purpose="winners", awards=won, replaces=old, announced_at=AWARDED)
    turned()
    assert "siaran-pers.txt" not in kit(anyone)
    assert "Daftar pemenang dikoreksi" in office.get(DESK).text
    office.post(DESK, RELEASE | {"after": "1"})
    turned()
    assert "siaran-pers.txt" in kit(anyone)


def test_a_photo_with_wrong_words_need_not_be_chosen_again(office):
    assert set(faults(office.post(f"{DESK}/foto", WORDS, status=422))) == {"file"}
    page = office.post(f"{DESK}/foto", WORDS | {"alt": "", "file": photo()}, status=422)
    assert faults(page) == {"alt": "Isi teks alternatif."}
    office.post(f"{DESK}/foto", WORDS | {"staged": page.one("[name=staged]").get("value")})
    assert "sudah ada" in office.post(f"{DESK}/foto", WORDS | {"file": photo()}, status=422).text
    assert "bukan" in office.post(f"{DESK}/foto", WORDS | {"file": factories.upload()}, status=422).text
    assert [one.name for one in db.everything(select(PressPhoto))] == ["panggung.jpg"]


def test_a_photo_taken_out_is_gone_for_everybody(season, office, anyone, turned):
    office.post(f"{DESK}/foto", WORDS | {"file": photo()})
    made = db.first(select(PressPhoto)).id
    office.get(f"{DESK}/foto/{made}")
    office.post(f"{DESK}/foto/{made}/hapus")
    office.get(f"{DESK}/foto/{made}", status=404)
    turned()
    anyone.get(f"{PUBLIC}/foto/{made}", status=404)


@pytest.mark.parametrize("count", [1, 3])
def test_more_photos_are_no_more_queries(season, office, anyone, turned, count):
    for number in range(count):
        office.post(f"{DESK}/foto", WORDS | {"file": photo((number * 40, 0, 0))})
    assert len(office.get(DESK).queries) <= 12
    turned()
    assert len(anyone.get(PUBLIC).queries) <= 12
