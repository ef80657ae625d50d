"""Pages, pictures and signatures of stored files."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pikepdf
import pillow_heif
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from werkzeug.exceptions import NotFound

from p4comp.core import clock, db, examining, inspection, jobs, previews, storage, texts, uploads
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.core.storage import StoredFile
from tests import factories

pytestmark = pytest.mark.sqlite


@pytest.fixture(autouse=True)
def place(app, monkeypatch, tmp_path):
    """A store and a folder of pictures of its own."""
    monkeypatch.setitem(app.extensions, "store", storage.FolderStore(tmp_path / "files"))
    monkeypatch.setattr(previews, "folder", lambda: tmp_path / "previews")
    return tmp_path


@pytest.fixture(scope="module")
def signer():
    """Somebody with a certificate of their own making."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Siti Rahma, S.H.")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(now).not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
    packed = serialization.pkcs12.serialize_key_and_certificates(b"s", key, made, None, serialization.NoEncryption())
    return signers.SimpleSigner.load_pkcs12_data(packed, other_certs=[])


def signed(signer, content=None):
    out = io.BytesIO()
    meta = signers.PdfSignatureMetadata(field_name="Tanda1")
    made = signers.PdfSigner(meta, signer=signer)
    with ThreadPoolExecutor(1) as aside:  # it runs a loop of its own, beside a browser's
        aside.submit(made.sign_pdf, IncrementalPdfFileWriter(io.BytesIO(content or plain())), output=out).result()
    return out.getvalue()


