"""p4comp/decisions/routes.py"""

import hashlib
import io
import json
import re
import threading

import docx
import pypdfium2
import pytest
import sqlalchemy
from docx.oxml.ns import qn
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from p4comp.accounts import identity
from p4comp.core import db, uploads
from p4comp.decisions import queries
from p4comp.decisions.models import Decision, Plenary
from tests import factories


@pytest.fixture(autouse=True)
def plenary_sits(at):
    at(factories.during("pleno_finalis"))


@pytest.fixture
def meeting(cast):
    entries = [factories.entry(cast.edition, state="verified", category="UPP", evidence=False) for _ in range(3)]
    found = factories.plenary(cast.edition, entries, category="UPP")
    found.proposal = found.proposal | {"list": found.proposal["list"][:2]}
    return found


def _words(page):
    document = pypdfium2.PdfDocument(page.body)
    return " ".join(" ".join(part.get_textpage().get_text_range() for part in document).split())


def test_two_people_confirm_in_their_browsers_and_the_decision_is_there(browse, cast, meeting):
    first, second = browse(cast.secretary), browse(cast.second_secretary)
    first.post(f"/pleno/{meeting.id}/sahkan?daftar={meeting.seen}")
    page = first.get(f"/pleno/{meeting.id}")
    assert "Pengesahan kedua harus oleh orang lain" in page.text
    first.post(f"/pleno/{meeting.id}/sahkan?daftar={meeting.seen}", status=403)
    page = second.post(f"/pleno/{meeting.id}/sahkan?daftar={meeting.seen}")
    decision = db.first(select(Decision).where(Decision.plenary_id == meeting.id))
    assert page.location == f"/keputusan/{decision.id}"
    page = second.get(f"/keputusan/{decision.id}")
    assert decision.sha256 in page.response.text
    assert "menunggu penetapan Menteri" in page.text
    assert "belum diumumkan (embargo)" in page.text


def test_a_meeting_without_day_and_attendance_says_what_to_fill_in_first(browse, cast, meeting):
    meeting.held_on, meeting.attendance = None, ""
    secretary = browse(cast.secretary)
    assert "Tanggal rapat dan daftar hadir belum diisi." in secretary.get("/ruang-kerja").text
    page = secretary.get(f"/pleno/{meeting.id}")
    assert "Isi dahulu tanggal rapat dan daftar hadir" in page.text
    assert "Isi berita acara" in page.links
    refused = secretary.post(f"/pleno/{meeting.id}/sahkan?daftar={meeting.seen}", status=403)
    assert "Isi dahulu tanggal rapat dan daftar hadir" in refused.text
    secretary.post(f"/pleno/{meeting.id}/berita-acara", {"held_on": "2022-05-10", "attendance": "Ketua"})
    secretary.get(f"/pleno/{meeting.id}").submit("Sahkan daftar ini")


def test_categories_and_awards_go_by_their_names_not_their_codes(browse, cast):
    entries = [factories.entry(cast.edition, state="verified", category="UMUM", evidence=False) for _ in range(2)]
    found = factories.decision(cast.edition, entries, purpose="winners", awards={entries[0].id: "AKD"})
    meeting = db.session().get(Plenary, found.plenary_id)
    meeting.proposal = meeting.proposal | {"list": found.snapshot["list"]}
    secretary = browse(cast.secretary)
    assert "Aspek dampak terbaik" in secretary.get(f"/keputusan/{found.id}").text
    for path in (f"/keputusan/{found.id}", f"/pleno/{meeting.id}", "/pleno"):
        text = secretary.get(path).text
        assert "kategori Instansi Pemerintah Umum" in text
        assert "UMUM" not in text
    words = _words(secretary.get(f"/pleno/{meeting.id}/berita-acara.pdf"))
    assert "Aspek dampak terbaik" in words
    assert "Instansi Pemerintah Umum" in words
    assert "AKD" not in words


