"""Kept files are shown only where that is harmless."""

import pytest

from p4comp.core import downloads, uploads
from tests import factories

pytestmark = pytest.mark.sqlite


def served(app, content, media_type, name, **headers):
    file = factories.stored(content, media_type)
    with app.test_request_context(headers=headers):
        answer = downloads.answer(file, name)
        answer.direct_passthrough = False
        found = (answer.status_code, dict(answer.headers), answer.get_data())
        answer.close()
    return found


@pytest.mark.parametrize(
    ("media_type", "shown"),
    [(uploads.PDF, True), (uploads.JPEG, True), (uploads.PNG, True), (uploads.XLSX, False), (uploads.DOCX, False), ("text/html", False)],
)
def test_only_what_no_browser_runs_is_shown(app, media_type, shown):
    status, headers, content = served(app, b"isi " + media_type.encode(), media_type, "bukti.x")
    assert (status, content) == (200, b"isi " + media_type.encode())
    assert headers["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert "script-src" not in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert ("sandbox" in headers["Content-Security-Policy"]) is (media_type != uploads.PDF)
    assert headers["Cache-Control"] == "private, no-cache"


def test_a_part_of_a_file_can_be_asked_for(app):
    status, headers, content = served(app, b"0123456789", uploads.PDF, "a.pdf", Range="bytes=2-4")
    assert (status, content, headers["Content-Range"]) == (206, b"234", "bytes 2-4/10")


def test_who_has_the_file_already_gets_nothing(app):
    _, headers, _ = served(app, b"isi", uploads.PDF, "a.pdf")
    assert served(app, b"isi", uploads.PDF, "a.pdf", **{"If-None-Match": headers["ETag"]})[0] == 304


def test_a_name_cannot_break_out_of_its_header(app):
    _, headers, _ = served(app, b"isi", uploads.PDF, uploads.clean_name('a"; filename="b\r\nX-Jahat: 1.pdf'))
    assert "X-Jahat" not in headers
    assert headers["Content-Disposition"].count("filename=") == 1 or '\\"' in headers["Content-Disposition"]


def test_a_pdf_just_made_is_shown(app):
    with app.test_request_context():
        answer = downloads.pdf(b"%PDF-", "tanda terima.pdf")
    assert answer.mimetype == uploads.PDF
    assert answer.headers["Content-Disposition"].startswith("inline; filename")


def test_a_word_document_just_made_is_saved(app):
    with app.test_request_context():
        answer = downloads.docx(b"PK", "draf berita acara.docx")
    assert answer.mimetype == uploads.DOCX
    assert answer.headers["Content-Disposition"] == 'attachment; filename="draf berita acara.docx"'
    assert answer.headers["Content-Security-Policy"] == downloads.SEALED


def test_no_cell_of_a_table_is_a_formula_nor_is_its_head_line(app):
    with app.test_request_context():
        told = downloads.csv(["=1+1", "Nama"], [["@x", "-1"]], "tabel.csv").get_data(as_text=True)
    assert told.splitlines() == ['\ufeff"\'=1+1";"Nama"', '"\'@x";"\'-1"']
