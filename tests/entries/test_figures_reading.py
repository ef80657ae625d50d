"""How cells, columns and rows of a spreadsheet are read as complaint figures."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from p4comp.core.sheets import Sheet
from p4comp.entries.rules.figures import (
    Columns,
    Counts,
    Figure,
    Line,
    Unreadable,
    changes,
    first_row,
    guessed,
    heads,
    read,
    read_count,
    read_days,
    span_of,
)


def line(key, **counts):
    return Line(span_of(key), Counts(**counts))


# Cells


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (12, 12),
        (12.0, 12),
        ("12", 12),
        (" 1.294 ", 1294),
        ("1 294", 1294),
        ("1.294,00", 1294),
        ("", None),
        (None, None),
        ("-", None),
        ("–", None),
        ("0", 0),
    ],
)
def test_counts_as_people_write_them(cell, value):
    assert read_count(cell) == value


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("12 laporan", "bukan angka"),
        ("1,294", "bukan bilangan bulat"),
        (1.294, "bukan bilangan bulat"),
        ("-3", "di luar batas"),
        (10**9, "di luar batas"),
        ("#REF!", "kesalahan rumus"),
        (date(2022, 1, 1), "berisi tanggal"),
        ("True", "bukan angka"),
        ("x" * 100, "…"),
        (float("inf"), "bukan"),
        (float("nan"), "bukan"),
    ],
)
def test_what_is_no_count_is_refused_with_the_reason(cell, word):
    with pytest.raises(Unreadable, match=word):
        read_count(cell)


@pytest.mark.parametrize(
    ("cell", "days"), [("4,5", "4.50"), (4.5, "4.50"), ("4.5", "4.50"), ("4,5 hari", "4.50"), ("12", "12.00"), (1 / 3, "0.33"), ("", None)]
)
def test_days_as_people_write_them(cell, days):
    assert read_days(cell) == (days and Decimal(days))


@given(some.text(max_size=20) | some.floats() | some.integers() | some.none() | some.dates())
def test_no_cell_breaks_the_reading_of_figures(cell):
    for reading in (read_count, read_days):
        with suppress(Unreadable):
            assert reading(cell) is None or reading(cell) >= 0


# Columns and rows


RECAP = Sheet(
    "Rekap",
    (
        ("Rekapitulasi SP4N-LAPOR! Kabupaten Simulasi Tahun 2021",) + (None,) * 9,
        ("No", "Bulan", "Laporan Masuk", "Status", None, None, None, None, None, "Rata-rata Hari"),
        (None, None, None, "Belum terverifikasi", "Terdisposisi belum ditindaklanjuti", "Terdisposisi sedang diproses", "Terdisposisi selesai", "Tertunda", "Arsip", None),
        (1, "Januari", "1.294", 0, 0, 51, 1219, 0, 24, "4,5"),
        (2, "Februari", 10, None, None, 2, 8, None, None, 3.25),
        (None, "Jumlah", 1304, None, None, 53, 1227, None, 24, None),
        (None, "Sumber: admin instansi") + (None,) * 8,
    ),
    merged=((0, 0, 0, 9), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 8), (1, 9, 2, 9)),
)  # fmt: skip
ROWS = {
    1: "month",
    2: "received",
    3: "unverified",
    4: "waiting",
    5: "in_process",
    6: "done",
    7: "postponed",
    8: "archived",
    9: "average_days",
}


def test_a_recap_with_merged_heads_is_guessed():
    assert first_row(RECAP) == 3
    names = heads(RECAP, 3)
    assert names[6].endswith("Status / Terdisposisi selesai")
    assert guessed(names, {}) == ROWS


def test_what_was_said_before_goes_before_words():
    names = heads(RECAP, 3)
    known = {names[2].lower(): "", names[9].lower(): "received"}
    assert guessed(names, known) == {column: held for column, held in ROWS.items() if column not in (2, 9)} | {9: "received"}


def columns(**changes):
    return Columns(**({"fields": ROWS, "start": 3, "year": 2021} | changes))


def test_a_recap_is_read_without_its_sums_and_notes():
    found = read(RECAP, columns())
    assert [(row, one.span.key) for row, one in found.lines] == [(4, "2021-01"), (5, "2021-02")]
    first = found.lines[0][1].counts
    assert (first.received, first.done, first.archived, first.average_days) == (1294, 1219, 24, Decimal("4.50"))
    assert ([one.cell for one in found.passed], found.faults, found.is_sound) == (["baris 6", "baris 7"], [], True)


def sheet(*rows, **more):
    return Sheet("Uji", tuple(rows), **more)


PLAIN = Columns({0: "month", 1: "received", 2: "done"}, 1)
HEAD = ("Bulan", "Masuk", "Selesai")


@pytest.mark.parametrize(
    ("row", "cell", "word"),
    [
        (("Januari", 1, 1), "A2", "tidak memuat tahun"),
        (("", 1, 1), "A2", "isi bulannya"),
        (("besok", 1, 1), "A2", "bukan bulan"),
        (("Jan 2021", "banyak", 1), "B2", "bukan angka"),
        (("Jan 2021", 1, "#DIV/0!"), "C2", "kesalahan rumus"),
    ],
)
def test_a_fault_names_its_cell_and_takes_nothing(row, cell, word):
    found = read(sheet(HEAD, row, ("Feb 2021", 1, 1)), PLAIN)
    assert [one.cell for one in found.faults] == [cell]
    assert word in found.faults[0].text
    assert found.is_sound is False


def test_all_faults_are_told_at_once():
    found = read(sheet(HEAD, ("Januari", "x", "y"), ("Feb 2021", "z", 1)), PLAIN)
    assert [one.cell for one in found.faults] == ["B2", "C2", "A2", "B3"]


def test_a_month_twice_names_both_rows():
    found = read(sheet(HEAD, ("Jan 2021", 1, 1), ("Januari 2021", 2, 2)), PLAIN)
    assert [(one.cell, "sudah ada di baris 2" in one.text) for one in found.faults] == [("A3", True)]


def test_a_formula_that_was_never_counted_is_refused_where_it_is_used():
    counted = sheet(HEAD, ("Jan 2021", 1, 0), uncounted=frozenset({"C2"}))
    assert [one.cell for one in read(counted, PLAIN).faults] == ["C2"]
    assert read(counted, Columns({0: "month", 1: "received"}, 1)).is_sound


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (Columns({1: "received"}, 1), "Pilih kolom yang memuat bulan"),
        (Columns({0: "month"}, 1), "sedikitnya kolom"),
        (Columns({0: "month", 1: "done", 2: "done"}, 1), "“Selesai” dipilih untuk lebih dari satu kolom"),
        (Columns({0: "month", 1: "done"}, 9), "Tidak ada baris"),
    ],
)
def test_columns_that_do_not_fit_are_refused(given, word):
    assert word in read(sheet(HEAD, ("Jan 2021", 1, 1)), given).faults[0].text


def test_a_list_of_complaints_is_refused():
    assert "bukan daftar pengaduan" in read(sheet(HEAD, ("Jan 2021", 1, 1), is_long=True), PLAIN).faults[0].text


def test_a_year_in_a_column_of_its_own_may_be_merged():
    years = Columns({0: "year", 1: "month", 2: "received"}, 0)
    found = read(sheet((2021, "Jan", 1), (None, "Feb", 2), merged=((0, 0, 1, 0),)), years)
    assert [one.span.key for _row, one in found.lines] == ["2021-01", "2021-02"]


def test_changes_stand_beside_what_is_there():
    kept = {span_of("2021-01"): Counts(received=1, done=1, others=7), span_of("2021-02"): Counts(received=5, done=5)}
    lines = [line("2021-01", received=2, done=1), line("2021-02", received=5, done=5), line("2021-03", received=3)]
    first, second, third = changes(lines, kept, PLAIN)
    assert (first.changed, first.after) == ((Figure.RECEIVED,), Counts(received=2, done=1, others=7))
    assert (second.changed, third.before, third.after) == ((), None, Counts(received=3))


CELLS = (
    some.none()
    | some.integers(-5, 3000)
    | some.text(max_size=12)
    | some.sampled_from(["Jan 2021", "Feb 2021", "Jumlah", "1.294", "4,5"])
    | some.dates()
)


@given(
    some.lists(some.lists(CELLS, max_size=6), max_size=8),
    some.dictionaries(some.integers(0, 6), some.sampled_from(list(ROWS.values())), max_size=5),
)
def test_no_sheet_breaks_the_reading(rows, fields):
    given_sheet = sheet(*(tuple(row) for row in rows))
    start = first_row(given_sheet)
    guessed(heads(given_sheet, start), {})
    found = read(given_sheet, Columns(fields, start))
    assert found.is_sound == (bool(found.lines) and not found.faults)
    assert len({one.span for _row, one in found.lines}) == len(found.lines)
