"""Evidence and letters, good and bad."""

import hashlib
import io
import zipfile

import pikepdf
import pytest
from PIL import Image
from sqlalchemy import select

from p4comp.core import db, uploads
from p4comp.core.storage import StoredFile
from p4comp.entries.models import Entry, Evidence
from tests import factories
from tests.entries.entrants import kept


@pytest.fixture(autouse=True)
def registration(at):
    at(factories.during("pendaftaran"))


@pytest.fixture
def mine(app, browse):
    """A draft unit entry without evidence: its id, its member's browser, its address."""
    who = factories.person()
    entry = factories.entry(category="UPP", contact=who, evidence=False)
    factories.member(who, entry.institution)
    return entry.id, browse(who), f"/kepesertaan/{entry.id}"


def image(kind):
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, kind)
    return out.getvalue()


def office(inside):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", inside):
            archive.writestr(name, "<x/>")
    return out.getvalue()


def pdf_with(change=None, **saved):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(factories.pdf())) as made:
        if change:
            change(made)
        made.save(out, **saved)
    return out.getvalue()


def scripted(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def evidence():
    return db.everything(select(Evidence).order_by(Evidence.added_at))


GOOD = {
    "surat.pdf": (lambda: factories.pdf("x"), uploads.PDF, "inline"),
    "foto.jpg": (lambda: image("JPEG"), uploads.JPEG, "inline"),
    "foto.png": (lambda: image("PNG"), uploads.PNG, "inline"),
    "data.xlsx": (lambda: office("xl/workbook.xml"), uploads.XLSX, "attachment"),
    "naskah.docx": (lambda: office("word/document.xml"), uploads.DOCX, "attachment"),
}


@pytest.mark.parametrize("name", GOOD)
def test_evidence_comes_back_byte_for_byte(mine, name):
    _entry_id, me, base = mine
    content, media_type, shown = GOOD[name][0](), *GOOD[name][1:]
    page = me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload(name, content)}).follow()
    row = evidence()[0]
    assert (row.indicator, row.name, row.sha256) == ("A1", name, hashlib.sha256(content).hexdigest())
    answer = me.get(page.links[name].removesuffix("/lihat"))
    assert answer.body == content
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"] == f"{shown}; filename={name}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert ("sandbox" in answer.headers["Content-Security-Policy"]) == (media_type != uploads.PDF)


BAD = {
    "empty": ("kosong.pdf", lambda: b"", "kosong (0 byte)"),
    "html named pdf": ("surat.pdf", lambda: b"<!doctype html><script>alert(1)</script>", "apa pun namanya"),
    "text named png": ("foto.png", lambda: b"bukan gambar", "apa pun namanya"),
    "program named xlsx": ("data.xlsx", lambda: b"MZ\x90\x00", "apa pun namanya"),
    "archive": ("arsip.zip", lambda: office("lain.txt").replace(b"[Content_Types].xml", b"[Content_Typez].xml"), "Arsip (ZIP, RAR, 7Z)"),
    "corrupt xlsx": ("data.xlsx", lambda: b"PK\x03\x04rusak", "apa pun namanya"),
    "broken pdf": ("surat.pdf", lambda: b"%PDF-1.7\nrusak", "rusak"),
    "script pdf": ("surat.pdf", lambda: pdf_with(scripted), "memuat skrip"),
    "locked pdf": ("surat.pdf", lambda: pdf_with(encryption=pikepdf.Encryption(user="a", owner="b")), "kata sandi"),
    "no file": ("", lambda: b"", "Pilih berkas"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_with_the_reason_beside_its_field(mine, case, app):
    _entry_id, me, base = mine
    name, content, words = BAD[case]
    page = me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload(name, content())}, status=422)
    assert words in page.one("[id='A1.evidence-error']").text
    assert evidence() == []
    assert list((app.extensions["store"].folder).glob("incoming-*")) == []


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_taken(mine, app, monkeypatch):
    _entry_id, me, base = mine
    content = factories.pdf("batas")
    monkeypatch.setitem(app.config, "MAX_UPLOAD", len(content))
    me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload("pas.pdf", content)})
    monkeypatch.setitem(app.config, "MAX_UPLOAD", len(content) - 1)
    me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload("lebih.pdf", content)}, status=422)
    assert [one.name for one in evidence()] == ["pas.pdf"]


