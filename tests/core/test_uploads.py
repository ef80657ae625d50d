"""An uploaded file is what its content says, whatever it is called."""

import io
import zipfile
import zlib

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from werkzeug.datastructures import FileStorage

from p4comp.core import storage, uploads
from p4comp.core.errors import Invalid
from tests import factories


def office(part):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<x/>")
    return out.getvalue()


def archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("surat.pdf", factories.pdf())
    return out.getvalue()


def changed_pdf(change, **save):
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        change(made)
        made.save(out, **save)
    return out.getvalue()


def opens_script(made):
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def names_script(made):
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=["a", Dictionary(S=Name.JavaScript, JS="x")]))


def launches(made):
    made.Root.OpenAction = Dictionary(S=Name.Launch, F="cmd.exe")


def closes_with_script(made):
    made.Root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def goes_on_to_script(made):
    made.Root.OpenAction = Dictionary(S=Name.GoTo, Next=[Dictionary(S=Name.JavaScript, JS="app.alert(1)")])


def leave(made):
    """A plain document."""


def bomb(megabytes):
    """A PDF of a few hundred bytes whose table of objects unpacks to many megabytes."""
    zeros = zlib.compressobj(9)
    packed = b"".join(zeros.compress(bytes(1 << 20)) for _ in range(megabytes)) + zeros.flush()
    packed = zlib.compress(packed, 9)
    body = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    head = b"6 0 obj<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(packed)
    return body + head + packed + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(body)


HTML = b"<!doctype html><html><body>bukan PDF</body></html>"
TYPES = {
    "pdf": (factories.pdf(), uploads.PDF),
    "pdf after blanks": (b"\n\n" + factories.pdf(), uploads.PDF),
    "jpeg": (b"\xff\xd8\xff\xe0" + b"\0" * 20, uploads.JPEG),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, uploads.PNG),
    "xlsx": (office("xl/workbook.xml"), uploads.XLSX),
    "docx": (office("word/document.xml"), uploads.DOCX),
    "zip": (archive(), "application/zip"),
    "broken zip": (office("xl/workbook.xml")[:60], "application/octet-stream"),
    "html": (HTML, "application/octet-stream"),
    "text": (b"halo", "application/octet-stream"),
    "empty": (b"", "application/octet-stream"),
}


@pytest.mark.parametrize(("content", "media_type"), TYPES.values(), ids=TYPES)
def test_the_type_is_read_from_the_content(tmp_path, content, media_type):
    path = tmp_path / "berkas.pdf"
    path.write_bytes(content)
    assert uploads.detect(path) == media_type


