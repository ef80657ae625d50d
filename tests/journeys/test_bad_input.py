"""Bad input as people send it, through the pages: a clear answer beside the field, and nothing typed is lost.

The rooms prove each kind by itself: files in `tests/entries/test_files.py`, `tests/core/test_uploads.py` and
`tests/accounts/test_requests.py`, imports in `tests/institutions/test_routes.py`, ended sign-ins in
`tests/accounts/test_replay.py`, two tabs and the last second in `tests/entries/test_routes_handing_in.py`, scores in
`tests/judging/test_routes.py` and `tests/interviews/test_routes.py`. Here one person meets them one after the other.
"""

import io

import pytest
import xlsxwriter
from sqlalchemy import select, update

from p4comp.accounts.models import SignIn
from p4comp.core import clock, db
from p4comp.entries.models import Answer, Entry, Evidence, Submission
from p4comp.institutions.models import Institution
from p4comp.judging.models import Finding
from tests import factories
from tests.journeys import entrants, judges
from tests.journeys.season import PASSWORD

TYPED = "Pimpinan membahas pengaduan <setiap> pekan & mencatatnya."
WRONG_FILES = {
    "program di balik nama PDF": ("bukti.pdf", b"MZ\x90\x00" * 40, "bukan PDF"),
    "berkas kosong": ("bukti.pdf", b"", "kosong"),
    "halaman web bernama PDF": ("bukti.pdf", b"<!doctype html><html><script>alert(1)</script></html>", "bukan PDF"),
    "PDF terpotong": ("bukti.pdf", factories.pdf("Bukti")[:200], "rusak"),
}


@pytest.fixture
def mine(app, browse, at):
    """The page of an entrant with an empty draft: its first aspect."""
    at(factories.during("pendaftaran"))
    who = factories.member(factories.person("Siti", email="siti@uji.example", password=PASSWORD))
    institution = db.session().scalars(select(Institution)).one()
    draft = factories.entry(institution=institution, contact=who, levels=None, evidence=False)
    browser = browse(who)
    return browser.get(entrants.aspects(browser.get(f"/kepesertaan/{draft.id}"))[0])


def narrative(page):
    return page.one("[name='A1.narrative']").element.text.strip()


def everything(model, *conditions):
    db.session().expire_all()
    return db.everything(select(model).where(*conditions))


def test_wrong_files_are_answered_beside_their_field_and_the_text_typed_stands(mine):
    entrants.autosave(mine, "A1.narrative", TYPED)
    for name, content, words in WRONG_FILES.values():
        refused = entrants.prove(mine, "A1", name=name, content=content, status=422)
        assert words in refused.one("[id='A1.evidence'].field-wrong .field-error").text
        assert refused.one(".error-summary a").get("href") == "#A1.evidence-file"
        assert narrative(refused) == TYPED
    assert everything(Evidence) == []


def test_a_file_over_the_limit_is_told_by_its_size_and_the_next_one_is_taken(mine, app, monkeypatch):
    good = factories.pdf("Bukti")
    monkeypatch.setitem(app.config, "MAX_UPLOAD", len(good))
    entrants.autosave(mine, "A1.narrative", TYPED)
    refused = entrants.prove(mine, "A1", content=good + b" ", status=422)
    assert "lebih besar dari" in refused.one("[id='A1.evidence'] .field-error").text
    far_over = entrants.prove(mine, "A1", content=b"%PDF-" + b"0" * 200_000, status=413)
    assert "melebihi ukuran yang diterima" in far_over.text
    entrants.prove(mine, "A1", content=good)
    again = mine.browser.get(mine.path)
    assert narrative(again) == TYPED
    assert [one.name for one in everything(Evidence)] == ["bukti-A1.pdf"]


def test_a_sign_in_deleted_while_typing_loses_no_word(mine):
    db.session().execute(update(SignIn).values(ended_at=clock.real()))
    ended = mine.submit("Simpan", status=401, **{"A1.level": "4", "A1.narrative": TYPED, "A2.narrative": "Belum selesai"})
    assert everything(Answer) == []
    wrong = ended.submit("Masuk", email="siti@uji.example", password="keliru sekali", status=422)
    again = wrong.submit("Masuk", email="siti@uji.example", password=PASSWORD, status=200)
    assert TYPED in again.main
    back = again.submit("Kirim lagi").follow()
    assert narrative(back) == TYPED
    assert {one.indicator: (one.level, one.narrative) for one in everything(Answer)} == {"A1": (4, TYPED), "A2": (None, "Belum selesai")}


