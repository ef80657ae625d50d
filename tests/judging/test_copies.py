"""A dossier taken along: asked for, made by the queue, marked on each page, refused and thrown away once it may not be read."""

from dataclasses import dataclass
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core import clock, db, jobs, stamping
from p4comp.core.errors import Refused
from p4comp.core.media_types import XLSX
from p4comp.core.storage import StoredFile, store
from p4comp.entries import actions as entries
from p4comp.entries.models import Evidence
from p4comp.judging import actions, policy, queries, tasks
from p4comp.judging.models import Assignment, ReadingCopy, SheetState
from tests import factories
from tests.judging.scene import AFTER, DURING, desk_of, verbs


@dataclass
class Reader:
    """A sheet and whose it is; rows are read anew, for the queue lets go of all it holds."""

    sheet_id: str
    who: object

    @property
    def desk(self):
        """The desk as its reader finds it."""
        return queries.desk(self.who, self.sheet_id)

    @property
    def person(self):
        """The reader."""
        return db.session().get(Person, self.who.id)

    @property
    def place(self):
        """Where copies are asked for."""
        return f"/evaluasi/{self.sheet_id}/salinan"


@pytest.fixture(autouse=True)
def evaluation_runs(at):
    at(DURING)


@pytest.fixture
def desk(edition):
    """An open desk with three pages to draw, a table, and a hidden file."""
    entry = factories.entry(edition, state="verified", evidence=False)
    factories.proof(entry, "A1", content=factories.written("Rekap {1}", "Lanjutan"), name="rekap {1}.pdf")
    factories.stored(b"tabel", XLSX)
    factories.proof(entry, "A2", content=b"tabel", name="tabel.xlsx")
    factories.proof(entry, "B1", content=factories.written("Foto"), name="foto.pdf")
    factories.proof(entry, "B1", content=factories.written("Rahasia"), name="tersembunyi.pdf", hidden_at=DURING)
    found, who = desk_of(edition, "open", entry=entry)
    return Reader(found.assignment.id, who)


@pytest.fixture
def made(desk):
    """The desk's copy, made."""
    actions.ask_copy(desk.desk, by=desk.who, at=DURING)
    db.commit()
    assert jobs.run_waiting() == 1
    return db.first(select(ReadingCopy))


def _texts(copy):
    document = pypdfium2.PdfDocument(store().path(copy.sha256))
    return [page.get_textpage().get_text_range() for page in document]


def test_a_copy_holds_answers_and_pages_and_names_its_reader_on_each(made, desk):
    pages = _texts(made)
    cover = pages[: len(pages) - 3]
    assert (made.pages, len(cover) >= 1, len(made.holds)) == (len(pages), True, 2)
    assert {desk.who.name in text and made.id in text for text in cover} == {True}
    with pikepdf.open(store().path(made.sha256)) as whole, whole.open_outline() as outline:
        assert [one.title for one in outline.root][1:] == ["A1 · rekap {1}.pdf", "B1 · foto.pdf"]
        drawn = list(whole.pages)[len(cover) :]
        assert [(len(page.get_images()), page.get("/Annots")) for page in drawn] == [(1, None)] * 3
    words = " ".join(" ".join(cover).split())
    assert ("tabel.xlsx" in words, "bukan PDF atau gambar" in words, "tersembunyi" in words) == (True, True, False)
    assert verbs() == ["copy.asked", "copy.made"]


def test_the_mark_is_part_of_each_picture(tmp_path, app):
    factories.stored(factories.written("Isi"))
    sha256 = db.first(select(StoredFile.sha256))
    plain, marked = (
        stamping.stamp(sha256, 1, tmp_path, title="A1", head="A1", mark=mark, tell=lambda done: None)
        for mark in (" ", "Evaluator · kode x")
    )
    pictures = [pypdfium2.PdfDocument(one[0].path)[0].render(scale=0.3).to_numpy() for one in (plain, marked)]
    assert (pictures[0] != pictures[1]).mean() > 0.01


def test_a_file_that_cannot_be_drawn_is_named_and_the_rest_is_there(edition):
    entry = factories.entry(edition, state="verified", evidence=False)
    broken = factories.proof(entry, "A1", content=b"%PDF-1.4 rusak", name="rusak.pdf")
    broken.file.pages = 2
    factories.proof(entry, "A2", content=factories.written("Baik"), name="baik.pdf")
    found, who = desk_of(edition, "open", entry=entry)
    actions.ask_copy(found, by=who, at=DURING)
    db.commit()
    jobs.run_waiting()
    copy = db.first(select(ReadingCopy))
    words = " ".join(" ".join(_texts(copy)).split())
    assert (len(copy.holds), "tidak dapat digambar; baca di portal" in words) == (1, True)


