"""A spreadsheet of months: whatever is wrong stands beside its row."""

from decimal import Decimal

import pytest

from p4comp.core.months import Month
from p4comp.monitoring.rules.counts import Counts
from p4comp.monitoring.rules.monthly import Stated
from p4comp.monitoring.rules.reading import Named, read

UNITS = [Named("1", "kab-63.05", "Pemerintah Kabupaten Tapin", "Pemkab Tapin"), Named("2", "kab-63.09", "Pemerintah Kabupaten Tabalong")]
STRANGERS = {"kab-64.01": "Pemerintah Kabupaten Paser (Pemerintah Provinsi Kalimantan Timur)"}
NOW = Month(2022, 5)
GOOD = {"code": "kab-63.05", "month": "2022-03", "received": "100", "done": "80", "in_process": "15"}


def reading(*rows):
    return read([(number, row) for number, row in enumerate(rows, 2)], UNITS, STRANGERS, NOW)


def faults(**cells):
    """The faults of the second of two rows, whose cells are changed."""
    found = reading({**GOOD, "code": "kab-63.09"}, {**GOOD, **cells})
    assert found.rows[0].faults == ()
    return [(one.column, one.message, one.is_grave) for one in found.rows[1].faults]


def test_a_good_row_is_read_whole():
    (row,) = reading({**GOOD, "average_days": "2,5", "first_days": "1.5", "month": "Maret 2022"}).rows
    counts = Counts(received=100, done=80, in_process=15, average_days=Decimal("2.50"))
    assert (row.unit, row.month, row.stated, row.faults) == (UNITS[0], Month(2022, 3), Stated(counts, Decimal("1.50")), ())


@pytest.mark.parametrize("name", ["Pemerintah Kabupaten Tapin", "pemkab  TAPIN"])
def test_without_a_code_the_name_will_do(name):
    (row,) = reading({**GOOD, "code": "", "name": name}).rows
    assert (row.unit, row.faults) == (UNITS[0], ())


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"code": "kab-64.01"}, "code", "Kode kab-64.01 adalah Pemerintah Kabupaten Paser (Pemerintah Provinsi Kalimantan Timur)."),
        ({"code": "kab-99"}, "code", "Kode “kab-99” tidak dikenal."),
        ({"code": ""}, "code", "Isi kode instansi seperti di templat."),
        ({"code": "", "name": "Kabupaten Entah"}, "name", "“Kabupaten Entah” tidak dikenal."),
        ({"month": ""}, "month", "Isi bulan, misalnya 2022-03 atau Maret 2022."),
        ({"month": "kemarin"}, "month", "“kemarin” bukan bulan."),
        ({"month": "Januari–Maret 2022"}, "month", "Baris ini memuat beberapa bulan (Januari–Maret 2022)."),
        ({"month": "2022"}, "month", "Baris ini memuat beberapa bulan (Januari–Desember 2022)."),
        ({"month": "2022-06"}, "month", "Juni 2022 belum tiba."),
        ({"received": "98,1 %"}, "received", "“98,1 %” adalah persentase."),
        ({"done": "94%"}, "done", "“94%” adalah persentase."),
        ({"done": "0.94"}, "done", "“0.94” bukan bilangan bulat;"),
        ({"received": "12,5"}, "received", "“12,5” bukan bilangan bulat;"),
        ({"received": "-5"}, "received", "“-5” negatif."),
        ({"first_days": "-1"}, "first_days", "“-1” negatif."),
        ({"received": "banyak"}, "received", "“banyak” bukan angka;"),
        ({"average_days": "tiga"}, "average_days", "“tiga” bukan angka;"),
        ({"received": ""}, "received", "Isi jumlah pengaduan yang diterima;"),
        ({"done": "101"}, "done", "Selesai 101 lebih banyak daripada diterima 100."),
        ({"followed_up": "98"}, "followed_up", "Ditindaklanjuti tertulis 98, padahal dalam proses + selesai = 95."),
        ({"followed_up": "95 %"}, "followed_up", "“95 %” adalah persentase."),
    ],
)
def test_a_bad_cell_says_what_to_do(app, cells, column, words):
    (found,) = faults(**cells)
    assert (found[0], found[1][: len(words)], found[2]) == (column, words, True)


def test_a_sum_that_does_not_add_up_may_be_kept_when_people_say_so(app):
    found = reading({**GOOD, "archived": "10"})
    assert (found.odd, found.grave, found.is_sound) == (1, 0, True)
    assert found.rows[0].faults[0].message == "Diterima 100, tetapi jumlah menurut status 105; selisih 5."


def test_an_institution_that_is_there_twice_names_the_other_row(app):
    found = reading(GOOD, {**GOOD, "month": "Maret 2022"})
    words = "Pemerintah Kabupaten Tapin sudah ada untuk Maret 2022 di baris 2. Hapus salah satunya."
    assert [one.message for one in found.rows[1].faults] == [words]
    assert found.is_sound is False


def test_an_institution_that_is_missing_is_named_with_its_months():
    found = reading(GOOD, {**GOOD, "month": "2022-04"}, {**GOOD, "code": "KAB-63.09"})
    assert found.missing == ((UNITS[1], (Month(2022, 4),)),)
    assert found.is_sound is True


def test_rows_of_the_template_that_were_left_blank_are_passed_over():
    found = reading({"code": "kab-63.05", "name": "Tapin", "month": "2022-01"}, GOOD)
    assert (len(found.rows), found.blank) == (1, 1)
    assert reading({"code": "kab-63.05", "month": "2022-01"}).is_sound is False


def test_zero_is_a_figure_and_blank_is_none():
    (row,) = reading({**GOOD, "done": "0", "in_process": "-"}).rows
    assert (row.stated.counts.done, row.stated.counts.in_process) == (0, None)
