"""Months and spans of months, as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from p4comp.core.months import Month, Span, read_span, span_of


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
