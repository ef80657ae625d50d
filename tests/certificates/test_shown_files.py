"""Files shown at the public check: ours, altered ones, forged ones, and what is no certificate at all."""

import hashlib
import io

import pikepdf
import pytest
from pyhanko.sign.signers import PdfSigner
from sqlalchemy import select

from p4comp.certificates import actions
from p4comp.certificates.models import Certificate
from p4comp.certificates.rules import Sealing
from p4comp.core import db, storage
from p4comp.core.db import session
from tests.certificates import files
from tests.certificates.conftest import AFTER
from tests.certificates.files import carrying
from tests.certificates.test_verifying import content_of, send


@pytest.fixture
def sealed(cast, announced, work):
    """A certificate of the cast with its printed file."""
    actions.issue_all(announced, by=None, at=AFTER)
    work()
    session().expire_all()
    return db.first(select(Certificate).order_by(Certificate.serial))


def test_the_seal_of_a_true_file_is_named_as_what_it_is(browse, sealed):
    page = send(browse, content_of(sealed))
    assert page.h1 == "Piagam asli dan berlaku"
    assert "Segel uji, bukan tanda tangan elektronik tersertifikasi" in page.main
    assert "Isi yang ditandatangani utuh." in page.main
    assert "Test seal, not a certified electronic signature" in send(browse, content_of(sealed), {"bahasa": "en"}).main


def forged(content, folder):
    """A PDF with our data and somebody's own seal that is named as ours."""
    key = folder / "palsu.p12"
    files.key_file(key, name="Segel uji, bukan tanda tangan elektronik tersertifikasi")
    with pikepdf.open(io.BytesIO(content)) as ours:
        return files.sign(carrying(ours.attachments["piagam.json"].get_file().read_bytes()), key)


def test_altered_files_are_told_from_ours_and_name_the_true_certificate(browse, sealed, tmp_path):
    ours = content_of(sealed)
    for content, added in (
        (files.with_more(ours), True),
        (files.flipped(ours, ours.rindex(b"/M (D:") + 8), False),
        (files.rewritten(ours), False),
        (forged(ours, tmp_path), False),
    ):
        page = send(browse, content)
        assert page.h1 == "Berkas ini diubah"
        assert "Berkas ini bukan berkas yang kami terbitkan: isinya berubah." in page.main
        assert ("Berkas ini diawali berkas kami" in page.main) == added
        assert sealed.institution_name in page.main
        assert sealed.pdf_sha256 in page.main
        assert page.links["Buka halaman piagam itu"] == f"/v/{sealed.code}"


@pytest.fixture
def open_to_signing(cast, announced, work):
    """A certificate printed for an official to sign on top of the seal."""
    for one in actions.issue_all(announced, by=None, at=AFTER):
        one.sealing = Sealing.BEFORE_SIGNATURE
    work()
    session().expire_all()
    return db.first(select(Certificate).order_by(Certificate.serial))


STAMP = (525, 90, 700, 128)  # where the signature belongs
TITLE = "Isi piagam utuh, ada tanda tangan yang ditambahkan"


def test_our_file_with_a_signature_on_top_is_told_from_an_altered_one(browse, open_to_signing, tmp_path):
    files.key_file(tmp_path / "kunci.p12", name="Orang Lain")
    ours, key = content_of(open_to_signing), tmp_path / "kunci.p12"
    for box in (None, STAMP):
        page = send(browse, files.sign(ours, key, box=box))
        assert page.h1 == TITLE
        assert page.links["English"] == "/periksa?bahasa=en"  # by its hash alone nobody knows it
        assert "Sesudahnya hanya tanda tangan lain yang ditambahkan." in page.main
        assert "Ditandatangani di luar portal ini; sertifikatnya diterbitkan PSrE Uji." in page.main
    for content in (
        files.with_more(files.sign(ours, key, box=STAMP)),
        files.sign(ours, key, box=(0, 0, 800, 500)),
        files.sign(ours, key, box=(40, 330, 780, 415)),  # over the name
        files.sign(files.followed_by_another(ours), key),
    ):
        assert send(browse, content).h1 == "Berkas ini diubah"
    open_to_signing.state, open_to_signing.revoked_at = "revoked", AFTER
    assert send(browse, files.sign(ours, key)).h1 == "Piagam ini sudah dicabut"


def test_a_signature_on_a_file_sealed_for_good_is_an_alteration(browse, sealed, tmp_path, monkeypatch):
    files.key_file(tmp_path / "kunci.p12")
    monkeypatch.setattr(PdfSigner, "_enforce_certification_constraints", lambda *_: None)  # a program that pays no heed to the seal
    page = send(browse, files.sign(content_of(sealed), tmp_path / "kunci.p12", box=STAMP))
    assert page.h1 == "Berkas ini diubah"
    assert "Berkas ini diawali berkas kami" in page.main


def test_a_foreign_seal_is_never_taken_for_ours_whatever_its_name(browse, sealed, tmp_path):
    page = send(browse, forged(content_of(sealed), tmp_path))
    assert "Segel portal ini." not in page.main
    assert "Ditandatangani di luar portal ini; sertifikatnya diterbitkan PSrE Uji." in page.main
    assert "Penerbitnya tidak terdaftar di portal ini" in page.main


def test_a_file_with_our_broken_seal_is_altered_even_without_data(browse, sealed):
    ours = content_of(sealed)
    without = ours.replace(b"piagam.json", b"bukan1.json")
    page = send(browse, without)
    assert page.h1 == "Berkas ini diubah"
    assert "Isi yang ditandatangani berubah" in page.main


BOMB = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R 2 0 R]/Count 999999999/Type/Pages>>endobj trailer<</Root 1 0 R>>"


@pytest.mark.parametrize("content", [b"bukan PDF", b"%PDF-1.7", BOMB, b"\x00" * 5000, b"<html>" * 50])
def test_whatever_is_sent_is_answered_and_nothing_is_kept(browse, announced, content):
    page = send(browse, content)
    assert page.h1 == "Berkas ini tidak dikenal portal"
    assert db.first(select(storage.StoredFile).where(storage.StoredFile.sha256 == hashlib.sha256(content).hexdigest())) is None
    assert not storage.store().path(hashlib.sha256(content).hexdigest()).exists()


def test_a_file_that_unpacks_to_too_much_ends_only_the_look_at_it(browse, announced):
    content = carrying(bytes(450 * 1024**2))
    assert len(content) < 500_000
    assert send(browse, content).h1 == "Berkas ini tidak dikenal portal"