def test_a_list_that_was_changed_after_it_was_opened_is_not_confirmed(browse, cast, meeting):
    first, second = browse(cast.secretary), browse(cast.second_secretary)
    opened = first.get(f"/pleno/{meeting.id}")
    ids = [row["subject_id"] for row in meeting.working["ranking"]]
    second.post(f"/pleno/{meeting.id}/ubah", {"out": ids[0], "into": ids[2], "reason": "Berkas ditarik."})
    late = opened.submit("Sahkan daftar ini", status=409)
    assert "diubah sesudah Anda membukanya" in late.text
    assert db.first(select(Plenary.state).where(Plenary.id == meeting.id)) == "proposed"
    first.get(f"/pleno/{meeting.id}").submit("Sahkan daftar ini")


@pytest.mark.postgresql
def test_whoever_confirms_keeps_the_list_from_being_changed_meanwhile(app, cast, meeting):
    actor, late = identity.someone(cast.secretary), []
    db.commit()

    def change():
        with app.app_context():
            db.session().execute(sqlalchemy.text("SET LOCAL lock_timeout = '200ms'"))
            with pytest.raises(OperationalError) as refused:
                queries.plenary(actor, meeting_id)
            late.append(refused.value.orig.sqlstate)
            db.rollback()

    meeting_id = meeting.id
    db.rollback()
    assert queries.plenary(actor, meeting_id) is not None
    other = threading.Thread(target=change)
    other.start()
    other.join()
    assert late == ["55P03"]


def test_the_downloaded_snapshot_has_the_decisions_hash(browse, cast, meeting):
    browse(cast.secretary).post(f"/pleno/{meeting.id}/sahkan?daftar={meeting.seen}")
    browse(cast.second_secretary).post(f"/pleno/{meeting.id}/sahkan?daftar={meeting.seen}")
    decision = db.first(select(Decision).where(Decision.plenary_id == meeting.id))
    page = browse(cast.auditor).get(f"/keputusan/{decision.id}/cuplikan.json")
    assert hashlib.sha256(page.body).hexdigest() == decision.sha256
    assert json.loads(page.body)["category"] == "UPP"


def test_the_list_is_changed_with_a_reason_beside_the_field(browse, cast, meeting):
    ids = [row["subject_id"] for row in meeting.working["ranking"]]
    secretary = browse(cast.secretary)
    page = secretary.post(f"/pleno/{meeting.id}/ubah", {"out": ids[0], "into": ids[2]}, status=422)
    assert "alasan ini tercetak dalam berita acara" in page.text
    assert db.session().get(Plenary, meeting.id, populate_existing=True).proposal["changes"] == []
    secretary.post(f"/pleno/{meeting.id}/ubah", {"out": ids[0], "into": ids[2], "reason": "Mengundurkan diri."})
    listed = db.session().get(Plenary, meeting.id, populate_existing=True).proposal["list"]
    assert [line["subject_id"] for line in listed] == [ids[1], ids[2]]
    assert "Mengundurkan diri." in secretary.get(f"/pleno/{meeting.id}").text


def test_the_minutes_say_what_is_known_and_never_invent_a_number(browse, cast, meeting):
    secretary = browse(cast.secretary)
    words = _words(secretary.get(f"/pleno/{meeting.id}/berita-acara.pdf"))
    assert "Nomor: menunggu nomor" in words
    assert "KONSEP" in words
    body = {"number": "BA/12/2022", "held_on": "2022-05-10", "attendance": "Dr. Ketua, M.Si.\nPlt. Anggota", "notes": "Sepakat."}
    secretary.post(f"/pleno/{meeting.id}/berita-acara", body)
    secretary.post(f"/pleno/{meeting.id}/sahkan?daftar={meeting.seen}")
    browse(cast.second_secretary).post(f"/pleno/{meeting.id}/sahkan?daftar={meeting.seen}")
    words = _words(secretary.get(f"/pleno/{meeting.id}/berita-acara.pdf"))
    decision = db.first(select(Decision).where(Decision.plenary_id == meeting.id))
    for text in ("Nomor: BA/12/2022", "Selasa, 10 Mei 2022", "Dr. Ketua, M.Si.", "Sekretaris Satu", "Sekretaris Dua", decision.code):
        assert text in words
    assert decision.audit_head in words.replace(" ", "")
    assert "KONSEP" not in words


