"""Complaint figures: sums, rates, months, what is odd, what is suggested, how spreadsheets are read."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from p4comp.competition.measures import Measure, Measured
from p4comp.core.sheets import Sheet
from p4comp.entries.rules.figures import (
    PARTS,
    Columns,
    Counts,
    Figure,
    Line,
    Month,
    Span,
    Unreadable,
    changes,
    counts_from,
    cut,
    first_row,
    guessed,
    heads,
    read,
    read_count,
    read_days,
    read_span,
    span_of,
    suggested,
    sum_note,
    total,
    whole,
)

KALSEL = Counts(received=1294, done=1219, in_process=51, others=24)
JATIM = Counts(received=1011, done=905, in_process=48, postponed=51, archived=7)
LAPOR_2018 = Counts(received=57171, done=15061, in_process=3189, waiting=7542, postponed=1158, unverified=4876, archived=24345)


def line(key, **counts):
    return Line(span_of(key), Counts(**counts))


# Sums and rates: what the sources state


@pytest.mark.parametrize(
    ("counts", "parts", "difference", "followed_up", "settled"),
    [(KALSEL, 1294, 0, "98,1", "94,2"), (JATIM, 1011, 0, "94,2", "89,5"), (LAPOR_2018, 56171, 1000, "31,9", "26,3")],
)
def test_real_figures(counts, parts, difference, followed_up, settled):
    assert (counts.parts, counts.difference) == (parts, difference)
    assert (cut(counts.followed_up_rate * 100), cut(counts.settled_rate * 100)) == (followed_up, settled)


def test_a_sum_that_is_wrong_is_said():
    assert sum_note(LAPOR_2018) == "tertulis 57.171, jumlah bagian 56.171, selisih 1.000."
    assert [sum_note(one) for one in (KALSEL, JATIM, Counts(), Counts(received=3), Counts(done=3))] == [""] * 5
    assert sum_note(Counts(received=1294, done=1219, in_process=51)) == "tertulis 1.294, jumlah bagian 1.270, selisih 24."
    assert sum_note(Counts(received=3, done=5)) == "tertulis 3, jumlah bagian 5, selisih 2."


@pytest.mark.parametrize(
    "counts",
    [Counts(), Counts(received=0, done=0, in_process=0), Counts(done=3, in_process=1), Counts(received=3), Counts(received=3, done=None)],
)
def test_what_cannot_be_divided_has_no_rate(counts):
    assert (counts.settled_rate, counts.followed_up_rate) == (None, None)


NUMBERS = some.none() | some.integers(0, 10**8)
COUNTS = some.fixed_dictionaries({figure: NUMBERS for figure in Figure if figure is not Figure.DAYS}).map(counts_from)


@given(COUNTS)
def test_parts_and_difference_always_make_what_was_received(counts):
    if counts.difference is None:
        assert counts.received is None or all(counts.get(part) is None for part in PARTS)
    else:
        assert counts.parts + counts.difference == counts.received


@given(some.lists(COUNTS, max_size=14))
def test_a_total_of_parts_is_the_sum_of_what_was_stated(counts):
    whole = total(counts)
    for part in PARTS:
        if part is not Figure.DONE:
            stated = [each.get(part) for each in counts if each.get(part) is not None]
            assert whole.get(part) == (sum(stated) if stated else None)
    for must in (Figure.RECEIVED, Figure.DONE):
        values = [each.get(must) for each in counts]
        assert whole.get(must) == (None if None in values or not values else sum(values))


@given(some.lists(COUNTS, min_size=1, max_size=14))
def test_rates_of_parts_that_add_up_lie_between_nothing_and_all(counts):
    sound = [one for one in counts if one.difference == 0]
    found = total(sound)
    for rate in (found.settled_rate, found.followed_up_rate):
        assert rate is None or 0 <= rate <= 1


@given(some.fractions(0, 100))
def test_a_share_is_cut_and_never_rounded_up(percent):
    assert Fraction(Decimal(cut(percent).replace(",", "."))) <= percent


def test_days_are_weighed_by_what_was_done():
    days = [Counts(done=10, average_days=Decimal(2)), Counts(done=30, average_days=Decimal(6)), Counts(done=0)]
    assert total(days).average_days == Decimal("5.00")
    assert total([*days, Counts(done=5)]).average_days is None
    assert total([Counts(average_days=Decimal("4.5"))]).average_days == Decimal("4.5")
    assert total([]).average_days is None


# Months


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("Januari 2022", "2022-01"),
        ("  JANUARI   2022 ", "2022-01"),
        ("Jan 2022", "2022-01"),
        ("Jan-22", "2022-01"),
        ("jan'22", "2022-01"),
        ("2022-01", "2022-01"),
        ("2022-01-31", "2022-01"),
        ("2022-01-31 00:00:00", "2022-01"),
        ("01/2022", "2022-01"),
        ("1/2022", "2022-01"),
        ("31/01/2022", "2022-01"),
        ("1 Januari 2022", "2022-01"),
        (date(2022, 1, 31), "2022-01"),
        ("Pebruari 2021", "2021-02"),
        ("Agt 2021", "2021-08"),
        ("Nopember 2021", "2021-11"),
        ("Des. 2021", "2021-12"),
        ("August 2021", "2021-08"),
        ("Bulan Mei 2021", "2021-05"),
        ("2021", "2021-01_2021-12"),
        (2021, "2021-01_2021-12"),
        (2021.0, "2021-01_2021-12"),
        ("Tahun 2021", "2021-01_2021-12"),
        ("Semester I 2024", "2024-01_2024-06"),
        ("Semester 2 Tahun 2024", "2024-07_2024-12"),
        ("Triwulan IV 2021", "2021-10_2021-12"),
        ("TW 1 2021", "2021-01_2021-03"),
        ("Januari s.d. Juni 2018", "2018-01_2018-06"),
        ("Januari s/d Juni 2018", "2018-01_2018-06"),
        ("Januari – Juni 2018", "2018-01_2018-06"),
        ("Jan-Jun 2018", "2018-01_2018-06"),
        ("November 2021 sampai Maret 2022", "2021-11_2022-03"),
    ],
)
def test_months_as_people_write_them(cell, key):
    assert read_span(cell).key == key
    assert span_of(key).key == key


@pytest.mark.parametrize(
    "cell",
    ["", None, "Januari", "Semester I", "Marvel 2020", "Selasa 2021", "13/2021", "2021-00", "2021-13", "Jumlah", "1294", 1294, 45000, True, "0",
     "Juni 2018 s.d. Januari 2018", "1 2 3", "Triwulan 5 2021", "Semester IV 2021", "9" * 40, "Jan\u0660"],
)  # fmt: skip
def test_what_is_no_month_is_none(cell):
    assert read_span(cell) is None


def test_a_year_may_stand_elsewhere():
    assert [read_span(cell, 2021).key for cell in ("Januari", "Des", "Semester II")] == ["2021-01", "2021-12", "2021-07_2021-12"]


@given(some.text(max_size=30) | some.integers() | some.floats())
def test_no_cell_breaks_the_reading_of_months(cell):
    found = read_span(cell, 2021)
    assert found is None or span_of(found.key) == found


@pytest.mark.parametrize("key", ["", "2022", "2022-13", "2022-02_2022-01", "1999-01", "2022-01_2031-01", "2022-01_x", "٢٠٢٢-٠١"])
def test_a_key_of_no_span_is_none(key):
    assert span_of(key) is None


def test_names_of_spans():
    assert [span_of(key).name for key in ("2022-01", "2022-01_2022-06", "2021-11_2022-03")] == [
        "Januari 2022",
        "Januari–Juni 2022",
        "November 2021–Maret 2022",
    ]


@given(some.integers(0, 1100), some.integers(0, 59))
def test_a_span_has_all_its_months(start, length):
    first = Month(2000, 1).plus(start)
    months = Span(first, first.plus(length)).months
    assert (len(months), months[0], months[-1]) == (length + 1, first, first.plus(length))
    assert months == sorted(set(months))


# All lines together


def test_months_are_added_and_the_whole_period_is_compared_with_them():
    found = whole(
        [line("2021-01", received=10, done=8), line("2021-02", received=20, done=15), line("2021-01_2021-02", received=31, done=23)]
    )
    assert [one.span.key for one in found.counted] == ["2021-01", "2021-02"]
    assert found.total == Counts(received=30, done=23)
    assert "Januari–Februari 2021: tertulis 31, jumlah bulanannya 30, selisih 1. Yang dipakai angka bulanan." in found.notes


def test_a_period_whose_months_are_not_all_there_counts_itself():
    found = whole([line("2021-01_2021-12", received=100, done=90), line("2021-03", received=9, done=8)])
    assert [one.span.key for one in found.counted] == ["2021-01_2021-12"]
    assert [one.span.key for one in found.aside] == ["2021-03"]
    assert "Maret 2021 tumpang tindih dengan Januari–Desember 2021, jadi tidak ikut dijumlahkan." in found.notes


def test_missing_months_and_unstated_figures_are_said():
    found = whole([line("2021-01", received=1, done=1), line("2021-04", received=2), line("2021-05", done=2)])
    assert [str(one) for one in found.missing] == ["2021-02", "2021-03"]
    assert found.notes == [
        "Bulan yang belum ada angkanya: Februari 2021, Maret 2021.",
        "Jumlah diterima belum diisi: Mei 2021.",
        "Jumlah selesai belum diisi: April 2021.",
    ]


def test_every_sum_that_is_wrong_is_said_with_its_month():
    found = whole([line("2021-01", received=10, done=8), line("2021-02", received=10, done=10)])
    assert found.notes == [
        "Seluruh masa: tertulis 20, jumlah bagian 18, selisih 2.",
        "Januari 2021: tertulis 10, jumlah bagian 8, selisih 2.",
    ]
    assert (found.is_matched, whole([line("2021-01", received=1)]).is_matched, whole([line("2021-01", received=1, done=1)]).is_matched) == (
        False,
        None,
        True,
    )


def test_years_are_compared():
    found = whole([line("2020-12", received=10, done=5), line("2021-01", received=20, done=20), line("2021-02", received=20, done=10)])
    assert [(year, cut(counts.settled_rate * 100)) for year, counts in found.years] == [(2020, "50,0"), (2021, "75,0")]


def test_nothing_stated_is_nothing():
    assert whole([line("2021-01")]).counted == whole([]).counted == ()
    assert whole([]).notes == []


SPANS = some.tuples(some.integers(0, 24), some.integers(0, 12)).map(
    lambda pair: Span(Month(2020, 1).plus(pair[0]), Month(2020, 1).plus(sum(pair)))
)


@given(some.lists(some.builds(Line, SPANS, COUNTS), max_size=12, unique_by=lambda one: one.span))
def test_counted_lines_never_overlap_and_none_is_lost(lines):
    found = whole(lines)
    for number, one in enumerate(found.counted):
        assert not any(one.span.overlaps(other.span) for other in found.counted[number + 1 :])
    assert sorted([*found.counted, *found.aside], key=lambda one: one.span) == sorted(
        (one for one in lines if not one.counts.is_empty), key=lambda one: one.span
    )
    assert len(found.notes) >= len(found.aside)


# What is suggested

SETTLED = Measure(Measured.SETTLED, ((1, 1.0), (3, 80.0), (4, 90.0)), 4)


def settled(done, received, **more):
    return whole([line("2021-01", received=received, done=done, **more)])


@pytest.mark.parametrize(
    ("done", "received", "level"), [(0, 100, 0), (1, 100, 1), (79, 100, 1), (80, 100, 3), (8999, 10000, 3), (90, 100, 4), (100, 100, 4)]
)
def test_the_highest_level_reached_is_suggested(done, received, level):
    assert suggested(SETTLED, settled(done, received, others=received - done)).level == level


def test_a_level_that_asks_for_sums_is_held_back_while_they_are_wrong():
    found = suggested(SETTLED, settled(95, 100))
    assert (found.level, found.is_held) == (3, True)
    assert suggested(SETTLED, settled(95, 100, others=5)).is_held is False
    assert suggested(SETTLED, settled(50, 100)).is_held is False


def test_without_a_figure_nothing_is_suggested():
    for counts in (Counts(), Counts(received=0, done=0), Counts(received=3)):
        assert suggested(SETTLED, whole([Line(span_of("2021-01"), counts)])) is None


def test_fewer_days_are_better():
    measure = Measure(Measured.DAYS, ((1, 60.0), (3, 14.0), (5, 4.5)))
    levels = {
        days: suggested(measure, whole([line("2021-01", average_days=Decimal(days))])).level for days in ("61", "60", "14", "4.5", "0")
    }
    assert levels == {"61": 0, "60": 1, "14": 3, "4.5": 5, "0": 5}


def test_the_words_of_a_suggestion():
    kalsel = whole([Line(span_of("2020-01_2020-12"), KALSEL)])
    assert suggested(SETTLED, kalsel).words == "tingkat 4 (penyelesaian 94,2 %; batas tingkat 4: 90 %)"
    follow_up = Measure(Measured.FOLLOWED_UP, ((4, 90.5),))
    assert suggested(follow_up, kalsel).words == "tingkat 4 (tindak lanjut 98,1 %; batas tingkat 4: 90,5 %)"
    assert suggested(SETTLED, settled(0, 3, others=3)).words == "tingkat 0 (penyelesaian 0,0 %)"
    days = whole([line("2021-01", average_days=Decimal("4.5"))])
    assert suggested(Measure(Measured.DAYS, ((3, 14.0),)), days).words == "tingkat 3 (rata-rata 4,5 hari; batas tingkat 3: 14 hari)"


@given(some.integers(0, 1000), some.integers(1, 1000), some.integers(0, 50))
def test_more_settled_never_suggests_less(done, received, more):
    measure = Measure(Measured.SETTLED, SETTLED.limits)
    assert suggested(measure, settled(done, received)).level <= suggested(measure, settled(done + more, received)).level


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
