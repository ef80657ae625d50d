"""Receipts: what they list, that old ones stay true, and that anybody can check one."""

import pytest

from p4comp.core import db
from p4comp.entries import actions, queries
from p4comp.entries.models import Entry
from tests import factories
from tests.entries.entrants import CLOSES, DURING, SECOND, by


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(DURING)


@pytest.fixture
def twice(own):
    """A dossier handed in, taken back, handed in again: its hand-ins, the newest first, the browser, the address."""
    entry_id, me, base = own()
    entry = db.session().get(Entry, entry_id)
    actions.submit(entry, by=by(entry), at=DURING)
    actions.reopen(entry, by=by(entry), at=DURING)
    actions.save_all(entry, {"A1": (1, "Lain.")}, by=by(entry), at=DURING)
    actions.submit(entry, by=by(entry), at=DURING + SECOND)
    db.commit()
    return queries.submissions(entry), me, base


def test_both_receipts_stand_beside_each_other(twice):
    (second, first), me, base = twice
    page = me.get(f"{base}/tanda-terima")
    assert page.h1 == "Tanda terima UJI/UMUM/0001.2"
    earlier = me.get(page.links["UJI/UMUM/0001"])
    assert earlier.h1 == "Tanda terima UJI/UMUM/0001"
    assert first.sha256 in [one.get("data-copy") for one in earlier.select("main [data-copy]")]
    assert second.sha256 not in [one.get("data-copy") for one in earlier.select("main [data-copy]")]
    assert me.get(f"{base}/tanda-terima/{first.id}.pdf").headers["Content-Disposition"].endswith("tanda-terima-UJI-UMUM-0001.pdf")
    me.get(f"{base}/tanda-terima/tidakada", status=404)


def test_anybody_checks_old_and_new_receipts(twice, browse):
    hand_ins, _me, _base = twice
    for one in hand_ins:
        page = browse().get(f"/periksa-tanda-terima?kode={one.code.lower()}&sha256={one.sha256.upper()}")
        assert page.h1 == "Tanda terima cocok"
        assert one.entry.institution_name not in page.text


@pytest.mark.parametrize(
    ("code", "sha256", "status"), [(0, 1, 404), ("UJI/UMUM/0009", 0, 404), (0, "0" * 64, 404), (0, "pendek", 422), ("", 0, 422)]
)
def test_a_receipt_that_does_not_fit_is_told_apart_from_a_typing_error(twice, browse, code, sha256, status):
    hand_ins, _me, _base = twice
    kode = hand_ins[code].code if isinstance(code, int) else code
    text = hand_ins[sha256].sha256 if isinstance(sha256, int) else sha256
    page = browse().get(f"/periksa-tanda-terima?kode={kode}&sha256={text}", status=status)
    assert page.h1 == ("Tanda terima tidak cocok" if status == 404 else "Periksa tanda terima")


def test_a_hand_in_in_the_grace_says_so(own, at):
    entry_id, me, base = own()
    entry = db.session().get(Entry, entry_id)
    factories.upload_on_its_way(entry, CLOSES - SECOND)
    db.commit()
    at(CLOSES + SECOND)
    page = me.get(f"{base}/kirim")
    assert "unggahan Anda dimulai sebelumnya" in page.main
    receipt = page.submit("Kirim berkas", declared="y").follow()
    assert "tenggang sampai Jumat, 15 April 2022 pukul 00.29 WIB" in receipt.main


def test_hand_ins_of_before_that_was_asked_are_still_shown(own):
    _entry_id, me, base = own(state="submitted")
    assert me.get(f"{base}/tanda-terima").h1.startswith("Tanda terima KP-")


def test_the_figures_stand_on_the_receipt_in_words(own):
    entry_id, me, base = own()
    factories.figures(db.session().get(Entry, entry_id))
    db.commit()
    page = me.get(f"{base}/kirim").submit("Kirim berkas", declared="y").follow()
    assert "Angka pengaduan yang diterima" in page.main
    assert "Pengaduan kepada instansi sendiri, " in page.main
    assert me.get(f"{base}/tanda-terima.pdf").body.startswith(b"%PDF-")
