import io
from pathlib import Path

import numpy
import pikepdf
import pypdfium2
import pytest
from sqlalchemy import select

from p4comp.certificates import actions, rules, tasks
from p4comp.certificates.models import Certificate
from p4comp.certificates.tasks import drawing
from p4comp.core import db, jobs, storage, web
from p4comp.core.db import session
from tests.certificates.conftest import AFTER
from tests.certificates.test_actions import SIGNING

GOLDEN = Path(__file__).parent / "golden"
LONG = ("Unit Pelaksana Teknis Daerah Pusat Pelayanan Terpadu Pemberdayaan Perempuan dan Perlindungan Anak Kabupaten " * 3)[:180].strip()
PER_MM = 200 / 25.4


@pytest.fixture
def certificate(cast, announced):
    made = actions.issue_all(announced, by=None, at=AFTER)
    made[0].code, made[0].serial = "0123456789abcde" + rules.check_sign("0123456789abcde"), "P4-UJI/PIAGAM/0001"
    made[0].basis = "berdasarkan hasil rapat pleno, kode portal HP-2022-0001"
    db.commit()
    return made[0]


def stored(certificate):
    printed = db.first(select(Certificate.pdf_sha256).where(Certificate.id == certificate.id))
    return storage.store().path(printed).read_bytes()


def text_of(content):
    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == 1
        page = document[0]
        words = page.get_textpage()
        found = words.get_text_bounded().replace("\r\n", "\n")
        words.close()
        page.close()
    return found


def golden(name):
    return (GOLDEN / name).read_text("utf-8").strip()


def test_a_certificate_reads_as_agreed(certificate):
    assert text_of(tasks.pdf_of(certificate)).strip() == golden("winner.txt")


def test_a_numbered_certificate_reads_as_agreed(cast, certificate):
    actions.number(certificate, SIGNING, by=cast.secretary, at=AFTER)
    assert text_of(tasks.pdf_of(certificate)).strip() == golden("numbered.txt").format(decision=certificate.decision.code)


def test_the_qr_on_paper_is_the_address_of_the_verification_page(certificate):
    with pypdfium2.PdfDocument(tasks.pdf_of(certificate)) as document:
        picture = document[0].render(scale=PER_MM * 25.4 / 72).to_numpy().mean(axis=2)
    drawn = numpy.array([list(row) for row in drawing.code_of(web.p4_url("certificates.verify", code=certificate.code)).matrix])
    left, top, step = 37.05 * PER_MM, (209.9 - 50.05) * PER_MM, 22 * PER_MM / len(drawn)
    middles = (numpy.arange(len(drawn)) + 0.5) * step
    seen = picture[numpy.ix_((top + middles).astype(int), (left + middles).astype(int))] < 128
    assert (seen == drawn.astype(bool)).all()


@pytest.mark.parametrize("name", ["BPOM", "Badan Pengawas Obat dan Makanan", LONG, "X" * 250, "PT ABC (PERSERO) " * 14])
@pytest.mark.parametrize("is_simulated", [False, True])
def test_whatever_the_name_the_certificate_is_one_page_in_landscape(certificate, name, is_simulated):
    certificate.institution_name, certificate.is_simulated = name.strip(), is_simulated
    content = tasks.pdf_of(certificate)
    read = "".join(text_of(content).split())
    assert "".join(name.split()) in read
    assert ("bukandokumenresmi" in read) == is_simulated
    with pikepdf.open(io.BytesIO(content)) as document:
        width, height = [float(one) * 25.4 / 72 for one in document.pages[0].mediabox[2:]]
        assert (round(width), round(height)) == (297, 210)
        assert document.docinfo["/Title"] == f"PIAGAM PENGHARGAAN – {name.strip()}"


def test_names_are_text_never_markup(certificate):
    certificate.institution_name = "Dinas <b>Uji</b> & <img src='https://luar.example/x.png'>"
    assert "Dinas<b>Uji</b>&<imgsrc='https://luar.example/x.png'>" in "".join(text_of(tasks.pdf_of(certificate)).split())


def test_the_queue_prints_each_certificate_once(certificate, work):
    work()
    printed = {one.id: one.pdf_sha256 for one in db.everything(select(Certificate))}
    assert all(printed.values())
    with db.transactions(writing=True):
        tasks.print_certificate(certificate.id)
        db.commit()
    assert {one.id: one.pdf_sha256 for one in db.everything(select(Certificate))} == printed
    assert db.count(select(storage.StoredFile).where(storage.StoredFile.sha256.in_(printed.values()))) == 2


def test_a_file_that_could_not_be_kept_leaves_nothing_half_done(certificate, work, monkeypatch):
    keep, calls = storage.keep_bytes, []

    def full(content, media_type):
        calls.append(len(content))
        if len(calls) == 1:
            raise MemoryError("full")
        return keep(content, media_type)

    with monkeypatch.context() as patch:
        patch.setattr(storage, "keep_bytes", full)
        work()
        assert sum(one.pdf_sha256 is None for one in db.everything(select(Certificate))) == 1
        actions.print_missing(certificate.decision, by=None, at=AFTER)
        db.commit()
        work()
    session().expire_all()
    assert all(one.pdf_sha256 for one in db.everything(select(Certificate)))
    assert len(calls) == 3


def test_no_transaction_is_open_while_a_certificate_is_drawn(certificate, monkeypatch):
    draw = tasks.pdf_of

    def watched(drawn, weight):
        assert not session().in_transaction()
        return draw(drawn, weight)

    monkeypatch.setattr(drawing, "pdf_of", watched)
    tasks.print_certificate(certificate.id)
    db.commit()
    assert text_of(stored(certificate))


def test_words_changed_while_it_is_printed_are_not_lost(cast, certificate, work, monkeypatch):
    draw = tasks.pdf_of

    def slow(drawn, weight):
        content = draw(drawn, weight)
        if not drawn.number and drawn.id == certificate.id:
            actions.number(session().get(Certificate, certificate.id), SIGNING, by=cast.secretary, at=AFTER)
            db.commit()
        return content

    with monkeypatch.context() as patch:
        patch.setattr(drawing, "pdf_of", slow)
        work()
    jobs.run_waiting()
    assert "B/640/PP.00.05/2022" in text_of(stored(certificate))


def test_a_certificate_that_is_gone_is_no_failure(app):
    tasks.print_certificate("tidakada1234")


def test_the_decoration_is_not_read_aloud_and_all_fonts_are_in_the_file(certificate):
    with pikepdf.open(io.BytesIO(tasks.pdf_of(certificate))) as document:
        page = document.pages[0]
        assert page.Contents[0].read_bytes().startswith(b"/Artifact BMC")
        assert document.Root.MarkInfo.Marked
        fonts = [font.DescendantFonts[0].FontDescriptor for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_the_ornament_has_flat_fills_only():
    drawing = (Path(__file__).parents[2] / "static/img/certificate.svg").read_text("utf-8")
    assert "Gradient" not in drawing
    assert "<image" not in drawing
    assert "href" not in drawing