def test_a_body_far_over_the_limit_is_not_even_read(mine, app, monkeypatch):
    _entry_id, me, base = mine
    monkeypatch.setitem(app.config, "MAX_UPLOAD", 1000)
    me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload("besar.pdf", b"x" * 200_000)}, status=413)
    assert evidence() == []


def test_a_restricted_pdf_that_opens_without_a_password_is_fine(mine):
    _entry_id, me, base = mine
    content = pdf_with(encryption=pikepdf.Encryption(user="", owner="b"))
    me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload("batasan.pdf", content)})
    assert [one.sha256 for one in evidence()] == [hashlib.sha256(content).hexdigest()]


def test_the_same_content_twice_is_one_file_with_two_rows(mine):
    _entry_id, me, base = mine
    content = factories.pdf("sama")
    for indicator in ("A1", "A2"):
        me.post(f"{base}/indikator/{indicator}/bukti", {"file": factories.upload("sama.pdf", content)})
    assert [one.indicator for one in evidence()] == ["A1", "A2"]
    assert len(db.everything(select(StoredFile).where(StoredFile.sha256 == evidence()[0].sha256))) == 1


def test_removed_evidence_is_out_of_sight(mine):
    _entry_id, me, base = mine
    me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload()})
    url = f"{base}/bukti/{evidence()[0].id}"
    me.post(f"{url}/hapus")
    assert evidence()[0].removed_at is not None
    me.get(url, status=404)
    me.post(f"{url}/hapus", status=404)


def test_evidence_of_an_unknown_indicator_is_not_found(mine):
    _entry_id, me, base = mine
    me.post(f"{base}/indikator/Z9/bukti", {"file": factories.upload()}, status=404)


def test_a_file_belongs_to_its_entry_only(mine, browse):
    _entry_id, me, base = mine
    foreign = factories.proof(factories.entry(evidence=False))
    me.get(f"{base}/bukti/{foreign.id}", status=404)
    me.post(f"{base}/bukti/{foreign.id}/hapus", status=404)
    assert evidence()[0].removed_at is None


def test_names_lose_their_folders(mine):
    _entry_id, me, base = mine
    me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload("..\\..\\etc/surat.pdf", factories.pdf())})
    assert evidence()[0].name == "surat.pdf"


def test_a_name_cannot_carry_markup_into_a_page(mine):
    _entry_id, me, base = mine
    me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload("<b>x.pdf", factories.pdf())})
    assert "<b>x.pdf" in me.get(f"{base}/aspek/A").links


# What was typed on the same sheet


def sent(page, words, status, changes):
    """What a browser without scripts does with a button of the sheet's form: it sends all of it."""
    form = page.form("Simpan")
    button = next(one for one in form.select("button[formaction]") if one.text == words)
    return page.browser.post(button.get("formaction"), form.fields | changes, status=status)


TYPED = {"A1.level": "4", "A1.narrative": "Baru diketik.", "A2.narrative": "Juga ini."}


def test_an_upload_without_scripts_saves_what_was_typed_beside_it(mine):
    entry_id, me, base = mine
    sent(me.get(f"{base}/aspek/A"), "Unggah bukti", 303, TYPED | {"A1.file": factories.upload("a.pdf")})
    assert (kept(entry_id).level, kept(entry_id).narrative, kept(entry_id, "A2").narrative) == (4, "Baru diketik.", "Juga ini.")
    assert [(one.indicator, one.name) for one in evidence()] == [("A1", "a.pdf")]


def test_a_bad_upload_without_scripts_says_truly_that_the_rest_is_saved(mine):
    entry_id, me, base = mine
    page = sent(me.get(f"{base}/aspek/A"), "Unggah bukti", 422, TYPED | {"A1.file": factories.upload("kosong.pdf", b"")})
    assert "Isian lain sudah tersimpan." in page.main
    assert (kept(entry_id).level, kept(entry_id).narrative, kept(entry_id, "A2").narrative) == (4, "Baru diketik.", "Juga ini.")
    assert page.form("Simpan").fields["A1.narrative"] == "Baru diketik."
    sent(page, "Unggah bukti", 303, {"A1.narrative": "Diketik lagi.", "A1.file": factories.upload("a.pdf")})
    assert kept(entry_id).narrative == "Diketik lagi."


