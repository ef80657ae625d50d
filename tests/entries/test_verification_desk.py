"""The desk: checklist, queue for many, corrections point by point, objections, visits, letters."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.competition.queries.editions import _specs
from p4comp.core import db, jobs
from p4comp.core.audit import AuditRecord
from p4comp.entries.models import Check, CorrectionPoint, DeskPlace, Entry, Letter, LetterRun, State, Submission
from tests import factories
from tests.entries.entrants import mails, state

LATER = factories.during("verifikasi")
UNTIL = {"reason": "Perbaiki surat.", "until": "2022-04-22T16:00"}


@pytest.fixture(autouse=True)
def edition(app, at):
    at(LATER)
    return factories.edition(verifikasi=factories.CHECKLIST)


@pytest.fixture
def desk(app, browse):
    return browse(factories.secretariat())


def submitted(**values):
    return factories.entry(state="submitted", **values)


def checks(entry, **replies):
    for code, reply in replies.items():
        note = "Tanda tangan tidak ada." if reply == "tidak" else ""
        factories.keep(
            Check(entry_id=entry.id, item=code, reply=reply, reply_version=1, note=note, note_version=0, saved_at=LATER, saved_by="")
        )


def save(desk, entry, field, value, version="0", status=200):
    return desk.post(f"/verifikasi/{entry.id}/periksa/simpan", {"field": field, "value": value, "version": version}, status=status)


def test_each_answer_is_saved_by_itself_and_a_clash_shows_both(desk):
    entry = submitted()
    save(desk, entry, "V1.reply", "ya")
    save(desk, entry, "V3.note", "Halaman 2 buram.")
    save(desk, entry, "V1.reply", "tidak", status=409)
    rows = {one.item: (one.reply, one.note) for one in db.everything(select(Check))}
    assert rows == {"V1": ("ya", ""), "V3": (None, "Halaman 2 buram.")}


@pytest.mark.parametrize(
    ("field", "value"), [("V2.reply", "ya"), ("V1.reply", "mungkin"), ("V1.saved_by", "x"), ("V1", "ya"), ("V1.note", "x" * 2001)]
)
def test_what_cannot_be_an_answer_is_told(desk, field, value):
    save(desk, submitted(), field, value, status=422)
    db.session().rollback()
    assert db.everything(select(Check)) == []


@pytest.mark.parametrize(
    ("replies", "verb", "status", "expected"),
    [
        ({}, "terima", 422, State.SUBMITTED),
        ({"V1": "ya"}, "terima", 422, State.SUBMITTED),
        ({"V1": "ya", "V3": "tidak"}, "terima", 422, State.SUBMITTED),
        ({"V1": "ya", "V3": "tidak_berlaku"}, "terima", 303, State.VERIFIED),
        ({"V1": "ya"}, "kembalikan", 422, State.SUBMITTED),
        ({"V1": "ya", "V3": "tidak"}, "kembalikan", 303, State.RETURNED),
        ({"V1": "ya"}, "tolak", 422, State.SUBMITTED),
        ({"V1": "tidak", "V3": "ya"}, "tolak", 303, State.REFUSED),
    ],
)
def test_a_decision_needs_the_whole_checklist(desk, replies, verb, status, expected):
    entry = submitted()
    checks(entry, **replies)
    body = {"kembalikan": UNTIL, "tolak": {"refusal": "Bukan peserta."}}.get(verb, {})
    desk.post(f"/verifikasi/{entry.id}/{verb}", body, status=status)
    assert state(entry.id) is expected


def test_the_checklist_works_without_scripts(desk):
    entry = submitted()
    page = desk.get(f"/verifikasi/{entry.id}")
    page = page.submit("Simpan daftar periksa", **{"V1.reply": "ya", "V3.reply": "tidak", "V3.note": "Buram."}).follow()
    assert page.form("Kembalikan berkas").fields["words"] is not None
    assert db.session().get(Check, (entry.id, "V3")).note == "Buram."


def names(page):
    return [one.text for one in page.select("main .row-link")]


def test_next_leads_to_what_nobody_else_has_open(browse, desk):
    first, second, third = (submitted(institution=factories.institution(name=f"Kabupaten {n}")) for n in "ABC")
    page = desk.post("/verifikasi/berikutnya")
    assert page.headers["Location"] == f"/verifikasi/{first.id}"
    other = browse(factories.secretariat())
    assert other.post("/verifikasi/berikutnya").headers["Location"] == f"/verifikasi/{second.id}"
    assert "sedang dibuka" in other.get("/verifikasi").main
    assert desk.post(f"/verifikasi/berikutnya?sesudah={first.id}").headers["Location"] == f"/verifikasi/{third.id}"
    assert desk.post(f"/verifikasi/berikutnya?sesudah={third.id}&mundur=1").headers["Location"] == f"/verifikasi/{first.id}"


def test_the_queue_is_narrowed_by_province_kind_mark_person_and_overdue(desk):
    place = factories.region()
    here = submitted(institution=factories.institution("pemkab", name="Kabupaten Sini", region=place))
    there = submitted(institution=factories.institution("kementerian", name="Kementerian Sana"))
    late = factories.entry(
        state="returned", correct_until=LATER - timedelta(days=1), institution=factories.institution("pemkab", name="Kabupaten Telat")
    )
    factories.keep(DeskPlace(entry_id=there.id, flag="Tanyakan."))
    assert names(desk.get("/verifikasi", query={"provinsi": place.code[:2]})) == [here.institution_name]
    assert names(desk.get("/verifikasi", query={"jenis": "kementerian"})) == [there.institution_name]
    assert names(desk.get("/verifikasi", query={"tanda": "1"})) == [there.institution_name]
    assert names(desk.get("/verifikasi", query={"status": "overdue"})) == [late.institution_name]
    assert names(desk.get("/verifikasi", query={"jenis": "apa"})) == []


def test_entries_are_shared_out_in_bulk(desk):
    one, two = submitted(), submitted()
    who = factories.secretariat()
    desk.post("/verifikasi/bagikan", {"entries": [one.id, two.id], "person": who.id})
    assert {row.assigned_to for row in db.everything(select(DeskPlace))} == {who.id}
    assert len(names(desk.get("/verifikasi", query={"petugas": who.id}))) == 2
    desk.post("/verifikasi/bagikan", {"entries": [one.id], "person": factories.person().id})
    assert db.session().get(DeskPlace, one.id).assigned_to == who.id


def test_one_entry_costs_at_most_twelve_queries(desk):
    page = desk.get(f"/verifikasi/{submitted().id}")
    assert len([one for one in page.queries if one != "BEGIN"]) <= 12


def given_back(desk, entry):
    checks(entry, V1="ya", V3="tidak")
    body = UNTIL | {"place": ["A1", ""], "words": ["Tanggal tidak terbaca.", ""]}
    desk.post(f"/verifikasi/{entry.id}/kembalikan", body)


def test_a_correction_is_answered_point_by_point_before_it_is_handed_in(desk, browse):
    who = factories.person()
    entry = submitted(contact=who)
    factories.member(who, entry.institution)
    given_back(desk, entry)
    point = db.first(select(CorrectionPoint))
    assert (point.place, point.words) == ("A1", "Tanggal tidak terbaca.")
    entrant = browse(who)
    assert "Tanggal tidak terbaca." in entrant.get(f"/kepesertaan/{entry.id}/aspek/A").main
    page = entrant.get(f"/kepesertaan/{entry.id}/verifikasi")
    assert "Jawab setiap permintaan perbaikan" in entrant.get(f"/kepesertaan/{entry.id}/kirim").main
    page.submit("Simpan jawaban", **{f"{point.id}.reply": "Sudah dipindai ulang."})
    db.session().expire_all()
    assert db.first(select(CorrectionPoint)).reply == "Sudah dipindai ulang."
    assert "Jawab setiap permintaan perbaikan" not in entrant.get(f"/kepesertaan/{entry.id}/kirim").main


@pytest.mark.parametrize(
    ("place", "words", "message"),
    [
        ("", "Kabur.", "Pilih bagian berkas yang dimaksud."),
        ("A1", " ", "Tulis apa yang perlu diperbaiki, atau kosongkan bagian berkasnya."),
    ],
)
def test_half_a_point_is_told_and_nothing_typed_is_lost(desk, place, words, message):
    entry = submitted()
    checks(entry, V1="ya", V3="tidak")
    page = desk.post(f"/verifikasi/{entry.id}/kembalikan", UNTIL | {"place": [place], "words": [words]}, status=422)
    assert message in page.main
    assert page.form("Kembalikan berkas").fields["reason"] == "Perbaiki surat."
    assert state(entry.id) is State.SUBMITTED


def refused(desk, browse):
    who = factories.person()
    entry = submitted(contact=who, institution=factories.institution(region=factories.region()))
    factories.member(who, entry.institution)
    checks(entry, V1="tidak", V3="ya")
    desk.post(f"/verifikasi/{entry.id}/tolak", {"refusal": "Bukan peserta."})
    return entry, browse(who)


def test_an_accepted_objection_puts_the_entry_back_and_the_refuser_does_not_answer(desk, browse):
    entry, entrant = refused(desk, browse)
    page = entrant.get(f"/kepesertaan/{entry.id}/sanggah")
    page = entrant.post(page.path, {"words": "Kami peserta yang sah.", "file": factories.upload("bukti.pdf")}).follow()
    assert "Sanggah diterima" in page.text
    path = page.links[next(text for text in page.links if text.startswith("Sanggah SANGGAH/"))]
    entrant.get(f"/kepesertaan/{entry.id}/sanggah", status=403)
    body = {"verdict": "accepted", "words": "Benar."}
    desk.post(f"{path}/jawab", body, status=403)
    browse(factories.secretariat()).post(f"{path}/jawab", body)
    assert state(entry.id) is State.SUBMITTED
    assert {"objection_filed.txt", "objection_waits.txt", "objection_answered.txt"} <= {name for name, _to in mails()}


def test_a_rejected_objection_changes_nothing(desk, browse):
    entry, entrant = refused(desk, browse)
    page = entrant.post(f"/kepesertaan/{entry.id}/sanggah", {"words": "Kami sah."}).follow()
    path = page.links[next(text for text in page.links if text.startswith("Sanggah SANGGAH/"))]
    browse(factories.secretariat()).post(f"{path}/jawab", {"verdict": "rejected", "words": "Tidak ada bukti baru."})
    assert state(entry.id) is State.REFUSED
    assert "Tidak ada bukti baru." in entrant.get(path).main


def test_an_objection_without_words_keeps_its_file(desk, browse):
    entry, entrant = refused(desk, browse)
    page = entrant.post(f"/kepesertaan/{entry.id}/sanggah", {"words": " ", "file": factories.upload("bukti.pdf")}, status=422)
    assert page.errors["words"] == "Tulis isi sanggah."
    assert page.form("Kirim sanggah").fields["staged"]


def test_a_visit_is_logged_told_listed_and_changes_nothing(desk, browse):
    who = factories.person()
    entry = factories.entry(contact=who)
    factories.member(who, entry.institution)
    desk.get(f"/kepesertaan/{entry.id}/sebagai-peserta", status=403)
    page = desk.get(f"/kepesertaan/{entry.id}/kunjungan").submit("Lihat sebagai peserta", reason="Tiket 12.").follow()
    assert "Anda melihat sebagai peserta" in page.main
    assert list(page.select("main form")) == []
    assert "Tiket 12." in browse(who).get(f"/kepesertaan/{entry.id}/verifikasi").main
    assert [name for name, _to in mails()] == ["visited.txt"]
    assert "entry.visited" in db.everything(select(AuditRecord.verb))


def test_letters_are_made_in_bulk_and_seen_only_with_a_number(desk, browse):
    who = factories.person()
    mine = factories.entry(state="verified", contact=who)
    factories.member(who, mine.institution)
    factories.entry(state="refused", reason="Bukan peserta.")
    own = f"/kepesertaan/{mine.id}/surat-hasil.pdf"
    db.commit()
    entrant = browse(who)
    desk.post("/verifikasi/surat", {"capacity": "plt", "place": "Jakarta"})
    _specs.clear()  # a worker begins with none
    jobs.run_waiting()
    entrant.get(own, status=404)
    desk.post(
        "/verifikasi/surat", {"number": "B/7/2022", "signed_on": "2022-04-18", "capacity": "plt", "office": "Deputi", "signatory": "Siti"}
    )
    jobs.run_waiting()
    assert entrant.get(own).body.startswith(b"%PDF")
    runs = db.everything(select(LetterRun).order_by(LetterRun.version))
    assert [(run.version, run.number, run.total, run.done_at is not None) for run in runs] == [(1, "", 2, True), (2, "B/7/2022", 2, True)]
    packed = zipfile.ZipFile(io.BytesIO(desk.get(f"/verifikasi/surat/{runs[1].id}.zip").body))
    letters = db.everything(select(Letter).where(Letter.run_id == runs[1].id).order_by(Letter.code))
    whose = [[one.code, one.entry.institution_name, f"surat/{one.code.replace('/', '-').lower()}.pdf"] for one in letters]
    index = csv.reader(io.StringIO(packed.read("daftar-surat.csv").decode("utf-8-sig")), delimiter=";")
    assert list(index) == [["Kode portal", "Instansi", "Berkas"], *whose]
    assert set(packed.namelist()) == {"surat-hasil-verifikasi.pdf", "daftar-surat.csv", *(path for _code, _name, path in whose)}
    assert desk.get(f"/verifikasi/surat/{runs[1].id}.docx").body.startswith(b"PK")


def test_letters_that_would_leave_somebody_out_say_so(desk):
    factories.entry(state="verified")
    warning = "Masih 2 berkas belum diputus"
    assert warning not in desk.get("/verifikasi/surat").text
    for begun in ("submitted", "returned", "draft"):
        factories.entry(state=begun)
    assert warning in desk.get("/verifikasi/surat").text


def test_an_overdue_correction_is_decided_on_as_it_was_handed_in(desk, at):
    entry = submitted()
    handed_in = db.first(select(Submission).where(Submission.entry_id == entry.id))
    answers = [{"indicator": "A1", "level": 1, "narrative": "Semula."}]
    letter = {"sha256": None, "name": "", "number": ""}
    handed_in.snapshot = {"answers": answers, "evidence": [], "letter": letter, "system": {"name": "Lama", "since": None}}
    given_back(desk, entry)
    desk.post(f"/verifikasi/{entry.id}/versi-terdahulu", status=403)
    assert "Semula." in desk.get(f"/kepesertaan/{entry.id}/aspek/A").main
    at(LATER + timedelta(days=10))
    desk.post(f"/verifikasi/{entry.id}/versi-terdahulu")
    db.session().expire_all()
    found = db.session().get(Entry, entry.id)
    assert (found.state, found.system_name) == (State.SUBMITTED, "Lama")


def test_a_correction_asked_for_during_registration_ends_no_earlier_than_registration(desk, at):
    at(factories.during("pendaftaran"))
    entry = submitted()
    checks(entry, V1="ya", V3="tidak")
    closes = factories.closing("pendaftaran")
    soon = {"reason": "Perbaiki surat.", "until": f"{closes - timedelta(days=1):%Y-%m-%dT%H:%M}"}
    page = desk.post(f"/verifikasi/{entry.id}/kembalikan", soon, status=422)
    assert "Pendaftaran masih terbuka sampai" in page.main
    assert state(entry.id) is State.SUBMITTED
    desk.post(f"/verifikasi/{entry.id}/kembalikan", UNTIL)
    assert state(entry.id) is State.RETURNED
