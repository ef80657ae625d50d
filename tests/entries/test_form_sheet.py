"""A filled spreadsheet: what is taken from it, what is refused, and what would change."""

import io

import pytest
import xlsxwriter

from p4comp.core import db
from p4comp.core.sheets import Sheet
from p4comp.entries.models import Entry
from p4comp.entries.rules import words_in
from p4comp.entries.rules.form_sheet import Change, changes, typed
from tests import factories
from tests.entries.entrants import DURING, kept
from tests.word_counts import WORD_COUNTS

HEAD = ("Kode", "Tingkat (0-5)", "Penjelasan")


@pytest.fixture
def instrument(edition):
    from p4comp.competition.queries import spec_of

    return spec_of(edition).instrument_of("UMUM")


def sheet(*rows, **more):
    return Sheet("Borang", ((), HEAD, *rows), **more)


@pytest.mark.parametrize(("text", "count"), WORD_COUNTS)
def test_words_are_counted_as_the_table_says(text, count):
    assert words_in(text) == count


def test_levels_and_texts_are_read_and_empty_cells_say_nothing(instrument):
    found = typed([Sheet("Petunjuk", (("x",),)), sheet(("A1", 3.0, " Ada.\r\nDua. "), ("A2", "4", None), (None, None, None))], instrument)
    assert (dict(found.values), found.faults) == ({"A1.level": "3", "A1.narrative": "Ada.\nDua.", "A2.level": "4"}, ())