REFUSED_PDFS = {
    "broken": (factories.pdf()[:40], "rusak"),
    "locked": (changed_pdf(leave, encryption=pikepdf.Encryption(user="x", owner="y")), "kata sandi"),
    "script at opening": (changed_pdf(opens_script), "skrip"),
    "named script": (changed_pdf(names_script), "skrip"),
    "starts a program": (changed_pdf(launches), "menjalankan program lain"),
    "script at closing": (changed_pdf(closes_with_script), "skrip"),
    "script after another action": (changed_pdf(goes_on_to_script), "skrip"),
    "no page": (factories.pdf(pages=0), "tidak berisi halaman"),
    "unpacks to gigabytes": (bomb(2000), "rusak"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED_PDFS.values(), ids=REFUSED_PDFS)
def test_a_pdf_that_cannot_be_used_is_refused_with_the_reason(app, tmp_path, content, words):
    path = tmp_path / "surat.pdf"
    path.write_bytes(content)
    with pytest.raises(Invalid, match=words) as refused:
        uploads.check_pdf(path, "letter")
    assert refused.value.field == "letter"


def puts(key, value):
    return lambda made: setattr(made.Root, key, value(made))


@pytest.mark.parametrize(
    "change",
    [
        leave,
        puts("OpenAction", lambda made: pikepdf.Array([made.pages[0].obj, Name.Fit])),
        puts("Names", lambda _made: 5),
        puts("Names", lambda _made: pikepdf.Array([1])),
        puts("Names", lambda _made: Name.JavaScript),
        puts("AA", lambda _made: pikepdf.String("x")),
    ],
)
def test_a_good_pdf_passes(app, tmp_path, change):
    path = tmp_path / "surat.pdf"
    path.write_bytes(changed_pdf(change))
    uploads.check_pdf(path, "letter")


def test_a_pdf_that_opens_without_a_password_passes_though_it_is_restricted(app, tmp_path):
    path = tmp_path / "surat.pdf"
    path.write_bytes(changed_pdf(leave, encryption=pikepdf.Encryption(user="", owner="y")))
    uploads.check_pdf(path, "letter")


def sent(content, name="surat.pdf"):
    return FileStorage(io.BytesIO(content), filename=name)


REFUSED = {
    "nothing": (None, "Pilih berkas"),
    "no name": (sent(b"x", ""), "Pilih berkas"),
    "empty": (sent(b""), "kosong"),
    "html called pdf": (sent(HTML), "bukan PDF"),
    "archive": (sent(archive(), "bukti.zip"), "Arsip"),
    "too big": (sent(b"%PDF-" + b"x" * 3_000_000), "lebih besar dari 2 MB"),
    "broken pdf": (sent(factories.pdf()[:40]), "rusak"),
    "corrupt xlsx": (sent(office("xl/workbook.xml")[:60], "borang.xlsx"), "bukan PDF"),
}


@pytest.mark.sqlite
@pytest.mark.parametrize(("upload", "words"), REFUSED.values(), ids=REFUSED)
def test_a_file_is_refused_with_the_reason_and_leaves_nothing(app, monkeypatch, tmp_path, upload, words):
    monkeypatch.setitem(app.config, "MAX_UPLOAD", 2 * 1024 * 1024)
    monkeypatch.setitem(app.extensions, "store", storage.FolderStore(tmp_path / "files"))
    with pytest.raises(Invalid, match=words):
        uploads.accept(upload)
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_an_accepted_file_may_be_kept(app):
    content = factories.pdf("bukti")
    accepted = uploads.accept(sent(content, "C:\\Bukti\\surat.pdf"))
    stored = storage.keep(accepted.received, accepted.media_type)
    assert (accepted.name, accepted.media_type, stored.size) == ("surat.pdf", uploads.PDF, len(content))
    assert storage.store().path(stored.sha256).read_bytes() == content


def test_a_page_may_ask_for_fewer_types(app):
    with pytest.raises(Invalid, match="bukan PDF, apa pun namanya"):
        uploads.accept(sent(office("word/document.xml"), "surat.docx"), types=frozenset({uploads.PDF}))


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("surat.pdf", "surat.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Siti\\Bukti A1.pdf", "Bukti A1.pdf"),
        ("a\x00b\u202egnp.pdf", "abgnp.pdf"),
        ("", "berkas"),
        ("/", "berkas"),
        ("x" * 300 + ".pdf", "x" * 176 + ".pdf"),
    ],
)
def test_names_lose_folders_control_signs_and_surplus_length(name, clean):
    assert uploads.clean_name(name) == clean


def test_a_thousand_files_that_no_form_asked_for_are_not_looked_into(app, monkeypatch):
    """Each look is a process of its own, and nobody needs to be signed in to send them."""
    looked = []
    monkeypatch.setattr(uploads.inspection, "verdict", lambda path, _type: looked.append(path) or "good")
    sent = {f"f{number}": (io.BytesIO(b"%PDF-1.7"), f"{number}.pdf") for number in range(40)}
    with app.test_request_context("/", method="POST", data=sent):
        uploads.take_in()
        assert len(looked) == uploads.MOST_FIELDS
        assert uploads.received(uploads.request.files["f39"]).size == 8
        uploads.let_go()
