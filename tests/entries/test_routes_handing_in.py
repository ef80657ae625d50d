"""Handing in, receipt, leaving: in the browser."""

import pytest
from sqlalchemy import select

from p4comp.accounts.models import SignIn
from p4comp.core import clock, db
from p4comp.core.mail import Mail
from p4comp.entries.models import Entry, State
from tests import factories
from tests.entries.entrants import CLOSES, SECOND, kept, state

JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(factories.during("pendaftaran"))


def test_what_is_missing_is_listed_with_links_to_its_place(own):
    entry_id, me, base = own(levels=None)
    page = me.get(f"{base}/kirim")
    assert page.links["A1: unggah sedikitnya satu bukti."] == f"{base}/aspek/A#A1.evidence"
    assert page.links["B1: tulis penjelasan."] == f"{base}/aspek/B#B1.narrative"
    me.post(f"{base}/kirim", {"declared": "y"}, status=422)
    assert state(entry_id) is State.DRAFT


def test_nothing_is_handed_in_without_the_declaration(own):
    entry_id, me, base = own()
    page = me.post(f"{base}/kirim", {}, status=422)
    assert page.errors["declared"] == "Beri tanda pada pernyataan ini sebelum mengirim."
    assert state(entry_id) is State.DRAFT


def test_a_hand_in_leads_to_its_receipt(own):
    entry_id, me, base = own()
    page = me.get(f"{base}/kirim").submit("Kirim berkas", declared="y").follow()
    assert page.h1 == "Tanda terima UJI/UMUM/0001"
    submission = db.first(select(Entry).where(Entry.id == entry_id))
    hashes = [one.get("data-copy") for one in page.select("main [data-copy]")]
    assert len(hashes) == 2 + 3
    pdf = me.get(f"{base}/tanda-terima.pdf")
    assert pdf.body.startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"] == "inline; filename=tanda-terima-UJI-UMUM-0001.pdf"
    assert submission.state is State.SUBMITTED


def test_a_second_tab_is_told_that_it_is_handed_in(own):
    entry_id, me, base = own()
    tab = me.get(f"{base}/kirim")
    tab.submit("Kirim berkas", declared="y")
    page = tab.submit("Kirim berkas", declared="y", status=409)
    assert "berstatus “Dikirim”" in page.main
    assert len(db.everything(select(Mail))) == 1
    assert state(entry_id) is State.SUBMITTED


@pytest.mark.parametrize(("moment", "status"), [(CLOSES - SECOND, 303), (CLOSES, 403), (CLOSES + SECOND, 403)])
def test_the_last_second_is_in_and_the_next_is_late(own, at, moment, status):
    place = factories.region("91", name="Papua", zone="Asia/Jayapura")
    entry_id, me, base = own(institution=factories.institution(region=place))
    at(moment)
    page = me.post(f"{base}/kirim", {"declared": "y"}, status=status)
    assert (state(entry_id) is State.SUBMITTED) == (status == 303)
    if status == 403:
        assert "14 April 2022, 23.59 WIB (01.59 WIT, Jumat 15 April 2022)" in page.main


def test_a_sign_in_that_ended_while_typing_takes_the_typed_text_along(own):
    entry_id, me, base = own(levels=None)
    me.get(f"{base}/aspek/A")
    for one in db.everything(select(SignIn)):
        one.ended_at = clock.real()
    page = me.post(f"{base}/aspek/A", {"A1.narrative": "panjang sekali"}, status=401)
    assert page.one("[name=replay]").get("value")
    assert kept(entry_id) is None


def test_reopening_and_withdrawing(own):
    entry_id, me, base = own(state="submitted")
    page = me.get(base)
    page.submit("Buka kembali berkas")
    assert state(entry_id) is State.DRAFT
    me.post(f"{base}/undur-diri", {"reason": " "}, status=422)
    me.get(f"{base}/undur-diri").submit("Mengundurkan diri", reason="Keliru kategori.")
    assert state(entry_id) is State.WITHDRAWN


def test_after_the_deadline_a_submitted_dossier_offers_no_reopening(own, at):
    _entry_id, me, base = own(state="submitted")
    at(CLOSES)
    assert "Buka kembali berkas" not in [button for form in me.get(base).forms for button in form.buttons]
