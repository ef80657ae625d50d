"""What the desk prints, and what a refused entry says of objecting."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.entries.models import LetterRun
from tests import factories
from tests.entries.test_verification_desk import LATER, refused


@pytest.fixture(autouse=True)
def edition(app, at):
    at(LATER)
    return factories.edition(verifikasi=factories.CHECKLIST)


@pytest.fixture
def desk(app, browse):
    return browse(factories.secretariat())


def test_a_letter_bears_no_day_that_has_not_come(desk):
    factories.entry(state="verified")
    typed = {"number": "B/7/2022", "place": "Jakarta", "capacity": "definitif", "office": "Deputi", "signatory": "Siti"}
    page = desk.post("/verifikasi/surat", typed | {"signed_on": "2022-04-20"}, status=422)
    assert page.errors["signed_on"] == "Tanggal ini belum tiba. Isi tanggal surat ditandatangani, atau kosongkan."
    assert page.form("Buat surat").fields["signatory"] == "Siti"
    assert db.everything(select(LetterRun)) == []
    desk.post("/verifikasi/surat", typed | {"signed_on": "2022-04-19"})
    assert [f"{one.signed_on}" for one in db.everything(select(LetterRun))] == ["2022-04-19"]


def test_the_refused_entry_itself_says_until_when_one_may_object(desk, browse, at):
    entry, entrant = refused(desk, browse)
    page = entrant.get(f"/kepesertaan/{entry.id}")
    assert "Anda dapat menyanggah satu kali, sampai 22 April 2022, 24.00 WIB (01.00 WITA, Sabtu 23 April 2022)." in page.main
    assert page.links["Ajukan sanggah"] == f"/kepesertaan/{entry.id}/sanggah"
    shown = desk.get(f"/kepesertaan/{entry.id}")
    assert "Sanggah dapat diajukan satu kali, sampai 22 April 2022" in shown.main
    assert "Ajukan sanggah" not in shown.links
    at(LATER + timedelta(days=4))
    late = entrant.get(f"/kepesertaan/{entry.id}")
    assert "Masa sanggah sudah lewat" in late.main
    assert "Ajukan sanggah" not in late.links


def test_the_refused_entry_leads_to_the_objection_once_it_was_lodged(desk, browse):
    entry, entrant = refused(desk, browse)
    entrant.post(f"/kepesertaan/{entry.id}/sanggah", {"words": "Kami sah."})
    page = entrant.get(f"/kepesertaan/{entry.id}")
    assert "Ajukan sanggah" not in page.links
    assert [text.split()[0] for text, url in page.links.items() if url.startswith("/sanggah/")] == ["Sanggah"]


def test_an_objection_ends_with_its_last_day(desk, browse, at):
    entry, entrant = refused(desk, browse)
    at(LATER + timedelta(days=2))
    entrant.get(f"/kepesertaan/{entry.id}/sanggah")
    at(LATER + timedelta(days=4))
    entrant.post(f"/kepesertaan/{entry.id}/sanggah", {"words": "Terlambat."}, status=403)