def test_only_the_reader_takes_the_copy(browse, made, desk):
    address = f"{desk.place}/{made.id}.pdf"
    taken = browse(desk.person).get(address)
    assert (taken.response.mimetype, taken.response.data[:5], len(taken.queries) <= 12) == ("application/pdf", b"%PDF-", True)
    other, _who = desk_of(desk.desk.edition, "open")
    browse(other.assignment.evaluator.person).get(address, status=404)
    browse(other.assignment.evaluator.person).get(f"/evaluasi/{other.assignment.id}/salinan/{made.id}.pdf", status=404)
    browse(factories.secretariat()).get(address, status=404)


def test_who_declares_a_conflict_loses_the_copy_and_its_bytes_go(browse, made, desk):
    path, address = store().path(made.sha256), f"{desk.place}/{made.id}.pdf"
    actions.declare(desk.desk, conflict="Ipar saya bekerja di sana.", by=desk.who, at=DURING)
    db.commit()
    assert (db.everything(select(ReadingCopy)), path.exists()) == ([], True)
    browse(desk.person).get(address, status=404)
    jobs.run_waiting()
    assert (path.exists(), db.session().get(StoredFile, path.parent.name + path.name)) == (False, None)


def test_whom_the_tree_comes_to_bind_finds_no_copy_and_the_check_throws_it_away(browse, made, desk):
    address = f"{desk.place}/{made.id}.pdf"
    factories.member(desk.person, desk.desk.entry.institution)
    browse(desk.person).get(address, status=404)
    actions.recheck(db.first(select(Edition)), by=None, at=DURING)
    db.commit()
    assert db.everything(select(ReadingCopy)) == []


def test_a_copy_in_the_making_is_dropped_when_its_reader_is_taken_off(desk, monkeypatch):
    actions.ask_copy(desk.desk, by=desk.who, at=DURING)
    db.commit()
    drawn = stamping.join

    def meanwhile(*given):
        with db.transactions(writing=True):
            db.session().get(Assignment, desk.sheet_id).state = SheetState.WITHDRAWN
            db.commit()
        return drawn(*given)

    monkeypatch.setattr(stamping, "join", meanwhile)
    before = set(store().folder.glob("incoming-*"))
    jobs.run_waiting()
    (copy,) = db.everything(select(ReadingCopy))
    assert (copy.made_at, copy.sha256, set(store().folder.glob("incoming-*"))) == (None, None, before)


def test_once_evidence_is_hidden_the_copy_is_not_given_out_and_a_new_one_is_without_it(browse, made, desk):
    found = desk.desk
    piece = db.first(select(Evidence).where(Evidence.name == "foto.pdf"))
    entries.hide_evidence(found.entry, piece, reason="Nomor telepon di halaman 1.", by=desk.who, at=DURING)
    db.commit()
    browser = browse(desk.person)
    browser.get(f"{desk.place}/{made.id}.pdf", status=403)
    assert "salinan lama tidak diberikan lagi" in browser.get(desk.place).text
    old = made.id
    browser.post(desk.place)
    jobs.run_waiting()
    (copy,) = db.everything(select(ReadingCopy))
    assert (copy.id != old, len(copy.holds)) == (True, 1)


def test_copies_go_after_two_weeks_with_their_sheet_and_with_what_they_hold(made, monkeypatch):
    tasks.forget_copies()
    assert len(db.everything(select(ReadingCopy))) == 1
    monkeypatch.setattr(clock, "now", lambda: DURING + timedelta(days=14, seconds=1))
    tasks.forget_copies()
    assert db.everything(select(ReadingCopy)) == []


def test_a_copy_is_asked_for_while_the_sheet_is_open(browse, desk, edition):
    with pytest.raises(Refused, match="sudah lewat"):
        actions.ask_copy(desk.desk, by=desk.who, at=AFTER)
    locked, other = desk_of(edition, "locked")
    assert policy.may_ask_copy(other, locked, DURING).reason.startswith("Lembar ini sudah terkunci")
    browser = browse(desk.person)
    browser.post(desk.place)
    assert "Menunggu giliran dibuat." in browser.get(desk.place).text


def test_a_blank_sheet_names_every_indicator_and_no_finding(browse, desk):
    found = desk.desk
    actions.save(found, "A1.note", "Catatan rahasia saya", seen=0, by=desk.who, at=DURING)
    db.commit()
    answer = browse(desk.person).get(f"/evaluasi/{desk.sheet_id}/lembar-kosong.pdf").response
    document = pypdfium2.PdfDocument(answer.data)
    words = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    codes = [one.code for one in found.instrument.indicators]
    assert [code for code in codes if f"{code} " not in words] == []
    assert ("Catatan rahasia" in words, desk.who.name in words, "tersembunyi" in words) == (False, True, False)