@pytest.mark.parametrize(
    ("rows", "more", "cells"),
    [
        ([("Z9", 3, "x")], {}, ["A3"]),
        ([("A1", 3, "x"), ("A1", 3, "x")], {}, ["A4"]),
        ([("A1", 6, "x")], {}, ["B3"]),
        ([("A1", "tiga", "x")], {}, ["B3"]),
        ([("A1", 2.5, "x")], {}, ["B3"]),
        ([("A1", 3, "x" * 20_001)], {}, ["C3"]),
        ([("A1", 3, "x")], {"formulas": frozenset({"C3", "F9"})}, ["C3"]),
        ([("A1", 3, "x"), ("A2", 3, None)], {"merged": ((2, 2, 3, 2),)}, ["C3", "C4"]),
        ([("", 3, "x")], {}, ["A3"]),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_cell(instrument, rows, more, cells):
    assert [fault.cell for fault in typed([sheet(*rows, **more)], instrument).faults] == cells


def test_a_sheet_without_the_forms_head_is_refused(instrument):
    (fault,) = typed([Sheet("X", (("Nama", "Nilai"),))], instrument).faults
    assert "Tidak ada lembar dengan kolom Kode" in fault.text


def test_only_what_differs_is_a_change(instrument):
    values = {"A1.level": "3", "A1.narrative": "baru", "A2.level": "1"}
    kept_now = {"A1.level": ("3", 4), "A1.narrative": ("lama ", 2)}
    assert list(changes(values, kept_now, instrument)) == [Change("A1.narrative", "lama ", "baru", 2), Change("A2.level", "", "1", 0)]


def book(*rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        page = made.add_worksheet("Borang")
        for number, row in enumerate((HEAD, *rows)):
            page.write_row(number, 0, row)
    return out.getvalue()


def upload(content, name="borang.xlsx"):
    return {"file": (io.BytesIO(content), name)}


@pytest.fixture
def at_work(own, at):
    at(DURING)
    return own(levels=None)


def test_a_filled_form_is_looked_at_and_then_taken_over_whole(at_work):
    entry_id, me, base = at_work
    text = "Ada arahan. " * 40
    page = me.post(f"{base}/impor", upload(book(("A1", 3, text), ("A2", 4, "Petugas."))), status=200)
    assert "4 isian akan berubah" in page.main
    assert kept(entry_id) is None
    page.submit("Simpan semua perubahan")
    assert [(kept(entry_id, code).level, kept(entry_id, code).narrative) for code in ("A1", "A2")] == [(3, text.strip()), (4, "Petugas.")]


def test_nothing_is_taken_over_when_a_field_changed_meanwhile(at_work):
    entry_id, me, base = at_work
    page = me.post(f"{base}/impor", upload(book(("A1", 3, "dari borang"), ("A2", 4, "lain"))), status=200)
    me.post(
        f"{base}/simpan",
        {"field": "A1.narrative", "value": "dari rekan", "version": "0"},
        status=200,
        headers={"Accept": "application/json"},
    )
    again = page.submit("Simpan semua perubahan", status=409)
    assert (kept(entry_id).narrative, kept(entry_id).level, kept(entry_id, "A2")) == ("dari rekan", None, None)
    assert "dari rekan" in again.main
    again.submit("Simpan semua perubahan")
    assert (kept(entry_id).narrative, kept(entry_id, "A2").level) == ("dari borang", 4)


def test_formulas_are_refused_with_their_cell(at_work):
    _entry_id, me, base = at_work
    page = me.post(f"{base}/impor", upload(book(("A1", 3, '="x"&"y"'), ("A2", 4, "Petugas."))), status=422)
    assert "Sel C2: Sel ini berisi rumus" in page.main
    assert "Simpan semua perubahan" not in page.main


@pytest.mark.parametrize(
    ("content", "name"), [(b"Kode,Tingkat,Penjelasan\nA1,3,x\n", "borang.csv"), (b"PK\x03\x04rusak", "borang.xlsx"), (b"", "b.xlsx")]
)
def test_other_files_are_refused_with_the_reason(at_work, content, name):
    entry_id, me, base = at_work
    assert me.post(f"{base}/impor", upload(content, name), status=422).errors != {}
    assert kept(entry_id) is None


def test_what_was_downloaded_comes_back_unchanged(own, at):
    at(DURING)
    _entry_id, me, base = own()
    page = me.post(f"{base}/impor", upload(me.get(f"{base}/isian.xlsx").body), status=200)
    fields = 2 * len(factories.INDICATORS)
    assert f"Semua isian pada borang ini sama dengan yang tersimpan ({fields} isian)." in page.main


@pytest.mark.parametrize(
    ("path", "head"),
    [("borang.pdf", b"%PDF-"), ("berkas.pdf", b"%PDF-"), ("borang.docx", b"PK"), ("borang.xlsx", b"PK"), ("isian.xlsx", b"PK")],
)
def test_forms_and_the_own_dossier_are_made(at_work, path, head):
    _entry_id, me, base = at_work
    assert me.get(f"{base}/{path}").body.startswith(head)


def test_texts_that_begin_like_formulas_stay_texts(own, at):
    at(DURING)
    entry_id, me, base = own()
    me.post(
        f"{base}/simpan",
        {"field": "A1.narrative", "value": "=1+1", "version": kept(entry_id).narrative_version},
        status=200,
        headers={"Accept": "application/json"},
    )
    assert me.post(f"{base}/impor", upload(me.get(f"{base}/isian.xlsx").body), status=200).select(".error-summary") == []


def test_sharing_page_gives_and_shows(own, at):
    at(DURING)
    entry_id, me, base = own(levels=None)
    entry = db.session().get(Entry, entry_id)
    budi = factories.member(factories.person("Budi Santoso"), entry.institution)
    page = me.get(f"{base}/pembagian").submit(
        "Simpan pembagian aspek A", **{"A-person": budi.id, "A-until_on": "2022-03-20", "A-note": "Mulai dari A1"}
    )
    assert "Budi Santoso" in page.follow().main
    wrong = me.post(f"{base}/aspek/A/pembagian", {"A-person": "tiada", "A-until_on": "kapan"}, status=422)
    assert "A-until_on" in wrong.errors
    assert "Budi Santoso" in me.get(f"{base}/aspek/A").main
