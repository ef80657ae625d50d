"""Complaint figures from a spreadsheet: sent, its columns named, looked at, taken over whole or not at all."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db, storage
from p4comp.entries import tasks
from p4comp.entries.models import Entry, Evidence, FigureColumns, FigureSource
from tests import factories, spreadsheets
from tests.entries.entrants import verbs
from tests.entries.figuring import count, lines, save
from tests.spreadsheets import Formula


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(factories.during("pendaftaran"))


def send(me, base, content, name="rekap.xlsx", status=303):
    page = me.post(f"{base}/angka/instansi/impor", {"file": (io.BytesIO(content), name)}, status=status)
    return page.follow() if status == 303 else page


RECAP = [
    ["Rekapitulasi SP4N-LAPOR! Tahun 2021", None, None, None],
    ["Bulan", "Laporan masuk", "Status", None],
    [None, None, "Sedang diproses", "Selesai"],
    ["Januari", Formula("1000+294", value=1294), 51, "1.219"],
    ["Februari", 10, 2, 8],
    ["Jumlah", Formula("B4+B5", value=1304), 53, 1227],
]
MERGED = ["A1:D1", "A2:A3", "B2:B3", "C2:D2"]


def test_a_recap_with_formulas_and_merged_heads_is_mapped_looked_at_and_taken_over(own):
    entry_id, me, base = own(levels=None)
    content = spreadsheets.book(RECAP, merged=MERGED)
    page = send(me, base, content)
    assert page.one("#tahun").get("value") == "2021"
    page = page.submit("Perbarui pratinjau", tahun="")
    assert "“Januari” tidak memuat tahun" in page.main
    assert [page.one(f"#k{column} option[selected]").get("value") for column in range(4)] == ["month", "received", "in_process", "done"]
    page = page.submit("Perbarui pratinjau", tahun="2021")
    assert "baris 6: baris “Jumlah” tidak diambil" in page.main
    assert "selisih 24" in page.main
    page = page.submit("Ambil alih 2 baris").follow()
    assert lines(entry_id) == {
        ("instansi", "2021-01", "2021-01"): {"received": 1294, "in_process": 51, "done": 1219},
        ("instansi", "2021-02", "2021-02"): {"received": 10, "in_process": 2, "done": 8},
    }
    assert "Januari 2021: tertulis 1.294, jumlah bagian 1.270, selisih 24." in page.main
    source = db.first(select(FigureSource))
    assert (source.name, source.sheets, source.taken_at is not None) == ("rekap.xlsx", [], True)
    assert storage.store().path(source.sha256).read_bytes() == content
    assert verbs() == ["figures.imported"]


def test_columns_are_remembered_for_the_next_file(own):
    entry_id, me, base = own(levels=None)
    content = b"Masa;Aduan;Beres\nJan 2021;10;9\n"
    page = send(me, base, content, "rekap.csv")
    page = page.submit("Perbarui pratinjau", k2="done")
    page.submit("Ambil alih 1 baris")
    assert db.first(select(FigureColumns)).fields == {"masa": "month", "aduan": "received", "beres": "done"}
    page = send(me, base, content.replace(b"Jan", b"Feb").replace(b"10;9", b"20;19"), "rekap.csv")
    page.submit("Ambil alih 1 baris")
    assert lines(entry_id)["instansi", "2021-02", "2021-02"] == {"received": 20, "done": 19}


def test_faults_take_nothing_over(own):
    entry_id, me, base = own(levels=None)
    page = send(me, base, b"Bulan;Masuk;Selesai\nJan 2021;10;banyak\nFeb 2021;20;19\n", "rekap.csv")
    assert "C2: “banyak” bukan angka" in page.main
    assert "Ambil alih" not in str([form.buttons for form in page.forms])
    me.post(page.path, {"k0": "month", "k1": "received", "k2": "done", "mulai": "2"}, status=422)
    assert lines(entry_id) == {}
    page.submit("Perbarui pratinjau", k2="").submit("Ambil alih 2 baris")
    assert [one["received"] for one in lines(entry_id).values()] == [10, 20]


def test_a_figure_that_changed_since_the_preview_stops_the_taking_over(own):
    entry_id, me, base = own(levels=None)
    factories.figures(db.session().get(Entry, entry_id), received=1)
    page = send(me, base, b"Bulan;Masuk\nJan 2021;10\n", "rekap.csv")
    save(me, base, "instansi.2021-01.received", "2", version="1")
    page = page.submit("Ambil alih 1 baris", status=409)
    assert "Angka berubah sejak pratinjau dibuat" in page.main
    assert lines(entry_id) == {("instansi", "2021-01", "2021-01"): {"received": 2}}
    page.submit("Ambil alih 1 baris")
    assert lines(entry_id) == {("instansi", "2021-01", "2021-01"): {"received": 10}}


def test_what_is_not_in_the_file_stays(own):
    entry_id, me, base = own(levels=None)
    entry = db.session().get(Entry, entry_id)
    factories.figures(entry, others=4, received=1)
    factories.figures(entry, "2020-12", received=7)
    send(me, base, b"Bulan;Masuk\nJan 2021;10\n", "rekap.csv").submit("Ambil alih 1 baris")
    assert lines(entry_id) == {
        ("instansi", "2020-12", "2020-12"): {"received": 7},
        ("instansi", "2021-01", "2021-01"): {"received": 10, "others": 4},
    }


def test_the_file_may_prove_an_indicator_too(own):
    entry_id, me, base = own(levels=None)
    page = send(me, base, spreadsheets.book([["Bulan", "Masuk"], ["Jan 2021", 10]]))
    page.submit("Ambil alih 1 baris", indikator="B1")
    proof = db.first(select(Evidence).where(Evidence.entry_id == entry_id))
    assert (proof.indicator, proof.name, proof.sha256) == ("B1", "rekap.xlsx", db.first(select(FigureSource.sha256)))


def test_another_sheet_of_the_book_is_guessed_anew(own):
    entry_id, me, base = own(levels=None)
    page = send(me, base, spreadsheets.book([["Sampul"]], [["Bulan", "x", "Masuk"], ["Jan 2021", 1, 10]]))
    page = page.submit("Perbarui pratinjau", lembar="1")
    page.submit("Ambil alih 1 baris")
    assert lines(entry_id) == {("instansi", "2021-01", "2021-01"): {"received": 10}}


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (spreadsheets.bomb(), "rekap.xlsx", "jauh lebih besar daripada ukurannya"),
        (b"", "rekap.csv", "kosong"),
        (b"PK\x03\x04 rusak", "rekap.xlsx", "bukan XLSX"),
        (factories.pdf(), "rekap.csv", "bukan CSV atau XLSX"),
        (b"\n;;\n", "rekap.csv", "tidak berisi baris"),
    ],
    ids=["bomb", "empty", "broken", "pdf", "blank"],
)
def test_bad_files_are_refused_with_the_reason(own, content, name, word):
    _entry_id, me, base = own(levels=None)
    assert word in send(me, base, content, name, status=422).main
    assert count(FigureSource) == 0


def test_a_formula_that_was_never_counted_names_its_cell(own):
    _entry_id, me, base = own(levels=None)
    page = send(me, base, spreadsheets.book([["Bulan", "Masuk", "Selesai"], ["Jan 2021", 10, Formula("B2-1")]]))
    assert "C2: berisi rumus yang belum dihitung" in page.main


def test_a_second_file_takes_the_place_of_one_never_taken_over(own):
    _entry_id, me, base = own(levels=None)
    first = send(me, base, b"Bulan;Masuk\nJan 2021;10\n", "satu.csv")
    send(me, base, b"Bulan;Masuk\nJan 2021;11\n", "dua.csv")
    me.get(first.path, status=404)
    assert [one.name for one in db.everything(select(FigureSource))] == ["dua.csv"]


def test_a_name_of_many_letters_is_cut_and_told(own):
    _entry_id, me, base = own(levels=None)
    page = send(me, base, b"Bulan;Masuk\nJan 2021;10\n", "رekap, " * 60 + ".csv")
    assert page.h1 == "Cocokkan kolom"
    assert len(db.first(select(FigureSource.name))) <= 200


@pytest.mark.parametrize(
    "query", [{"lembar": "99"}, {"lembar": "x"}, {"mulai": "999"}, {"tahun": "20x1"}, {"k0": "month", "k9": "done"}, {"k0": "<b>"}]
)
def test_odd_questions_are_answered(own, query):
    _entry_id, me, base = own(levels=None)
    page = send(me, base, b"Bulan;Masuk\nJan 2021;10\n", "rekap.csv")
    assert me.get(page.path, query=query).h1 == "Cocokkan kolom"


def test_a_file_nobody_took_over_is_forgotten_after_a_week(own, at):
    entry_id, _me, _base = own(levels=None)
    entry = db.session().get(Entry, entry_id)
    kept, forgotten = factories.figure_source(entry, taken=True), factories.figure_source(entry, name="lama.csv", content=b"lama")
    at(forgotten.sent_at + timedelta(days=7))
    tasks.forget_figures_not_taken()
    assert count(FigureSource) == 2
    at(forgotten.sent_at + timedelta(days=7, seconds=1))
    tasks.forget_figures_not_taken()
    assert [one.id for one in db.everything(select(FigureSource))] == [kept.id]
