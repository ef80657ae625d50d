"""Those who do not read are reached by telephone; what goes by WhatsApp says nothing of any dossier."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.messages.models import ContactNote
from tests import factories
from tests.messages import letters

NOW = factories.during("pendaftaran") + timedelta(days=3)


@pytest.fixture
def office(app, at, browse):
    at(NOW)
    return browse(factories.secretariat("Sari"))


def silent(name="Ani", *, phone="0812-3456-7890", province="63", subject="Berkas A dikembalikan", **values):
    region = factories.region(province, name={"63": "Kalimantan Selatan", "64": "Kalimantan Timur"}[province])
    who = factories.member(factories.person(name, phone=phone), factories.institution(name=f"Pemkab {name}", region=region))
    letters.to(who, subject, "Nilai Anda 71.", **values)
    return who


def names(page):
    return sorted(one.text for one in page.select("tbody tr td:first-child a"))


def test_the_list_holds_who_has_not_read_for_days(office):
    silent("Ani")
    silent("Budi", read_at=NOW)
    silent("Cici", template="accounts/mail/invitation.txt")
    late = silent("Dedi")
    letters.to(late).written_at = NOW
    assert names(office.get("/belum-membaca")) == ["Ani", "Dedi"]
    assert names(office.get("/belum-membaca", query={"hari": "7"})) == []
    assert names(office.get("/belum-membaca", query={"hari": "x"})) == ["Ani", "Dedi"]


def test_it_is_narrowed_by_province_and_words(office):
    silent("Ani")
    silent("Budi", province="64")
    assert names(office.get("/belum-membaca", query={"provinsi": "64"})) == ["Budi"]
    assert names(office.get("/belum-membaca", query={"cari": "pemkab ani"})) == ["Ani"]
    assert names(office.get("/belum-membaca", query={"cari": "100%"})) == []


def test_the_short_text_names_the_portal_and_nothing_else(office):
    who = silent("Ani")
    page = office.get(f"/belum-membaca/{who.id}")
    [link] = [one.get("href") for one in page.select("a") if "wa.me" in one.get("href")]
    assert link.startswith("https://wa.me/6281234567890?text=Yth.%20Ani")
    for secret in ("Berkas", "dikembalikan", "Nilai", "71", "Pemkab"):
        assert secret not in link
        assert secret not in page.one("#teks").text


@pytest.mark.parametrize(
    ("phone", "word"), [("", "Tidak ada nomor"), ("081", "Nomor tidak lengkap"), ("tanya saja", "Nomor tidak lengkap")]
)
def test_a_number_that_is_none_is_flagged(office, phone, word):
    who = silent("Ani", phone=phone)
    assert word in office.get("/belum-membaca").text
    assert b"wa.me" not in office.get(f"/belum-membaca/{who.id}").body


def test_who_called_whom_with_what_result_is_kept(office):
    who = silent("Ani")
    path = f"/belum-membaca/{who.id}"
    office.post(path, {"note": "x"}, status=422)
    office.post(path, {"outcome": "salah"}, status=422)
    office.post(path, {"outcome": "no_answer", "note": "Coba sore."})
    note = db.first(select(ContactNote))
    assert (note.person_id, note.called_at, note.outcome, note.note) == (who.id, NOW, "no_answer", "Coba sore.")
    assert "Tidak diangkat" in office.get("/belum-membaca").text
    page = office.get(path)
    assert "Coba sore." in page.text
    assert "Sari" in page.main


def test_the_list_takes_the_same_queries_for_one_and_three(office):
    silent("Ani")
    office.get("/belum-membaca")
    one = len(office.get("/belum-membaca").queries)
    silent("Budi")
    silent("Cici")
    assert len(office.get("/belum-membaca").queries) == one