def plain(pages=1):
    """A PDF that other writers may add to."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _number in range(pages):
            made.add_blank_page(page_size=(595, 842))
        made.save(out)
    return out.getvalue()


def kept(content, media_type=uploads.PDF):
    """A file that people sent, examined."""
    file = storage.keep(storage.store().receive(io.BytesIO(content)), media_type)
    db.commit()
    jobs.run_waiting()
    return session().get(StoredFile, file.sha256, populate_existing=True)


def changed(content):
    """A byte of the page changed, and nothing else."""
    place = content.index(b"/MediaBox")
    return content[:place] + content[place:].replace(b"595", b"594", 1)


def longer(content):
    """Something added behind the signature."""
    writer, out = IncrementalPdfFileWriter(io.BytesIO(content)), io.BytesIO()
    writer.update_root()
    writer.write(out)
    return out.getvalue()


def test_a_signature_is_told_with_its_name_and_time(signer):
    file = kept(signed(signer))
    (one,) = file.signed
    assert (one.name, one.intact, one.whole) == ("Siti Rahma, S.H.", True, True)
    assert abs(one.at - clock.real()) < timedelta(minutes=5)


def test_a_signed_pdf_stays_byte_for_byte(signer):
    content = signed(signer)
    assert storage.store().path(kept(content).sha256).read_bytes() == content


def test_what_was_changed_after_signing_shows(signer):
    (one,) = kept(changed(signed(signer))).signed
    assert (one.name, one.intact) == ("Siti Rahma, S.H.", False)


def test_what_was_added_after_signing_shows(signer):
    (one,) = kept(longer(signed(signer))).signed
    assert (one.intact, one.whole) == (True, False)


def test_an_unsigned_or_broken_file_has_no_signature():
    assert kept(factories.pdf("x")).signatures == []
    assert kept(b"%PDF-1.7\n/ByteRange rusak").signatures == []


def test_the_words_never_say_that_a_signature_is_valid(app, signer):
    template = app.jinja_env.get_template("components/preview.html")
    with app.test_request_context():
        words = template.module.signatures(kept(signed(signer)))
    assert "Tanda tangan elektronik atas nama Siti Rahma, S.H." in words
    assert "isi berkas tidak berubah sejak ditandatangani" in words
    assert "penerbit sertifikat belum diperiksa" in words
    assert "sah" not in words.replace("mengesahkan", "").lower().split()


def image(kind="PNG", size=(3000, 2000)):
    out = io.BytesIO()
    picture = Image.effect_noise(size, 80).convert("RGB")
    pillow_heif.from_pillow(picture).save(out, format="HEIF") if kind == "HEIF" else picture.save(out, kind)
    return out.getvalue()


DRAWN = {
    "pdf": (lambda: plain(3), uploads.PDF, 3),
    "png": (lambda: image("PNG", (800, 600)), uploads.PNG, 1),
    "jpeg": (lambda: image("JPEG"), uploads.JPEG, 1),
    "heic": (lambda: image("HEIF", (800, 600)), uploads.HEIC, 1),
}


@pytest.mark.parametrize("case", DRAWN)
def test_pages_are_drawn_small(case):
    make, media_type, pages = DRAWN[case]
    file = kept(make(), media_type)
    assert (file.pages, previews.pages_of(file)) == (pages, pages)
    for size in (previews.THUMBNAIL, previews.SCREEN):
        path = previews.draw(file.sha256, 1, size)
        with Image.open(path) as picture:
            assert (picture.format, picture.width <= size.width) == ("WEBP", True)
        assert path.stat().st_size <= size.most


def test_the_first_thumbnail_is_drawn_by_the_queue(place):
    file = kept(plain(2))
    assert [path.name for path in (place / "previews").rglob("*.webp")] == [f"{file.sha256[2:]}-1-{previews.THUMBNAIL.width}.webp"]


def test_who_has_no_time_to_read_the_words_counts_and_draws_the_pages_all_the_same(place, monkeypatch):
    monkeypatch.setattr(inspection, "KNOWN", inspection.Turns(at_once=0, most_waiting=0, patience=0))
    file = kept(plain(2))
    assert (file.pages, file.signatures, texts.known(file)) == (2, [], None)
    assert len(list(place.rglob("*-1-200.webp"))) == 1


def test_a_sheet_has_no_pages_to_draw():
    file = kept(b"PK", uploads.XLSX)
    assert (file.pages, previews.preview(file).pages) == (None, 0)


STARTS = {
    "": (1, 10, 0, 11),
    "11": (11, 20, 1, 21),
    "21": (21, 25, 11, 0),
    "0": (1, 10, 0, 11),
    "99": (1, 10, 0, 11),
    "x": (1, 10, 0, 11),
    "٣": (1, 10, 0, 11),
}


@pytest.mark.parametrize("start", STARTS)
def test_ten_pages_are_shown_at_a_time(start):
    file = StoredFile(sha256="0" * 64, media_type=uploads.PDF, size=1, pages=25, scan=storage.Scan.NONE)
    shown = previews.preview(file, start)
    assert (shown.shown[0], shown.shown[-1], shown.before, shown.after) == STARTS[start]


def test_pictures_nobody_looked_at_for_long_are_thrown_away(place, monkeypatch):
    kept(plain())
    monkeypatch.setattr(previews, "KEPT", timedelta(0))
    jobs.tidy()
    assert list((place / "previews").rglob("*.webp")) == []


def test_nothing_is_examined_twice():
    content = plain()
    kept(content)
    storage.keep(storage.store().receive(io.BytesIO(content)), uploads.PDF)
    assert not jobs.is_waiting("examining.examine")


def test_no_transaction_is_open_while_a_file_is_examined(monkeypatch):
    file = storage.keep(storage.store().receive(io.BytesIO(plain())), uploads.PDF)
    db.commit()
    count = previews.count

    def writes(sha256):
        with db.aside() as other:
            other.get(StoredFile, sha256).scan_note = "ditulis"
        return count(sha256)

    monkeypatch.setattr(previews, "count", writes)
    jobs.run_waiting()
    assert (session().get(StoredFile, file.sha256, populate_existing=True).pages, examining.SECONDS) == (1, 45)


def test_few_wait_for_a_picture_and_the_others_are_told_at_once(monkeypatch):
    """Whoever asks for many slow pages at a time does not take every place the portal answers from."""
    file = kept(plain(1))
    monkeypatch.setattr(inspection, "run", lambda *_arguments, **_limits: b"webp")
    monkeypatch.setattr(previews, "_asked", threading.BoundedSemaphore(1))
    with previews._turn():
        with pytest.raises(Refused, match="banyak pratinjau"):
            previews.draw(file.sha256, 1, previews.SCREEN)
        assert previews.count(file.sha256) == 0
    assert previews.draw(file.sha256, 1, previews.SCREEN).read_bytes() == b"webp"


def test_a_picture_that_fails_gives_its_place_back(monkeypatch):
    file = kept(plain(1))
    monkeypatch.setattr(inspection, "run", lambda *_arguments, **_limits: b"")
    for _number in range(previews.AT_ONCE + previews.MOST_WAITING + 1):
        with pytest.raises(NotFound):
            previews.draw(file.sha256, 1, previews.SCREEN)