def _draft(browser, meeting):
    page = browser.get(f"/pleno/{meeting.id}/berita-acara.docx")
    assert page.response.mimetype == uploads.DOCX
    assert page.response.headers["Content-Disposition"] == "attachment; filename=draf-berita-acara-finalis-upp.docx"
    return docx.Document(io.BytesIO(page.body))


def test_the_draft_for_word_says_the_same_as_the_pdf_and_that_it_is_a_draft(browse, cast, meeting):
    secretary = browse(cast.secretary)
    body = {"number": "", "held_on": "2022-05-10", "attendance": "Dr. Ketua, M.Si.\nPlt. Anggota", "notes": "Sepakat."}
    secretary.post(f"/pleno/{meeting.id}/berita-acara", body)
    draft = _draft(secretary, meeting)
    assert [one.text for one in draft.sections[0].header.paragraphs] == [
        "DRAF untuk disunting. Yang berlaku adalah berkas PDF dan catatan di portal."
    ]
    words = [one.text for part in draft.iter_inner_content() for one in (part._element.iter(qn("w:t")))]
    printed = _words(secretary.get(f"/pleno/{meeting.id}/berita-acara.pdf"))
    printed = re.sub(r" ?Halaman \d+ dari \d+", "", printed)
    assert "".join("".join(words).split()) == "".join(printed.split())
    facts = {row.cells[0].text: row.cells[1].text for row in draft.tables[0].rows}
    assert (facts["Hadir"], facts["Tanggal rapat"]) == ("2 anggota, lihat daftar hadir", "Selasa, 10 Mei 2022")
    assert [one.text for one in draft.paragraphs if one.text.startswith("Nomor")] == ["Nomor: menunggu nomor"]


def test_once_decided_the_draft_bears_the_code_at_the_foot_of_each_page_and_two_signatures(browse, cast, meeting):
    browse(cast.secretary).post(f"/pleno/{meeting.id}/sahkan?daftar={meeting.seen}")
    secretary = browse(cast.second_secretary)
    secretary.post(f"/pleno/{meeting.id}/sahkan?daftar={meeting.seen}")
    decision = db.first(select(Decision).where(Decision.plenary_id == meeting.id))
    draft = _draft(secretary, meeting)
    assert draft.sections[0].footer.paragraphs[0].text.startswith(f"{decision.code}\t")
    assert [cell.paragraphs[-1].text for cell in draft.tables[-1].rows[0].cells] == ["Sekretaris Satu", "Sekretaris Dua"]


def test_both_pages_offer_the_minutes_to_keep_and_to_edit(browse, cast):
    found = factories.decision(cast.edition, [factories.entry(cast.edition, state="verified", category="UPP")], category="UPP")
    secretary = browse(cast.secretary)
    for path in (f"/pleno/{found.plenary_id}", f"/keputusan/{found.id}"):
        links = [one.get("href") for one in secretary.get(path).select("main a[href*='berita-acara.']")]
        assert links == [f"/pleno/{found.plenary_id}/berita-acara.pdf", f"/pleno/{found.plenary_id}/berita-acara.docx"]


def test_a_wrong_date_is_told_beside_the_field_and_the_rest_is_kept(browse, cast, meeting):
    page = browse(cast.secretary).post(f"/pleno/{meeting.id}/berita-acara", {"held_on": "31-31-2022", "notes": "Catatan saya"}, status=422)
    assert "Catatan saya" in page.text
    assert db.session().get(Plenary, meeting.id, populate_existing=True).notes == ""