def test_every_file_chosen_on_the_sheet_is_taken_a_bad_one_blamed_beside_its_own_field(mine):
    _entry_id, me, base = mine
    files = {"A1.file": factories.upload("a.pdf"), "A2.file": factories.upload("kosong.pdf", b"")}
    page = sent(me.get(f"{base}/aspek/A"), "Unggah bukti", 422, files)
    assert [(one.indicator, one.name) for one in evidence()] == [("A1", "a.pdf")]
    assert "kosong (0 byte)" in page.one("[id='A2.evidence-error']").text
    assert "a.pdf" in page.links


def test_an_upload_from_an_old_tab_is_taken_and_shows_both_texts(mine):
    entry_id, me, base = mine
    old = me.get(f"{base}/aspek/A")
    sent(me.get(f"{base}/aspek/A"), "Unggah bukti", 303, {"A1.narrative": "tab satu", "A1.file": factories.upload("a.pdf")})
    page = sent(old, "Unggah bukti", 409, {"A1.narrative": "tab dua", "A1.file": factories.upload("b.pdf")})
    assert "tab satu" in page.one(".clash").text
    assert page.form("Simpan").fields["A1.narrative"] == "tab dua"
    assert kept(entry_id).narrative == "tab satu"
    assert [one.name for one in evidence()] == ["a.pdf", "b.pdf"]


def test_removing_a_file_saves_what_was_typed_beside_it(mine):
    entry_id, me, base = mine
    me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload()})
    sent(me.get(f"{base}/aspek/A"), "Hapus", 303, TYPED)
    assert evidence()[0].removed_at is not None
    assert kept(entry_id).narrative == "Baru diketik."


def test_enter_in_a_field_saves_and_neither_uploads_nor_removes(mine):
    _entry_id, me, base = mine
    assert me.get(f"{base}/aspek/A").form("Simpan").select("button")[0].get("formaction") is None


# The letter


def letter(entry_id):
    db.session().expire_all()
    entry = db.session().get(Entry, entry_id)
    return entry.recommendation_name, entry.recommendation_number


def test_a_letter_is_put_in_with_its_number(mine):
    entry_id, me, base = mine
    me.post(f"{base}/rekomendasi", {"number": "800/12/2022", "file": factories.upload("rekomendasi baru.pdf")})
    assert letter(entry_id) == ("rekomendasi baru.pdf", "800/12/2022")
    assert me.get(f"{base}/rekomendasi/berkas").body.startswith(b"%PDF-")


def test_a_good_letter_is_kept_while_its_number_is_missing(mine):
    entry_id, me, base = mine
    page = me.post(f"{base}/rekomendasi", {"number": "", "file": factories.upload("surat-a.pdf")}, status=422)
    assert letter(entry_id) == ("surat-a.pdf", "")
    assert "surat-a.pdf sudah diterima" in page.main
    page.submit("Simpan surat", number="800/13/2022", file=None)
    assert letter(entry_id) == ("surat-a.pdf", "800/13/2022")


def test_a_letter_must_be_a_pdf_and_its_number_stays_typed(mine):
    entry_id, me, base = mine
    page = me.post(f"{base}/rekomendasi", {"number": "800/14/2022", "file": factories.upload("foto.png", image("PNG"))}, status=422)
    assert "bukan PDF" in page.main
    assert page.form("Simpan surat").fields["number"] == "800/14/2022"
    assert letter(entry_id)[0] == "rekomendasi.pdf"


def test_an_indicator_holds_twenty_files_and_a_surplus_one_leaves_nothing_behind(mine, app):
    entry_id, me, base = mine
    for _ in range(20):
        factories.proof(db.session().get(Entry, entry_id), "A1", content=factories.pdf("satu"))
    page = me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload()}, status=422)
    assert "paling banyak 20 berkas" in page.main
    assert len(evidence()) == 20
    assert list(app.extensions["store"].folder.glob("incoming-*")) == []
