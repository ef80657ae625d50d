"""Tables in: CSV as spreadsheets write it, and XLSX."""

from datetime import date

import pytest
import xlsxwriter

from p4comp.core import tables
from p4comp.core.errors import Invalid


@pytest.fixture
def read(app, tmp_path):
    """Read bytes as a table."""

    def reader(content, **options):
        path = tmp_path / "tabel"
        path.write_bytes(content)
        return tables.read(path, **options)

    return reader


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_each_separator_is_understood(read, sign):
    table = read(f"kode{sign}nama\na{sign}Satu\n".encode())
    assert (table.columns, dict(table.lines[0].cells)) == (("kode", "nama"), {"kode": "a", "nama": "Satu"})


def test_columns_are_known_by_other_spellings(read):
    assert read(b"Kode  Wilayah,Nama\n63,x\n", names={"kode_wilayah": "region"}).columns == ("region", "nama")


def test_lines_keep_the_number_the_spreadsheet_shows(read):
    assert [line.number for line in read(b"a,b\n1,2\n,\n3,4\n").lines] == [2, 4]


def test_short_and_long_lines_lose_nothing_that_has_a_column(read):
    first, second = read(b"a,b\n1\n1,2,3\n").lines
    assert (first.get("a"), first.get("b"), second.get("b")) == ("1", "", "2")


@pytest.mark.parametrize("content", [b"", b"a\0b", b"PK\x03\x04", b"a,a\n1,2\n"])
def test_what_is_no_table_is_refused(read, content):
    with pytest.raises(Invalid):
        read(content)


def test_a_spreadsheet_gives_texts(read, tmp_path):
    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["kode", "angka", "hari"])
        sheet.write(1, 0, "63.06")
        sheet.write(1, 1, 12)
        sheet.write_datetime(1, 2, date(2022, 6, 16), book.add_format({"num_format": "yyyy-mm-dd"}))
    assert dict(tables.read(path).lines[0].cells) == {"kode": "63.06", "angka": "12", "hari": "2022-06-16"}


@pytest.mark.parametrize(
    ("text", "is_one"), [("=1+1", True), ("+62", True), ("@SUM", True), ("\tx", True), ("Nama", False), ("-5", False), ("", False)]
)
def test_a_formula_is_known_by_its_first_sign(text, is_one):
    assert tables.is_formula(text) == is_one