def test_a_second_hand_in_from_another_tab_changes_nothing(mine):
    browser = mine.browser
    entry = browser.get(mine.path.partition("/aspek/")[0])
    entrants.fill_by_page(entry, 3)
    tabs = [browser.get(f"{entry.path}/kirim") for _ in range(2)]
    receipt = tabs[0].submit("Kirim berkas", declared="y").follow()
    second = tabs[1].submit("Kirim berkas", declared="y", status=409)
    assert "berstatus “Dikirim”" in second.main
    assert [one.code for one in everything(Submission)] == [receipt.h1.removeprefix("Tanda terima ")]


def test_a_hand_in_one_second_late_keeps_the_draft_and_says_when_it_was_due(mine, at):
    browser = mine.browser
    entry = browser.get(mine.path.partition("/aspek/")[0])
    entrants.fill_by_page(entry, 3)
    waiting = browser.get(f"{entry.path}/kirim")
    at(factories.closing("pendaftaran"))
    late = waiting.submit("Kirim berkas", declared="y", status=403)
    assert "Batas waktu sudah lewat: 14 April 2022, 23.59 WIB." in late.main
    assert "Hubungi sekretariat" in late.main
    lost = entrants.autosave(mine, "A1.narrative", TYPED, status=403)
    assert "Batas waktu sudah lewat" in lost.text
    assert entrants.NARRATIVE in browser.get(mine.path).main
    assert everything(Submission) == []


def test_forged_fields_for_somebody_elses_entry_do_nothing(mine, browse):
    stranger = factories.entry(levels=2)
    other = f"/kepesertaan/{stranger.id}"
    attacks = (
        ("simpan", {"field": "A1.level", "value": "5", "version": "1"}),
        ("aspek/A", {"A1.level": "5"}),
        ("kirim", {"declared": "y"}),
        ("undur-diri", {"reason": "Saya mundur."}),
        ("indikator/A1/bukti", {"file": factories.upload("bukti.pdf")}),
    )
    for way, data in attacks:
        mine.browser.post(f"{other}/{way}", data, status=404)
    mine.submit("Simpan", **{"A1.level": "3", "A1.narrative": TYPED, "entry_id": stranger.id, "institution_id": stranger.institution_id})
    assert {one.level for one in everything(Answer, Answer.entry_id == stranger.id)} == {2}
    assert [one.state for one in everything(Entry, Entry.id == stranger.id)] == ["draft"]
    assert {one.indicator: one.level for one in everything(Answer, Answer.entry_id != stranger.id)} == {"A1": 3, "A2": None}


def test_a_score_above_the_scale_is_blamed_and_the_other_words_stay(cast, browse, at):
    at(factories.during("evaluasi_dokumen"))
    sheet = browse(cast.evaluator).get(f"/evaluasi/{cast.assignment.id}")
    refused = sheet.submit("Simpan", status=422, **(judges.filled(["A1", "A2"], 4) | {"A1.level": "6", "A2.note": TYPED}))
    assert "Pilih tingkat 0 sampai 5." in refused.main
    assert refused.one("[name='A2.note']").element.text.strip() == TYPED
    assert refused.one("[name='A1.note']").element.text.strip() == judges.NOTE
    assert everything(Finding) == []


def test_a_jurors_score_above_the_scale_is_blamed_beside_it(cast, browse, at):
    at(cast.interview.starts_at)
    sheet = browse(cast.juror).get(f"/wawancara/{cast.juror_sheet.id}")
    refused = sheet.submit("Simpan", status=422, **{"inovasi.score": "101", "dampak.score": "87,5", "inovasi.note": TYPED})
    assert set(refused.errors) == {"", "inovasi.score"}
    fields = refused.form("Simpan").fields
    assert (fields["inovasi.score"], fields["dampak.score"], fields["inovasi.note"].strip()) == ("101", "87,5", TYPED)


def test_a_torn_workbook_is_refused_whole_and_a_good_one_taken(app, browse):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["code", "type", "name"])
        sheet.write_row(1, 0, ["kab-99.01", "pemkab", "Pemerintah Kabupaten Uji"])
    page = browse(factories.secretariat()).get("/instansi/impor")
    words = page.forms[0].buttons[0]
    torn = page.submit(words, file=factories.upload("instansi.xlsx", out.getvalue()[:-300]), status=422)
    assert "rusak" in torn.main
    assert everything(Institution) == []
    torn.submit(words, file=factories.upload("instansi.xlsx", out.getvalue()), status=200)
    assert [one.name for one in everything(Institution)] == ["Pemerintah Kabupaten Uji"]