def test_the_decree_turns_the_result_into_a_determination(browse, cast):
    decision = db.first(select(Decision).where(Decision.edition_id == cast.edition.id))
    secretary = browse(cast.secretary)
    secretary.post(f"/keputusan/{decision.id}/penetapan", {"number": "KEP/7/2022"}, status=422)
    typed = {"number": "KEP/7/2022", "signed_on": "2022-05-12", "signatory": "a.n. Menteri"}
    assert "list_is" in secretary.post(f"/keputusan/{decision.id}/penetapan", typed, status=422).errors
    other = secretary.post(f"/keputusan/{decision.id}/penetapan", typed | {"list_is": "other"}).follow()
    assert other.form("Buat usulan koreksi").fields["reason"] == "Keputusan Menteri Nomor KEP/7/2022 menetapkan daftar yang berbeda: "
    assert decision.decree_number == ""
    secretary.post(f"/keputusan/{decision.id}/penetapan", typed | {"list_is": "same"})
    again = secretary.post(f"/keputusan/{decision.id}/penetapan", typed | {"list_is": "same"}, status=422)
    assert again.errors["reason"] == "Isi alasan mengubah keputusan yang sudah dicatat."
    page = secretary.get(f"/keputusan/{decision.id}")
    assert "Ditetapkan Menteri" in page.text
    assert "KEP/7/2022" in page.text


def test_who_waits_for_whom_is_on_the_to_do_list(browse, cast, meeting):
    assert "Sahkan daftar finalis kategori Unit Penyelenggara Pelayanan Publik" in browse(cast.secretary).get("/ruang-kerja").text
    browse(cast.secretary).post(f"/pleno/{meeting.id}/sahkan?daftar={meeting.seen}")
    assert "Sahkan daftar finalis kategori Unit Penyelenggara Pelayanan Publik" not in browse(cast.secretary).get("/ruang-kerja").text
    assert "Sahkan daftar finalis kategori Unit Penyelenggara Pelayanan Publik" in browse(cast.second_secretary).get("/ruang-kerja").text
    assert "Sahkan daftar finalis" not in browse(cast.evaluator).get("/ruang-kerja").text


def test_the_list_of_plenaries_takes_as_many_queries_for_one_as_for_three(browse, cast):
    secretary = browse(cast.secretary)
    few = len(secretary.get("/pleno").queries)
    for category in ("UPP", "OA"):
        factories.plenary(cast.edition, category=category)
    assert len(secretary.get("/pleno").queries) == few <= 12


def test_notes_typed_in_between_the_two_confirmations_void_the_first_and_the_second_person_is_told(browse, cast, meeting):
    first, second = browse(cast.secretary), browse(cast.second_secretary)
    first.get(f"/pleno/{meeting.id}").submit("Sahkan daftar ini")
    opened = second.get(f"/pleno/{meeting.id}")
    form = first.get(opened.links["Isi berita acara"])
    assert "pengesahan itu batal" in form.text
    page = form.submit("Simpan", held_on="2022-05-10", number="", attendance="Ketua\nAnggota", notes="Ditambahkan diam-diam.").follow()
    assert "Pengesahan pertama batal karena isi berita acara berubah. Daftar perlu disahkan dua orang lagi." in page.text
    late = opened.submit("Sahkan daftar ini", status=409)
    assert "diubah sesudah Anda membukanya" in late.text
    assert db.first(select(Plenary.state).where(Plenary.id == meeting.id)) == "proposed"
    first.get(f"/pleno/{meeting.id}").submit("Sahkan daftar ini")
    second.get(f"/pleno/{meeting.id}").submit("Sahkan daftar ini")
    assert db.first(select(Plenary.state).where(Plenary.id == meeting.id)) == "confirmed"


def test_the_plenary_page_loads_neither_the_ranking_nor_its_inputs(browse, cast, meeting):
    page = browse(cast.secretary).get(f"/pleno/{meeting.id}")
    assert not any("plenary.working" in one or "plenary.concerned" in one for one in page.queries)
    assert len(page.queries) <= 12
